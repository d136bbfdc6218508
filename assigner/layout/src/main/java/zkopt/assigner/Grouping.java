package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import zkopt.assigner.GateForm.InputMode;
import zkopt.assigner.Trace.GateRun;
import zkopt.assigner.Values.Source;
import zkopt.ir.CompileException;

/**
 * Cuts a trace into blocks. A contraction whose sums are each read at most once, all by one {@code plonk.apply} as virtual inputs, is
 * followed by the instances that define its sums; otherwise its sums get cells.
 */
final class Grouping {
  private static final int NONE = -1;
  private static final int MANY = -2;
  /** Kinds of instances that may define the sums of one contraction; each kind takes selectors. */
  private static final int MAX_KINDS = 4;

  private final Trace trace;
  private final boolean publicInputs;
  /** For each value: run that reads it as a virtual input, {@link #NONE}, or {@link #MANY} when it is read otherwise or twice. */
  private final int[] readingRun;
  private final int[] readingInstance;
  private final int[] readingInput;
  /** Contractions of one geometry share what is computed of their powers. */
  private final Map<Powers, Powers> interned = new HashMap<>();

  private Grouping(Trace trace, boolean publicInputs) {
    this.trace = trace;
    this.publicInputs = publicInputs;
    int size = trace.values.size();
    readingRun = new int[size];
    readingInstance = new int[size];
    readingInput = new int[size];
    Arrays.fill(readingRun, NONE);
  }

  /**
   * The blocks: each contraction with its consumer first, then the other gates, in the order of the program.
   *
   * @param publicInputs inputs get cells of their own, to be copied from the public values
   */
  static List<PlacedBlock> blocks(Trace trace, boolean publicInputs) {
    return new Grouping(trace, publicInputs).blocks();
  }

  private List<PlacedBlock> blocks() {
    findReaders();
    var blocks = new ArrayList<PlacedBlock>();
    var taken = new ArrayList<boolean[]>();
    for (GateRun run : trace.runs) taken.add(new boolean[run.instances()]);
    for (Contraction c : trace.contractions) {
      blocks.add(new PlacedBlock.Operands(c, !isWeights(c)));
      addCoefficients(c, taken, blocks);
    }
    for (int r = 0; r < trace.runs.size(); r++) {
      GateRun run = trace.runs.get(r);
      Map<GateForm, IntList> byForm = new LinkedHashMap<>();
      for (int i = 0; i < run.instances(); i++) {
        if (!taken.get(r)[i]) byForm.computeIfAbsent(form(run, i, Set.of()), _ -> new IntList()).add(i);
      }
      byForm.forEach((form, instances) -> blocks.add(new PlacedBlock.Instances(form, run, instances.toArray(), null)));
    }
    return blocks;
  }

  private void findReaders() {
    for (int r = 0; r < trace.runs.size(); r++) {
      GateRun run = trace.runs.get(r);
      for (int i = 0; i < run.instances(); i++) {
        for (int j = 0; j < run.gate.inputs(); j++) {
          int id = run.input(i, j);
          boolean first = readingRun[id] == NONE && run.gate.isVirtual(j);
          readingRun[id] = first ? r : MANY;
          readingInstance[id] = i;
          readingInput[id] = j;
        }
      }
    }
    for (Contraction c : trace.contractions) {
      for (Polynomial p : c.a()) for (int id : p.values()) readingRun[id] = MANY;
      for (Polynomial p : c.b()) for (int id : p.values()) readingRun[id] = MANY;
    }
    for (int[] outputs : trace.outputs) {
      for (int id : outputs) readingRun[id] = MANY;
    }
    checkInputs();
  }

  /** An input of the model is defined by the one gate that range-checks it; a second reader could see another value. */
  private void checkInputs() {
    for (int[] input : trace.inputs) {
      for (int id : input) {
        if (readingRun[id] == MANY) throw new CompileException("an input of the model is read other than by one gate that range-checks it");
      }
    }
  }

  private boolean isWeights(Contraction c) {
    return c.b().stream().flatMapToInt(p -> Arrays.stream(p.values())).allMatch(id -> trace.values.source(id) == Source.WEIGHT);
  }

