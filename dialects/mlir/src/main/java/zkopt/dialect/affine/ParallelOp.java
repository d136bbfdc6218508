package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Block;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** {@code affine.parallel (%i, %j) = (0, 0) to (10, 20) step (1, 2) {body}}: a loop nest whose iterations may run in any order. */
public final class ParallelOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.ImplicitTerminator, LoopLike {
  static final String LOWER = "lowerBoundsMap";
  static final String LOWER_GROUPS = "lowerBoundsGroups";
  static final String UPPER = "upperBoundsMap";
  static final String UPPER_GROUPS = "upperBoundsGroups";
  static final String STEPS = "steps";
  static final String REDUCTIONS = "reductions";

  public static final OpSpec SPEC = OpSpec.of("affine.parallel", ParallelOp::new)
      .summary("multi-index parallel band operation")
      .attributes(
          attr(REDUCTIONS, "Reduction ops", ArrayAttr.class),
          attr(LOWER, "AffineMap attribute", AffineMapAttr.class),
          attr(LOWER_GROUPS, "32-bit signless integer elements attribute", DenseElementsAttr.class),
          attr(UPPER, "AffineMap attribute", AffineMapAttr.class),
          attr(UPPER_GROUPS, "32-bit signless integer elements attribute", DenseElementsAttr.class),
          attr(STEPS, "64-bit integer array attribute", ArrayAttr.class))
      .operands(variadicOperand("mapOperands", TypeConstraint.INDEX))
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("region"))
      .assembly(new ParallelAssembly());

  ParallelOp(OperationState state) {
    super(state);
  }

  /** A band with constant bounds, lower bounds zero and steps one, and an empty, terminated body. */
  public static ParallelOp create(OpBuilder builder, Location location, long... upper) {
    int rank = upper.length;
    var zeros = IntStream.range(0, rank).mapToObj(_ -> AffineExpr.constant(0)).toList();
    var uppers = Arrays.stream(upper).mapToObj(AffineExpr::constant).toList();
    var ones = new long[rank];
    Arrays.fill(ones, 1);
    var state = new OperationState(SPEC, location)
        .attribute(REDUCTIONS, new ArrayAttr(List.of()))
        .attribute(LOWER, new AffineMapAttr(new AffineMap(0, 0, zeros)))
        .attribute(LOWER_GROUPS, groups(ones))
        .attribute(UPPER, new AffineMapAttr(new AffineMap(0, 0, uppers)))
        .attribute(UPPER_GROUPS, groups(ones))
        .attribute(STEPS, ArrayAttr.ofIntegers(IntegerType.I64, ones));
    Block body = state.regionWithBlock(Collections.nCopies(rank, (Type) IndexType.INDEX).toArray(Type[]::new));
    YieldOp.create(OpBuilder.atEnd(body), location, List.of());
    return builder.create(state);
  }

  static DenseElementsAttr groups(long... sizes) {
    boolean splat = Arrays.stream(sizes).distinct().count() == 1;
    return new DenseElementsAttr(TensorType.of(List.of((long) sizes.length), IntegerType.I32),
        zkopt.ir.Blob.ofLongs(4, splat ? new long[] {sizes[0]} : sizes), splat);
  }

  public AffineMap lowerMap() {
    return ((AffineMapAttr) attribute(LOWER)).value();
  }

  /** How many results of {@link #lowerMap} bound each dimension; the largest counts. */
  public long[] lowerGroups() {
    return ((ElementsAttr) attribute(LOWER_GROUPS)).toLongs();
  }

  public AffineMap upperMap() {
    return ((AffineMapAttr) attribute(UPPER)).value();
  }

  /** How many results of {@link #upperMap} bound each dimension; the smallest counts. */
  public long[] upperGroups() {
    return ((ElementsAttr) attribute(UPPER_GROUPS)).toLongs();
  }

  public long[] steps() {
    return ((ArrayAttr) attribute(STEPS)).longs();
  }

  public List<Value> lowerOperands() {
    return operands().subList(0, lowerMap().numInputs());
  }

  public List<Value> upperOperands() {
    return operands().subList(lowerMap().numInputs(), numOperands());
  }

  @Override
  public Block body() {
    return region(0).front();
  }

  @Override
  public OpSpec terminator() {
    return YieldOp.SPEC;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    int rank = body().arguments().size();
    String problem = steps().length != rank || lowerGroups().length != rank || upperGroups().length != rank
        ? "the number of region arguments (" + rank + ") and the number of map groups for lower (" + lowerGroups().length
            + ") and upper bound (" + upperGroups().length + "), and the number of steps (" + steps().length + ") must all match"
        : lowerMap().numInputs() + upperMap().numInputs() != numOperands() ? "operand count and map inputs must match"
        : AffineValues.problem(lowerOperands(), lowerMap().numDims());
    if (problem == null) problem = AffineValues.problem(upperOperands(), upperMap().numDims());
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }
}
