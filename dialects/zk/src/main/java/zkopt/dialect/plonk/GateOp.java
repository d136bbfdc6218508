package zkopt.dialect.plonk;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zkopt.dialect.fixed.QType;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.FunctionType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.UnitAttr;

/**
 * Declares a gate: a relation between the cells of one row.
 *
 * <pre>{@code
 * plonk.gate @relu : (!fixed.q<13, 12>) -> !fixed.q<13, 12> cells(neg, mag)
 * witness(%x) {
 *   ... arith on i64 ...
 *   plonk.yield %y, %neg, %mag
 * } constraints(%x, %y, %neg, %mag) {
 *   %e = plonk.sub %x, %mag
 *   plonk.constrain %e "x is its magnitude"
 *   plonk.lookup @range12(%mag)
 * }
 * }</pre>
 *
 * <p>The witness region says how an honest prover computes outputs and auxiliary cells from the inputs; the constraints region
 * is all that the verifier demands: soundness rests on it alone. An input named in {@code virtual} has no cell: the constraints
 * region defines it as an expression in the other cells, which takes the place of the value wherever it came from.
 */
public final class GateOp extends Operation
    implements Traits.Symbol, Traits.IsolatedFromAbove, Traits.SingleBlock, Traits.NoTerminator {
  private static final AttrDef NAME = AttrDef.attr("sym_name", "string attribute", StringAttr.class);
  private static final AttrDef TYPE = AttrDef.attr("function_type", "type attribute", TypeAttr.class);
  private static final AttrDef CELLS = AttrDef.attr("cells", "string array attribute", ArrayAttr.class);
  private static final AttrDef VIRTUAL =
      AttrDef.optionalAttr("virtual", "i64 dense array attribute", DenseArrayAttr.class).withDefault(DenseArrayAttr.i64());
  private static final AttrDef NEUTRAL = AttrDef.optionalAttr("neutral", "64-bit signless integer attribute", IntegerAttr.class);
  private static final AttrDef IDEMPOTENT = AttrDef.optionalAttr("idempotent", "unit attribute", UnitAttr.class);
  public static final OpSpec SPEC = OpSpec.of("plonk.gate", GateOp::new)
      .summary("declares a gate")
      .attributes(NAME, TYPE, CELLS, VIRTUAL, NEUTRAL, IDEMPOTENT)
      .regions(RegionDef.region("witness"), RegionDef.region("constraints"))
      .assembly(new GateForm());

  GateOp(OperationState state) {
    super(state);
  }

  /** A gate with empty regions, whose blocks have their arguments. */
  public static GateOp create(OpBuilder b, Location loc, String name, FunctionType type, List<String> cells, int... virtual) {
    var state = new OperationState(SPEC, loc)
        .attribute("sym_name", new StringAttr(name))
        .attribute("function_type", new TypeAttr(type))
        .attribute("cells", cellNames(cells));
    if (virtual.length > 0) state.attribute("virtual", DenseArrayAttr.i64(Arrays.stream(virtual).asLongStream().toArray()));
    state.regionWithBlock(repeat(IntegerType.I64, type.inputs().size()));
    state.regionWithBlock(repeat(CellType.CELL, type.inputs().size() + type.results().size() + cells.size()));
    return b.create(state);
  }

  static ArrayAttr cellNames(List<String> names) {
    return new ArrayAttr(names.stream().map(StringAttr::new).collect(Collectors.toUnmodifiableList()));
  }

  private static Type[] repeat(Type type, int count) {
    return Stream.generate(() -> type).limit(count).toArray(Type[]::new);
  }

  @Override
  public String symbolName() {
    return attribute("sym_name", StringAttr.class).value();
  }

  public FunctionType functionType() {
    return (FunctionType) attribute("function_type", TypeAttr.class).value();
  }

  /** Types of the inputs. */
  public List<QType> inputs() {
    return functionType().inputs().stream().map(QType.class::cast).toList();
  }

  /** Types of the outputs. */
  public List<QType> outputs() {
    return functionType().results().stream().map(QType.class::cast).toList();
  }

  /** Names of the auxiliary cells. */
  public List<String> cells() {
    return ((ArrayAttr) CELLS.of(this)).values().stream().map(a -> ((StringAttr) a).value()).toList();
  }

  /** The inputs that have no cell, ascending. */
  public int[] virtualInputs() {
    return Arrays.stream(((DenseArrayAttr) VIRTUAL.of(this)).longs()).mapToInt(Math::toIntExact).toArray();
  }

  /** Whether input {@code i} has no cell but is defined as an expression. */
  public boolean isVirtual(int i) {
    return Arrays.stream(virtualInputs()).anyMatch(v -> v == i);
  }

  /**
   * The constant c with gate(c, x) = gate(x, c) = x for all x of the input type, as the least value is for a maximum: an instance with
   * it need not be laid out.
   */
  public OptionalLong neutral() {
    return NEUTRAL.of(this) instanceof IntegerAttr c ? OptionalLong.of(c.value()) : OptionalLong.empty();
  }

  public void setNeutral(long constant) {
    setAttribute("neutral", IntegerAttr.i64(constant));
  }

  /** Whether gate(gate(x, y), y) = gate(x, y) and the like for all x and y, as with a maximum. */
  public boolean isIdempotent() {
    return IDEMPOTENT.of(this) != null;
  }

  public void setIdempotent() {
    setAttribute("idempotent", UnitAttr.UNIT);
  }

  /** i64 arguments: the inputs; ends in a {@link YieldOp} of outputs, then cells. */
  public Block witnessBody() {
    return region(0).front();
  }

  /** Cell arguments: inputs, outputs, auxiliary cells. */
  public Block constraintBody() {
    return region(1).front();
  }

  /** The constraint-side argument of input {@code i}. */
  public BlockArgument inputCell(int i) {
    return constraintBody().argument(i);
  }

  /** The constraint-side argument of output {@code i}. */
  public BlockArgument outputCell(int i) {
    return constraintBody().argument(functionType().inputs().size() + i);
  }

  /** The constraint-side argument of auxiliary cell {@code i}. */
  public BlockArgument auxiliaryCell(int i) {
    return constraintBody().argument(functionType().inputs().size() + functionType().results().size() + i);
  }

  /** The name of constraint-side argument {@code i}: {@code in0}, {@code out0}, or the auxiliary cell's. */
  public String cellName(int i) {
    int inputs = functionType().inputs().size();
    int outputs = functionType().results().size();
    if (i < inputs) return "in" + i;
    return i < inputs + outputs ? "out" + (i - inputs) : cells().get(i - inputs - outputs);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return new GateVerifier(this, diagnostics).verify();
  }
}