  /** Adds what holds the coefficients of a contraction. Sums that nobody reads are as good as border. */
  private void addCoefficients(Contraction c, List<boolean[]> taken, List<PlacedBlock> blocks) {
    int[] read = IntStream.range(0, c.sums().size()).filter(i -> readingRun[c.sums().values()[i]] != NONE).toArray();
    int[] unread = IntStream.range(0, c.sums().size()).filter(i -> readingRun[c.sums().values()[i]] == NONE).toArray();
    Polynomial sums = select(c.sums(), read);
    var defining = definingInstances(c, sums, taken);
    if (defining.isEmpty() && sums.size() > 0) defining = List.of(new PlacedBlock.Coefficients(c, sums, true));
    blocks.addAll(defining);
    Polynomial border = concatenate(c.border(), select(c.sums(), unread));
    if (border.size() > 0) blocks.add(new PlacedBlock.Coefficients(c, border, false));
  }

  private static Polynomial select(Polynomial of, int[] terms) {
    if (terms.length == of.size()) return of;
    return new Polynomial(Arrays.stream(terms).map(i -> of.values()[i]).toArray(), new Powers(Arrays.stream(terms).map(of.powers()::get).toArray()));
  }

  private static Polynomial concatenate(Polynomial p, Polynomial q) {
    if (q.size() == 0) return p;
    var powers = IntStream.concat(IntStream.range(0, p.size()).map(p.powers()::get), IntStream.range(0, q.size()).map(q.powers()::get));
    return new Polynomial(IntStream.concat(Arrays.stream(p.values()), Arrays.stream(q.values())).toArray(), new Powers(powers.toArray()));
  }

  /** The instances that define the sums by virtual inputs, each sum once, all of one run; none if it is otherwise. */
  private List<PlacedBlock.OfGates> definingInstances(Contraction c, Polynomial sums, List<boolean[]> taken) {
    if (sums.size() == 0) return List.of();
    int r = readingRun[sums.values()[0]];
    if (r < 0 || !Arrays.stream(sums.values()).allMatch(id -> readingRun[id] == r)) return List.of();
    GateRun run = trace.runs.get(r);
    var termsOf = new LinkedHashMap<Integer, TreeMap<Integer, Integer>>();
    for (int i = 0; i < sums.size(); i++) {
      int id = sums.values()[i];
      termsOf.computeIfAbsent(readingInstance[id], _ -> new TreeMap<>()).put(readingInput[id], sums.powers().get(i));
    }
    if (termsOf.keySet().stream().anyMatch(i -> taken.get(r)[i])) return List.of();
    var kinds = new LinkedHashMap<Kind, Map<Integer, Integer>>();
    termsOf.forEach((instance, terms) -> {
      int least = Collections.min(terms.values());
      var kind = new Kind(form(run, instance, terms.keySet()), terms.values().stream().map(power -> power - least).toList());
      kinds.computeIfAbsent(kind, _ -> new LinkedHashMap<>()).put(instance, least);
    });
    if (kinds.size() > MAX_KINDS) return List.of();
    var blocks = new ArrayList<PlacedBlock.OfGates>();
    kinds.forEach((kind, instances) -> {
      var powers = interned.computeIfAbsent(new Powers(instances.values().stream().mapToInt(p -> p).toArray()), p -> p);
      int[] numbers = instances.keySet().stream().mapToInt(i -> i).toArray();
      for (int i : numbers) taken.get(r)[i] = true;
      blocks.add(new PlacedBlock.Instances(kind.form(), run, numbers, new PlacedBlock.DefinedSums(c, powers, kind.offsets())));
    });
    return blocks;
  }

  /** Instances that one expression serves. */
  private record Kind(GateForm form, List<Integer> offsets) {}

  private GateForm form(GateRun run, int instance, Set<Integer> sumInputs) {
    var modes = new ArrayList<InputMode>();
    for (int j = 0; j < run.gate.inputs(); j++) {
      boolean external = trace.values.source(run.input(instance, j)) == Source.INPUT;
      if (external && !run.gate.isVirtual(j)) {
        throw new CompileException("gate '" + run.gate.name() + "' of node '" + run.node + "' reads an input of the model that is not range-checked");
      }
      modes.add(sumInputs.contains(j) ? InputMode.SUM : external && !publicInputs ? InputMode.EXTERNAL : InputMode.CELL);
    }
    return new GateForm(run.gate, modes);
  }
}
