package zkopt.assigner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import zkopt.assigner.GateForm.InputMode;
import zkopt.circuit.Accumulator;
import zkopt.circuit.Column;
import zkopt.circuit.Constraint;
import zkopt.circuit.Expr;
import zkopt.circuit.Lookup;
import zkopt.dialect.plonk.TableOp;

/**
 * Writes the constraints of a placement, with the selectors that switch them on.
 *
 * <p>Contractions are checked as identities between polynomials, at a random point x. On the track of operands {@code S} evaluates a
 * factor A, {@code T} a factor B, and {@code D} adds the products; on each track of gates with sums or border {@code U} evaluates a stretch of
 * them, and {@code V} adds these. From one contraction to the next, D and V are multiplied by a random z; at the end D must be all V together.
 */
final class SystemBuilder {
  /** Running values on the track of operands. */
  private static final int OF_OPERANDS = 3;
  /** Running values on each track of gates that has sums or borders. */
  private static final int OF_SUMS = 2;
  /** The gate that the constraints of contractions belong to. */
  static final String CONTRACT = "contract";

  private static final int X = 0;
  private static final int Z = 1;
  private static final Expr S = Expr.cell(Column.accumulator(0));
  private static final Expr T = Expr.cell(Column.accumulator(1));
  private static final Expr D = Expr.cell(Column.accumulator(2));

  /** How the slots of a row are used: how many, and, where they define sums, at which powers above the row's base. */
  private record Use(Packing.Pattern pattern, List<Integer> offsets) {}

  /** A running value that evaluates polynomials by Horner's rule: what it is multiplied by and what is added, each with its selector. */
  private final class Evaluation {
    private final String name;
    private final Map<Integer, Expr> steps = new TreeMap<>();
    private final Map<Object, Expr> patterns = new LinkedHashMap<>();
    private Expr addend = Expr.ZERO;

    Evaluation(String name) {
      this.name = name;
    }

    /** Evaluates cells that stand in these rows from {@code first} on. */
    void run(Packing packing, int first, String kind, IntFunction<Column> columns) {
      for (int i = 0; i < packing.size(); i++) {
        var pattern = packing.rows().get(i).pattern();
        String selector = name + " " + kind + " " + pattern;
        on(selector, first + i);
        if (patterns.putIfAbsent(selector, selector(selector)) != null) continue;
        Expr row = Expr.ZERO;
        for (int cell = 0; cell < pattern.count(); cell++) row = row.plus(Expr.cell(columns.apply(cell)).times(power(X, pattern.offset(cell))));
        add(selector(selector), row);
      }
      step(packing, first);
    }

    /** The multiplications from row to row. */
    void step(Packing packing, int first) {
      for (int i = 1; i < packing.size(); i++) {
        int by = packing.rows().get(i - 1).base() - packing.rows().get(i).base();
        steps.put(by, on(name + " step " + by, first + i));
      }
    }

    void add(Expr selector, Expr row) {
      addend = addend.plus(selector.times(row));
    }

    Accumulator accumulator() {
      Expr multiplier = Expr.ZERO;
      for (var step : steps.entrySet()) multiplier = multiplier.plus(step.getValue().times(power(X, step.getKey())));
      return new Accumulator(name, multiplier, addend);
    }
  }

  /** A running value that adds up what others evaluate, times a power of x that depends on the row, and keeps it. */
  private final class Total {
    private final String name;
    private final Map<Integer, Expr> shifts = new TreeMap<>();
    /** Where another contraction begins: how many contractions after the one before. */
    private final Map<Integer, Integer> starts = new TreeMap<>();
    private int contraction = -1;

    Total(String name) {
      this.name = name;
    }

    /** Adds on {@code row}, the last one of an evaluation whose last power is {@code base}. */
    void add(int base, int row) {
      shifts.put(base, on(name + " at " + base, row));
    }

    /** Begins on {@code row} with what belongs to this contraction, unless it is there already. */
    void start(int of, int row) {
      if (contraction >= 0 && of > contraction) starts.put(row, of - contraction);
      contraction = of;
    }

    Accumulator accumulator(Expr added, int end) {
      Expr multiplier = selector(name + " keep");
      for (int row = 1; row < end; row++) {
        if (!starts.containsKey(row)) on(name + " keep", row);
      }
      var steps = new TreeMap<Integer, Expr>();
      starts.forEach((row, by) -> steps.put(by, on(name + " next " + by, row)));
      for (var step : steps.entrySet()) multiplier = multiplier.plus(step.getValue().times(power(Z, step.getKey())));
      Expr factor = Expr.ZERO;
      for (var shift : shifts.entrySet()) factor = factor.plus(shift.getValue().times(power(X, shift.getKey())));
      return new Accumulator(name, multiplier, factor.times(added));
    }

    /** With the power of z that it lacks where other contractions follow. */
    Expr after(int contractions, Expr cell) {
      return cell.times(power(Z, contractions - 1 - contraction));
    }
  }

  /** The running values of a track of gates. */
  private final class Sums {
    private final Evaluation evaluation;
    private final Total total;
    private final Expr u;
    private final Expr v;

