package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/**
 * {@code affine.for %i = 0 to 10 step 2 iter_args(%a = %init) -> (f32) {body}}: counts from the largest result of the lower map to
 * below the smallest of the upper map.
 */
public final class ForOp extends Operation
    implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.AutomaticAllocationScope, Traits.ImplicitTerminator, LoopLike {
  static final String LOWER = "lowerBoundMap";
  static final String UPPER = "upperBoundMap";
  static final String STEP = "step";
  private static final OperandDef LOWER_OPERANDS = variadicOperand("lowerBoundOperands", TypeConstraint.INDEX);
  private static final OperandDef UPPER_OPERANDS = variadicOperand("upperBoundOperands", TypeConstraint.INDEX);
  private static final OperandDef INITS = variadicOperand("inits", TypeConstraint.ANY);

  public static final OpSpec SPEC = OpSpec.of("affine.for", ForOp::new)
      .summary("for operation")
      .attributes(
          attr(LOWER, "AffineMap attribute", AffineMapAttr.class),
          attr(UPPER, "AffineMap attribute", AffineMapAttr.class),
          attr(STEP, "index attribute", IntegerAttr.class).where(a -> a instanceof IntegerAttr i && i.type() instanceof IndexType))
      .operands(LOWER_OPERANDS, UPPER_OPERANDS, INITS)
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("region"))
      .assembly(new ForAssembly());

  ForOp(OperationState state) {
    super(state);
  }

  /** A loop over {@code lower <= i < upper} with an empty, terminated body. */
  public static ForOp create(OpBuilder builder, Location location, long lower, long upper) {
    return create(builder, location, AffineMap.constant(lower), List.of(), AffineMap.constant(upper), List.of(), 1, List.of());
  }

  /**
   * A loop with an empty body: the arguments are the counter and one value for each of {@code inits}. Without {@code inits} the body
   * is terminated; otherwise the caller adds the yield.
   */
  public static ForOp create(OpBuilder builder, Location location, AffineMap lower, List<? extends Value> lowerOperands, AffineMap upper,
      List<? extends Value> upperOperands, long step, List<? extends Value> inits) {
    var types = inits.stream().map(Value::type).toList();
    var state = new OperationState(SPEC, location)
        .attribute(LOWER, new AffineMapAttr(lower))
        .attribute(UPPER, new AffineMapAttr(upper))
        .attribute(STEP, IntegerAttr.index(step))
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(lowerOperands.size(), upperOperands.size(), inits.size()))
        .operands(lowerOperands).operands(upperOperands).operands(inits).results(types);
    var arguments = new ArrayList<Type>(List.of(IndexType.INDEX));
    arguments.addAll(types);
    Block body = state.regionWithBlock(arguments.toArray(Type[]::new));
    if (inits.isEmpty()) YieldOp.create(OpBuilder.atEnd(body), location, List.of());
    return builder.create(state);
  }

  public AffineMap lowerMap() {
    return ((AffineMapAttr) attribute(LOWER)).value();
  }

  public List<Value> lowerOperands() {
    return LOWER_OPERANDS.all(this);
  }

  public AffineMap upperMap() {
    return ((AffineMapAttr) attribute(UPPER)).value();
  }

  public List<Value> upperOperands() {
    return UPPER_OPERANDS.all(this);
  }

  public long step() {
    return ((IntegerAttr) attribute(STEP)).value();
  }

  public void setStep(long step) {
    setAttribute(STEP, IntegerAttr.index(step));
  }

  /** Replaces both bounds. */
  public void setBounds(AffineMap lower, List<? extends Value> lowerOperands, AffineMap upper, List<? extends Value> upperOperands) {
    var inits = inits();
    setAttribute(LOWER, new AffineMapAttr(lower));
    setAttribute(UPPER, new AffineMapAttr(upper));
    setAttribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(lowerOperands.size(), upperOperands.size(), inits.size()));
    setOperands(Stream.of(lowerOperands, upperOperands, inits).<Value>flatMap(List::stream).toList());
  }

  /** Whether both bounds are single constants. */
  public boolean hasConstantBounds() {
    return lowerMap().isSingleConstant() && upperMap().isSingleConstant();
  }

  /** The number of iterations. @throws ClassCastException unless {@link #hasConstantBounds} */
  public long constantTripCount() {
    return Math.max(0, Math.ceilDiv(upperMap().singleConstant() - lowerMap().singleConstant(), step()));
  }

  public BlockArgument inductionVar() {
    return body().argument(0);
  }

  @Override
  public Block body() {
    return region(0).front();
  }

  /** The arguments that carry values from one iteration to the next. */
  public List<BlockArgument> iterArgs() {
    return body().arguments().subList(1, body().arguments().size());
  }

  public List<Value> inits() {
    return INITS.all(this);
  }

  @Override
  public OpSpec terminator() {
    return YieldOp.SPEC;
  }

  /** As MLIR says of every loop, before what is inside is looked at. */
  @Override
  protected String problem() {
    if (step() <= 0) return "expected step to be a positive integer, but got " + step();
    if (lowerMap().numInputs() != lowerOperands().size()) return "lower bound operand count and affine map dimension and symbol count must match";
    if (upperMap().numInputs() != upperOperands().size()) return "upper bound operand count and affine map dimension and symbol count must match";
    if (region(0).isEmpty()) return "expected body to have a single index argument for the induction variable";
    int carried = body().arguments().size() - 1;
    return inits().size() == carried ? null : "different number of inits and region iter_args: " + inits().size() + " != " + carried;
  }

  @Override
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    String problem = bodyProblem();
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  private String bodyProblem() {
    if (body().arguments().isEmpty() || !(inductionVar().type() instanceof IndexType)) return "expected body to have a single index argument for the induction variable";
    String bounds = AffineValues.problem(lowerOperands(), lowerMap().numDims());
    if (bounds == null) bounds = AffineValues.problem(upperOperands(), upperMap().numDims());
    if (bounds != null) return bounds;
    if (lowerMap().results().isEmpty()) return "expected lower bound map to have at least one result";
    if (upperMap().results().isEmpty()) return "expected upper bound map to have at least one result";
    if (inits().size() != numResults()) return "mismatch between the number of loop-carried values and results";
    for (int i = 0; i < numResults(); i++) {
      Type type = result(i).type();
      if (!type.equals(inits().get(i).type()) || !type.equals(iterArgs().get(i).type())) return "types mismatch between iteration argument " + i + " and its result";
    }
    return null;
  }
}
