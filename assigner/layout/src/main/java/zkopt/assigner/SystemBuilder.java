package zkopt.assigner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * <p>Contractions are checked by Freivalds' method: with random x and y, each column k of A becomes a polynomial in x, each row k of B
 * one in y, and the sum of their products must be the polynomial in x and y whose coefficients are the sums C. Three running values do
 * this: {@code S} runs along A's cells, later along a line of C; {@code T} along B's, later over the lines of C; {@code D} adds the
 * products, and waits for C.
 */
final class SystemBuilder {
  private static final int X = 0;
  private static final int Y = 1;
  private static final Expr S = Expr.cell(Column.accumulator(0));
  private static final Expr T = Expr.cell(Column.accumulator(1));
  private static final Expr D = Expr.cell(Column.accumulator(2));
  private static final String CONTRACT = "contract";

  private final Placement placement;
  private final TableShape shape;
  private final FixedColumns fixed;
  private final TableSets tables;
  private final Map<String, Column> selectors = new LinkedHashMap<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private final Map<Integer, List<Expr>> lanes = new TreeMap<>();
  private final List<Accumulator> accumulators = new ArrayList<>();

  SystemBuilder(Placement placement, List<PlacedBlock> blocks, FixedColumns fixed, TableSets tables) {
    this.placement = placement;
    this.shape = placement.shape;
    this.fixed = fixed;
    this.tables = tables;
    var forms = new LinkedHashMap<GateForm, String>();
    blocks.forEach(block -> select(block, forms));
    var sums = new ArrayList<Line>();
    forms.forEach((form, name) -> addGate(form, name, sums));
    if (selectors.containsKey("sums")) sums.add(sumCells());
    if (selectors.containsKey("group_end")) addContraction(sums);
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
      var cell = Expr.cell(Column.witness(shape.wired() + i));
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

  /** @param forms the name of each form's selector: forms of one gate are told apart by their number among all forms */
  private void select(PlacedBlock block, Map<GateForm, String> forms) {
    int first = placement.firstRow.get(block);
    int rows = block.rows(shape);
    switch (block) {
      case PlacedBlock.Operands operands -> selectOperands(operands, first);
      case PlacedBlock.Instances instances -> {
        String name = forms.computeIfAbsent(instances.form(), _ -> "form" + forms.size());
        for (int row = first; row < first + rows; row++) on(name, row);
        if (instances.sums() != null) selectLines(instances.sums(), first, rows, name);
      }
      case PlacedBlock.Sums sums -> {
        for (int row = first; row < first + rows; row++) on("sums", row);
        selectLines(sums.sums(), first, rows, "sums");
      }
    }
  }

  private void selectOperands(PlacedBlock.Operands block, int first) {
    Contraction c = block.contraction();
    String suffix = block.wiredB() ? "_wired" : "";
    int group = block.groupRows(shape);
    int rowsA = TableShape.ceilDiv(c.m(), shape.operandA(block.wiredB()));
    int rowsB = TableShape.ceilDiv(c.n(), shape.operandB(block.wiredB()));
    for (int k = 0; k < c.k(); k++) {
      int end = first + (k + 1) * group;
      for (int row = end - rowsA; row < end; row++) on("a" + suffix, row);
      for (int row = end - rowsA + 1; row < end; row++) on("a_next" + suffix, row);
      for (int row = end - rowsB; row < end; row++) on("b" + suffix, row);
      for (int row = end - rowsB + 1; row < end; row++) on("b_next" + suffix, row);
      on("group_end", end - 1);
    }
    for (int row = first + 1; row < first + c.k() * group; row++) on("d_keep", row);
  }

  private void selectLines(Contraction c, int first, int rows, String form) {
    int height = rows / c.n();
    for (int row = first; row < first + rows; row++) {
      int line = (row - first) / height;
      boolean start = (row - first) % height == 0;
      boolean end = (row - first) % height == height - 1;
      if (!start) on(form + "_next", row);
      if (end) on("line_end", row);
      if (end && line > 0) on("line_next", row);
      if (!end && line > 0) on("line_keep", row);
      on("d_keep", row);
    }
    on("check", first + rows - 1);
  }

  // gates

  /** One line of sums as the contraction reads it: {@code width} sums in a row where {@code selector} is on. */
  private record Line(Expr selector, Expr next, int width, Expr row) {}

  private void addGate(GateForm form, String name, List<Line> lines) {
    Expr selector = selector(name);
    Gate gate = form.gate();
    int slots = shape.slots(form);
    int lane = 0;
    Expr line = Expr.ZERO;
    for (int slot = 0; slot < slots; slot++) {
      var cells = new SlotCells(shape, form, slot);
      var inputs = cells.inputs();
      Gate.Obligations must = gate.obligations(inputs, cells.outputs(), cells.auxiliary());
      String at = slots == 1 ? "" : " (slot " + slot + ")";
      for (var c : must.constraints()) constraints.add(new Constraint(gate.name(), c.name() + at, selector.times(c.expr())));
      for (int i = 0; i < inputs.size(); i++) {
        if (form.modes().get(i) == InputMode.CELL && gate.isVirtual(i)) {
          Expr difference = inputs.get(i).minus(must.definitions().get(i));
          constraints.add(new Constraint(gate.name(), "input " + i + " is as defined" + at, selector.times(difference)));
        }
      }
      for (var lookup : must.lookups()) addLane(lane++, selector, lookup);
      if (form.sumInput() >= 0) line = line.plus(must.definitions().get(form.sumInput()).times(power(X, slots - 1 - slot)));
    }
    if (form.sumInput() >= 0) lines.add(new Line(selector, selector(name + "_next"), slots, line));
  }

  private Line sumCells() {
    Expr line = Expr.ZERO;
    for (int i = 0; i < shape.wired(); i++) line = line.plus(Expr.cell(Column.witness(i)).times(power(X, shape.wired() - 1 - i)));
    return new Line(selector("sums"), selector("sums_next"), shape.wired(), line);
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

  private void addContraction(List<Line> lines) {
    Expr multiplierS = Expr.ZERO;
    Expr addendS = Expr.ZERO;
    Expr multiplierT = Expr.ZERO;
    Expr addendT = Expr.ZERO;
    for (boolean wiredB : new boolean[] {false, true}) {
      String suffix = wiredB ? "_wired" : "";
      if (!selectors.containsKey("a" + suffix)) continue;
      int widthA = shape.operandA(wiredB);
      int widthB = shape.operandB(wiredB);
      multiplierS = multiplierS.plus(selector("a_next" + suffix).times(power(X, widthA)));
      multiplierT = multiplierT.plus(selector("b_next" + suffix).times(power(Y, widthB)));
      Expr rowA = Expr.ZERO;
      for (int i = 0; i < widthA; i++) rowA = rowA.plus(Expr.cell(Column.witness(i)).times(power(X, widthA - 1 - i)));
      Expr rowB = Expr.ZERO;
      for (int i = 0; i < widthB; i++) {
        Column cell = wiredB ? Column.witness(widthA + i) : Column.weight(i);
        rowB = rowB.plus(Expr.cell(cell).times(power(Y, widthB - 1 - i)));
      }
      addendS = addendS.plus(selector("a" + suffix).times(rowA));
      addendT = addendT.plus(selector("b" + suffix).times(rowB));
    }
    for (Line line : lines) {
      multiplierS = multiplierS.plus(line.next().times(power(X, line.width())));
      addendS = addendS.plus(line.selector().times(line.row()));
    }
    multiplierT = multiplierT.plus(selector("line_keep")).plus(selector("line_next").times(power(Y, 1)));
    addendT = addendT.plus(selector("line_end").times(S));
    accumulators.add(new Accumulator("S", multiplierS, addendS));
    accumulators.add(new Accumulator("T", multiplierT, addendT));
    accumulators.add(new Accumulator("D", selector("d_keep"), selector("group_end").times(S).times(T)));
    constraints.add(new Constraint(CONTRACT, "the products add up to the sums", selector("check").times(D.minus(T))));
  }
}