    Sums(int track, int place) {
      evaluation = new Evaluation("U" + track);
      total = new Total(sumsOf(track));
      u = Expr.cell(Column.accumulator(OF_OPERANDS + OF_SUMS * place));
      v = Expr.cell(Column.accumulator(OF_OPERANDS + OF_SUMS * place + 1));
    }
  }

  private final Placement placement;
  private final TableShape shape;
  private final FixedColumns fixed;
  private final TableSets tables;
  private final int[] firstLane;
  private final Map<String, Column> selectors = new LinkedHashMap<>();
  private final Map<GateForm, Map<Use, Expr>> uses = new LinkedHashMap<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private final Map<Integer, List<Expr>> lanes = new TreeMap<>();
  private final List<Accumulator> accumulators = new ArrayList<>();
  private final Evaluation evaluationA = new Evaluation("S");
  private final Evaluation evaluationB = new Evaluation("T");
  private final Total products = new Total("D");
  /** By the number of the track. */
  private final Map<Integer, Sums> sums = new LinkedHashMap<>();

  SystemBuilder(Placement placement, List<PlacedBlock> blocks, FixedColumns fixed, TableSets tables) {
    this.placement = placement;
    this.shape = placement.shape;
    this.fixed = fixed;
    this.tables = tables;
    this.firstLane = firstLanes(SlotKind.of(blocks));
    int contractions = 0;
    for (PlacedBlock block : blocks) {
      int first = placement.firstRow.get(block);
      switch (block) {
        case PlacedBlock.Operands operands -> selectOperands(operands, contractions++, first);
        case PlacedBlock.Instances instances when instances.sums() == null -> selectInstances(instances, first);
        case PlacedBlock.Instances instances -> selectSums(instances, contractions - 1, first);
        case PlacedBlock.Coefficients coefficients -> selectCoefficients(coefficients, contractions - 1, first);
      }
    }
    uses.forEach(this::addGate);
    if (contractions > 0) addContractions(contractions);
  }

  /** The running values of a table with contractions. */
  static int accumulators(int tracksWithSums) {
    return OF_OPERANDS + OF_SUMS * tracksWithSums;
  }

  /** The name of the running value that adds up the sums and borders of a track. */
  static String sumsOf(int track) {
    return "V" + track;
  }

  /** For each track of gates its first lane of lookups. */
  private int[] firstLanes(List<SlotKind> kinds) {
    int[] lanes = new int[shape.tracks().size() + 1];
    for (SlotKind kind : kinds) {
      TrackColumns track = placement.track(kind);
      int after = track.number() + 1;
      lanes[after] = Math.max(lanes[after], kind.lookupDegrees().length * track.slots(kind));
    }
    for (int track = 1; track < lanes.length; track++) lanes[track] += lanes[track - 1];
    return lanes;
  }

  private Sums sums(SlotKind kind) {
    return sums.computeIfAbsent(placement.track(kind).number(), track -> new Sums(track, sums.size()));
  }

  List<Constraint> constraints() {
    return constraints;
  }

  List<Accumulator> accumulators() {
    return accumulators;
  }

  /** The lookups: one per limb column in {@code limbTable}, and one per lane that the gates share. */
  List<Lookup> lookups(TableOp limbTable) {
    var lookups = new ArrayList<Lookup>();
    for (int i = 0; i < shape.limbs(); i++) {
      var cell = Expr.cell(Column.witness(shape.limbColumn(i)));
      lookups.add(new Lookup("limb", "limb " + i + " is in " + limbTable.symbolName(), List.of(Expr.constant(tables.tag(limbTable)), cell)));
    }
    lanes.forEach((lane, inputs) -> lookups.add(new Lookup("table", "lookup lane " + lane, inputs)));
    return lookups;
  }

  // selectors

  private Expr selector(String name) {
    return Expr.cell(selectors.computeIfAbsent(name, _ -> fixed.add()));
  }

  private Expr on(String name, int row) {
    Expr selector = selector(name);
    fixed.set(selectors.get(name), row, 1);
    return selector;
  }

  private void selectOperands(PlacedBlock.Operands block, int contraction, int first) {
    products.start(contraction, first);
    int row = first;
    for (int k = 0; k < block.contraction().a().size(); k++) {
      Packing a = block.packingA(k, shape);
      Packing b = block.packingB(k, shape);
      row += block.groupRows(k, shape);
      evaluationA.run(a, row - a.size(), "operands", i -> Column.witness(shape.columnA(i)));
      if (block.wiredB()) evaluationB.run(b, row - b.size(), "operands", i -> Column.witness(shape.columnB(i)));
      else evaluationB.run(b, row - b.size(), "weights", Column::weight);
      products.add(a.rows().getLast().base() + b.rows().getLast().base(), row - 1);
    }
  }

  private void selectInstances(PlacedBlock.Instances block, int first) {
    int slots = placement.track(block.form()).slots(block.form());
    for (int i = 0; i < block.instances().length; i += slots) {
      use(block.form(), new Use(new Packing.Pattern(0, Math.min(slots, block.instances().length - i)), List.of()), first + i / slots);
    }
  }

