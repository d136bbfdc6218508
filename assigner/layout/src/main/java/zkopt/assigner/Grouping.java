package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zkopt.assigner.GateForm.InputMode;
import zkopt.assigner.Trace.GateRun;
import zkopt.assigner.Values.Source;
import zkopt.ir.CompileException;

/**
 * Cuts a trace into blocks. A contraction whose sums are each read once, all by one {@code plonk.apply} as a virtual input, is
 * followed by the instances that define its sums; otherwise its sums get cells.
 */
final class Grouping {
  private static final int NONE = -1;
  private static final int MANY = -2;

  private final Trace trace;
  private final boolean publicInputs;
  /** For each value: run that reads it as a virtual input, {@link #NONE}, or {@link #MANY} when it is read otherwise or twice. */
  private final int[] readingRun;
  private final int[] readingInstance;
  private final int[] readingInput;

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
      blocks.add(new PlacedBlock.Operands(c, !isWeights(c.b())));
      blocks.add(consumer(c, taken));
    }
    for (int r = 0; r < trace.runs.size(); r++) {
      GateRun run = trace.runs.get(r);
      Map<GateForm, IntList> byForm = new LinkedHashMap<>();
      for (int i = 0; i < run.instances(); i++) {
        if (!taken.get(r)[i]) byForm.computeIfAbsent(form(run, i, NONE), _ -> new IntList()).add(i);
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
      for (int id : c.a()) readingRun[id] = MANY;
      for (int id : c.b()) readingRun[id] = MANY;
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

  private boolean isWeights(int[] ids) {
    return Arrays.stream(ids).allMatch(id -> trace.values.source(id) == Source.WEIGHT);
  }

  private PlacedBlock consumer(Contraction c, List<boolean[]> taken) {
    int r = readingRun[c.c()[0]];
    int input = readingInput[c.c()[0]];
    boolean fused = r >= 0 && Arrays.stream(c.c()).allMatch(id -> readingRun[id] == r && readingInput[id] == input);
    if (!fused) return new PlacedBlock.Sums(c);
    GateRun run = trace.runs.get(r);
    int[] instances = Arrays.stream(c.c()).map(id -> readingInstance[id]).toArray();
    GateForm form = form(run, instances[0], input);
    for (int i : instances) {
      if (!form(run, i, input).equals(form)) return new PlacedBlock.Sums(c);
    }
    for (int i : instances) taken.get(r)[i] = true;
    return new PlacedBlock.Instances(form, run, instances, c);
  }

  private GateForm form(GateRun run, int instance, int sumInput) {
    var modes = new ArrayList<InputMode>();
    for (int j = 0; j < run.gate.inputs(); j++) {
      boolean external = trace.values.source(run.input(instance, j)) == Source.INPUT;
      if (external && !run.gate.isVirtual(j)) {
        throw new CompileException("gate '" + run.gate.name() + "' of node '" + run.node + "' reads an input of the model that is not range-checked");
      }
      modes.add(j == sumInput ? InputMode.SUM : external && !publicInputs ? InputMode.EXTERNAL : InputMode.CELL);
    }
    return new GateForm(run.gate, modes);
  }
}
