package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zkopt.dialect.arith.AtomicKinds;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Block;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** {@code affine.parallel (%i, %j) = (0, 0) to (10, 20) step (1, 2) {body}}: a loop nest whose iterations may run in any order. */
public final class ParallelOp extends Operation
    implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.AutomaticAllocationScope, Traits.ImplicitTerminator, LoopLike {
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

  /**
   * The lower or the upper bounds of a band.
   *
   * @param groups how many results of the map bound each dimension
   */
  public record Bounds(AffineMap map, List<? extends Value> operands, long... groups) {
    /** Of a band of one dimension. */
    public static Bounds ofOne(AffineMap map, List<? extends Value> operands) {
      return new Bounds(map, operands, map.results().size());
    }

    /** One result for each dimension. */
    public static Bounds single(AffineMap map, List<? extends Value> operands) {
      return new Bounds(map, operands, ones(map.results().size()));
    }
  }

  private static long[] ones(int rank) {
    var ones = new long[rank];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** A band with constant bounds, lower bounds zero and steps one, and an empty, terminated body. */
  public static ParallelOp create(OpBuilder builder, Location location, long... upper) {
    int rank = upper.length;
    var zeros = IntStream.range(0, rank).mapToObj(_ -> AffineExpr.constant(0)).toList();
    var uppers = Arrays.stream(upper).mapToObj(AffineExpr::constant).toList();
    ParallelOp made = create(builder, location, List.of(), List.of(), Bounds.single(new AffineMap(0, 0, zeros), List.of()),
        Bounds.single(new AffineMap(0, 0, uppers), List.of()), ones(rank));
    Block body = new Block();
    for (int i = 0; i < rank; i++) body.addArgument(IndexType.INDEX, location);
    made.region(0).add(body);
    YieldOp.create(OpBuilder.atEnd(body), location, List.of());
    return made;
  }

  /**
   * A band whose region is still empty.
   *
   * @param reductions how each result is combined, by the names of {@link AtomicKinds}
   */
  public static ParallelOp create(OpBuilder builder, Location location, List<String> reductions, List<Type> results, Bounds lower, Bounds upper,
      long... steps) {
    long[] kinds = reductions.stream().mapToLong(AtomicKinds.NAMES::indexOf).toArray();
    var state = new OperationState(SPEC, location).attribute(REDUCTIONS, ArrayAttr.ofIntegers(IntegerType.I64, kinds)).results(results)
        .region(new Region());
    ParallelOp made = builder.create(state);
    made.setRange(lower, upper, steps);
    return made;
  }

  static DenseElementsAttr groups(long... sizes) {
    boolean splat = Arrays.stream(sizes).distinct().count() == 1;
    return new DenseElementsAttr(TensorType.of(List.of((long) sizes.length), IntegerType.I32),
        zkopt.ir.Blob.ofLongs(4, splat ? new long[] {sizes[0]} : sizes), splat);
  }

  /** Replaces all bounds and the steps. */
  public void setRange(Bounds lower, Bounds upper, long... steps) {
    setAttribute(LOWER, new AffineMapAttr(lower.map));
    setAttribute(LOWER_GROUPS, groups(lower.groups));
    setAttribute(UPPER, new AffineMapAttr(upper.map));
    setAttribute(UPPER_GROUPS, groups(upper.groups));
    setAttribute(STEPS, ArrayAttr.ofIntegers(IntegerType.I64, steps));
    setOperands(Stream.of(lower.operands, upper.operands).<Value>flatMap(List::stream).toList());
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

  /** How each result is combined, by the names of {@link AtomicKinds}. */
  public List<String> reductions() {
    return Arrays.stream(((ArrayAttr) attribute(REDUCTIONS)).longs()).mapToObj(kind -> AtomicKinds.NAMES.get((int) kind)).toList();
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

  /** As mlir-opt has it: least and largest integers are those of types with a sign, or expressly without. */
  private static boolean combines(String reduction, Type type) {
    var signedness = type instanceof IntegerType i ? i.signedness() : null;
    return switch (reduction) {
      case "addf", "mulf", "maximumf", "minimumf" -> type instanceof FloatType;
      case "addi", "muli", "ori", "andi" -> signedness != null;
      case "maxs", "mins" -> signedness == IntegerType.Signedness.SIGNED;
      case "maxu", "minu" -> signedness == IntegerType.Signedness.UNSIGNED;
      case "assign" -> true;
      default -> false;
    };
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
  protected String problem() {
    int rank = body().arguments().size();
    var reductions = ((ArrayAttr) attribute(REDUCTIONS)).values();
    if (!reductions.stream().allMatch(r -> r instanceof IntegerAttr number && number.value() >= 0 && number.value() < AtomicKinds.NAMES.size())) {
      return "attribute '" + REDUCTIONS + "' failed to satisfy constraint: Reduction ops";
    }
    if (!((ArrayAttr) attribute(STEPS)).values().stream().allMatch(IntegerAttr.class::isInstance)) {
      return "attribute '" + STEPS + "' failed to satisfy constraint: 64-bit integer array attribute";
    }
    if (steps().length != rank || lowerGroups().length != rank || upperGroups().length != rank) {
      return "the number of region arguments (" + rank + ") and the number of map groups for lower (" + lowerGroups().length
          + ") and upper bound (" + upperGroups().length + "), and the number of steps (" + steps().length + ") must all match";
    }
    long lowerResults = Arrays.stream(lowerGroups()).sum();
    if (lowerResults != lowerMap().results().size()) return "expected lower bounds map to have " + lowerResults + " results";
    long upperResults = Arrays.stream(upperGroups()).sum();
    if (upperResults != upperMap().results().size()) return "expected upper bounds map to have " + upperResults + " results";
    if (reductions.size() != numResults()) return "a reduction must be specified for each output";
    for (int i = 0; i < reductions.size(); i++) {
      if (!combines(reductions().get(i), result(i).type())) return "result type cannot match reduction attribute";
    }
    if (lowerMap().numInputs() + upperMap().numInputs() != numOperands()) return "operand count and map inputs must match";
    String lower = AffineValues.problem(lowerOperands(), lowerMap().numDims());
    return lower != null ? lower : AffineValues.problem(upperOperands(), upperMap().numDims());
  }
}