  private void selectSums(PlacedBlock.Instances block, int contraction, int first) {
    Packing packing = block.sums().powers().packed(placement.track(block.form()).slots(block.form()));
    for (int i = 0; i < packing.size(); i++) use(block.form(), new Use(packing.rows().get(i).pattern(), block.sums().offsets()), first + i);
    Sums of = sums(block.form());
    of.evaluation.step(packing, first);
    addSums(of, packing, contraction, first);
  }

  private void selectCoefficients(PlacedBlock.Coefficients block, int contraction, int first) {
    TrackColumns track = placement.track(block.kind());
    Packing packing = block.polynomial().powers().packed(track.slots(block.kind()));
    Sums of = sums(block.kind());
    of.evaluation.run(packing, first, "cells " + block.kind(), i -> Column.witness(track.coefficientColumn(block.kind(), i)));
    addSums(of, packing, contraction, first);
  }

  private static void addSums(Sums of, Packing packing, int contraction, int first) {
    of.total.start(contraction, first);
    of.total.add(packing.rows().getLast().base(), first + packing.size() - 1);
  }

  private void use(GateForm form, Use use, int row) {
    var known = uses.computeIfAbsent(form, _ -> new LinkedHashMap<>());
    if (!known.containsKey(use)) known.put(use, Expr.cell(fixed.add()));
    fixed.set(((Expr.Cell) known.get(use)).column(), row, 1);
  }

  // gates

  private void addGate(GateForm form, Map<Use, Expr> of) {
    Gate gate = form.gate();
    TrackColumns track = placement.track(form);
    int slots = track.slots(form);
    int lane = firstLane[track.number()];
    var definitions = new ArrayList<Map<Integer, Expr>>();
    for (int slot = 0; slot < slots; slot++) {
      Expr selector = Expr.ZERO;
      for (var use : of.entrySet()) {
        if (use.getKey().pattern().count() > slot) selector = selector.plus(use.getValue());
      }
      if (selector.equals(Expr.ZERO)) break;
      var cells = placement.cells(form, slot);
      var inputs = cells.inputs();
      Gate.Obligations must = gate.obligations(inputs, cells.outputs(), cells.auxiliary());
      definitions.add(must.definitions());
      String at = slots == 1 ? "" : " (slot " + slot + ")";
      for (var c : must.constraints()) constraints.add(new Constraint(gate.name(), c.name() + at, selector.times(c.expr())));
      for (int i = 0; i < inputs.size(); i++) {
        if (form.modes().get(i) == InputMode.CELL && gate.isVirtual(i)) {
          Expr difference = inputs.get(i).minus(must.definitions().get(i));
          constraints.add(new Constraint(gate.name(), "input " + i + " is as defined" + at, selector.times(difference)));
        }
      }
      for (var lookup : must.lookups()) addLane(lane++, selector, lookup);
    }
    of.forEach((use, selector) -> {
      if (!use.offsets().isEmpty()) sums(form).evaluation.add(selector, definedSums(form, use, definitions));
    });
  }

  /** The sums that the slots of a row define, each times its power of x above the row's base. */
  private static Expr definedSums(GateForm form, Use use, List<Map<Integer, Expr>> definitions) {
    int[] inputs = form.sumInputs();
    Expr row = Expr.ZERO;
    for (int slot = 0; slot < use.pattern().count(); slot++) {
      for (int i = 0; i < inputs.length; i++) {
        row = row.plus(definitions.get(slot).get(inputs[i]).times(power(X, use.pattern().offset(slot) + use.offsets().get(i))));
      }
    }
    return row;
  }

  private void addLane(int lane, Expr selector, Gate.TableLookup lookup) {
    var inputs = new ArrayList<Expr>();
    inputs.add(selector.times(tables.tag(lookup.table())));
    for (Expr value : lookup.values()) inputs.add(selector.times(value));
    lanes.merge(lane, inputs, SystemBuilder::addAll);
  }

  private static List<Expr> addAll(List<Expr> a, List<Expr> b) {
    var sum = new ArrayList<Expr>();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      sum.add((i < a.size() ? a.get(i) : Expr.ZERO).plus(i < b.size() ? b.get(i) : Expr.ZERO));
    }
    return sum;
  }

  // contractions

  private static Expr power(int challenge, int power) {
    return power == 0 ? Expr.ONE : new Expr.Challenge(challenge, power);
  }

  private void addContractions(int contractions) {
    int end = placement.rows();
    accumulators.add(evaluationA.accumulator());
    accumulators.add(evaluationB.accumulator());
    accumulators.add(products.accumulator(S.times(T), end));
    Expr difference = D;
    for (Sums of : sums.values()) {
      accumulators.add(of.evaluation.accumulator());
      accumulators.add(of.total.accumulator(of.u, end));
      difference = difference.minus(of.total.after(contractions, of.v));
    }
    constraints.add(new Constraint(CONTRACT, "the products add up to the sums", on("check", end - 1).times(difference)));
  }
}
