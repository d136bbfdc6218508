package zkopt.assigner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import zkopt.circuit.Column;
import zkopt.circuit.Expr;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.plonk.BinaryOp;
import zkopt.dialect.plonk.ConstantOp;
import zkopt.dialect.plonk.ConstrainOp;
import zkopt.dialect.plonk.DefineOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.dialect.plonk.LookupOp;
import zkopt.dialect.plonk.TableOp;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.CompileException;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** A declared gate as the layout uses it: what its cells are, how they are computed, and what must hold of them. */
final class Gate {
  /** What must hold of the cells of one instance. */
  record Obligations(List<Named> constraints, List<TableLookup> lookups, Map<Integer, Expr> definitions) {}

  record Named(String name, Expr expr) {}

  record TableLookup(TableOp table, List<Expr> values) {}

  private final GateOp op;
  private final Map<String, TableOp> tables;
  private final WitnessProgram witness;
  private final int limbBits;
  private final boolean[] virtual;
  private final int outputs;
  private final boolean[] limb;
  private final int limbs;
  private final Formula formula;
  private int[] lookupDegrees;
  private int constraintDegree;

  /** @param limbBits width of the always-on range columns; lookups of bare cells in the range table of that width make limb cells */
  Gate(GateOp op, Map<String, TableOp> tables, int limbBits) {
    this.op = op;
    this.tables = tables;
    this.witness = WitnessProgram.compile(op.witnessBody(), tables);
    this.limbBits = limbBits;
    this.virtual = new boolean[op.inputs().size()];
    for (int i : op.virtualInputs()) virtual[i] = true;
    this.outputs = op.outputs().size();
    this.limb = new boolean[op.cells().size()];
    for (Operation inner : op.constraintBody().operations()) {
      int cell = inner instanceof LookupOp lookup ? limbCell(lookup) : -1;
      if (cell >= 0) limb[cell] = true;
    }
    int count = 0;
    for (boolean b : limb) count += b ? 1 : 0;
    this.limbs = count;
    this.formula = Formula.of(op);
  }

  /** The auxiliary cell that a lookup makes a limb cell, or negative: of an expression, or in any other table, it stays a lookup. */
  private int limbCell(LookupOp lookup) {
    if (tables.get(lookup.tableName()).rangeBits() != limbBits || !(lookup.operand(0) instanceof BlockArgument argument)) return -1;
    return argument.index() - inputs() - outputs();
  }

  String name() {
    return op.symbolName();
  }

  int inputs() {
    return virtual.length;
  }

  int outputs() {
    return outputs;
  }

  int cells() {
    return limb.length;
  }

  /** Whether the type of output {@code i} holds this value. */
  boolean holds(int i, long value) {
    return op.outputs().get(i).holds(value);
  }

  boolean isVirtual(int input) {
    return virtual[input];
  }

  /** For a gate of two inputs and one output: the constant that makes the output equal the other input. */
  OptionalLong neutral() {
    return op.neutral();
  }

  /** Whether applying it twice with one and the same input changes nothing, as with a maximum. */
  boolean isIdempotent() {
    return op.isIdempotent();
  }

  /** What the output is where that is all that the gate says; else null. */
  Formula formula() {
    return formula;
  }

  boolean isLimb(int cell) {
    return limb[cell];
  }

  int limbs() {
    return limbs;
  }

  int limbBits() {
    return limbBits;
  }

  List<String> cellNames() {
    return op.cells();
  }

  /** Computes outputs, then auxiliary cells. @throws ArithmeticException when a value leaves its range */
  void compute(long[] inputs, long[] outputsAndCells) {
    witness.run(inputs, outputsAndCells);
    for (int i = 0; i < outputs; i++) {
      if (!holds(i, outputsAndCells[i])) throw new ArithmeticException(misfit(op.outputs().get(i), outputsAndCells[i]));
    }
    for (int i = 0; i < limb.length; i++) {
      long value = outputsAndCells[outputs + i];
      if (limb[i] && (value < 0 || value >= 1L << limbBits)) {
        throw new ArithmeticException("cell '" + op.cells().get(i) + "' of gate '" + name() + "' would be " + value);
      }
    }
  }

  private static String misfit(QType type, long value) {
    return "value " + Math.scalb((double) value, -type.frac()) + " does not fit the format " + type.body() + ": its absolute value must be below "
        + Math.scalb(1.0, type.magnitudeBits() - type.frac());
  }

  long[] scratch() {
    return new long[outputs() + cells()];
  }

  /** What must hold, over these expressions; a virtual input's entry is null, and its definition is returned. */
  Obligations obligations(List<Expr> inputs, List<Expr> outputs, List<Expr> cells) {
    Block body = op.constraintBody();
    var exprs = new IdentityHashMap<Value, Expr>();
    var all = new ArrayList<Expr>(inputs);
    all.addAll(outputs);
    all.addAll(cells);
    for (int i = 0; i < all.size(); i++) exprs.put(body.argument(i), all.get(i));
    var result = new Obligations(new ArrayList<>(), new ArrayList<>(), new java.util.TreeMap<>());
    for (Operation inner : body.operations()) {
      switch (inner) {
        case ConstantOp c -> exprs.put(c.result(), Expr.constant(c.value()));
        case BinaryOp b -> exprs.put(b.result(), combine(b.kind(), exprs.get(b.operand(0)), exprs.get(b.operand(1))));
        case ConstrainOp c -> result.constraints().add(new Named(c.constraintName(), exprs.get(c.operand(0))));
        case DefineOp d -> result.definitions().put(((BlockArgument) d.operand(0)).index(), exprs.get(d.operand(1)));
        case LookupOp l -> {
          if (limbCell(l) < 0) {
            result.lookups().add(new TableLookup(tables.get(l.tableName()), l.operands().stream().map(exprs::get).toList()));
          }
        }
        default -> throw new CompileException("'" + inner.name() + "' may not stand in the constraints of gate '" + name() + "'");
      }
    }
    return result;
  }

  /** The degrees of the lookups that are not those of limb cells, without selector. */
  int[] lookupDegrees() {
    if (lookupDegrees == null) lookupDegrees = computeLookupDegrees();
    return lookupDegrees;
  }

  private int[] computeLookupDegrees() {
    Expr cell = Expr.cell(Column.witness(0));
    var lookups = obligations(Collections.nCopies(inputs(), cell), Collections.nCopies(outputs(), cell), Collections.nCopies(cells(), cell)).lookups();
    return lookups.stream().mapToInt(l -> l.values().stream().mapToInt(Expr::degree).max().orElse(0)).toArray();
  }

  /** The largest degree of a constraint, selector and factor of the rows included. */
  int constraintDegree() {
    if (constraintDegree == 0) constraintDegree = computeConstraintDegree();
    return constraintDegree;
  }

  private int computeConstraintDegree() {
    Expr cell = Expr.cell(Column.witness(0));
    var must = obligations(Collections.nCopies(inputs(), cell), Collections.nCopies(outputs(), cell), Collections.nCopies(cells(), cell));
    int constraints = must.constraints().stream().mapToInt(c -> 1 + c.expr().degree()).max().orElse(0);
    int definitions = must.definitions().values().stream().mapToInt(d -> 2 + d.degree()).max().orElse(0);
    return Math.max(constraints, definitions);
  }

  private static Expr combine(BinaryOp.Kind kind, Expr a, Expr b) {
    return switch (kind) {
      case ADD -> a.plus(b);
      case SUB -> a.minus(b);
      case MUL -> a.times(b);
    };
  }
}
