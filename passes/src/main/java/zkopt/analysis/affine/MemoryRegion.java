package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.analysis.affine.FlatConstraints.Bound;
import zkopt.dialect.affine.AffineValues;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.VectorType;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * The elements of a buffer that accesses touch, as bounds of each subscript by functions of the counters of outer loops and of symbols
 * (MLIR's MemRefRegion): the subscripts are the dimensions of {@link #constraints}, all else its symbols.
 */
public final class MemoryRegion {
  private final Value memref;
  private final FlatConstraints constraints;

  private MemoryRegion(Value memref, FlatConstraints constraints) {
    this.memref = memref;
    this.constraints = constraints;
  }

  /**
   * What an access touches in one iteration of the outermost {@code depth} loops around it; null when that is not affine.
   *
   * @param slice other bounds of the loops, or null
   * @param insideBuffer whether to say that subscripts lie inside the buffer
   */
  public static MemoryRegion of(MemoryAccess access, int depth, ComputationSlice slice, boolean insideBuffer) {
    try {
      FlatConstraints constraints = constraints(access, depth, slice);
      if (constraints == null) return null;
      var region = new MemoryRegion(access.memref(), constraints);
      if (insideBuffer) region.stayInside(constraints);
      Elimination.removeTrivialRedundancy(constraints);
      return region;
    } catch (ArithmeticException _) {
      return null;
    }
  }

  /** All of the buffer of an access, in each iteration of the outermost {@code depth} loops around it; null for a dynamic shape. */
  public static MemoryRegion ofAll(MemoryAccess access, int depth) {
    var type = (MemRefType) access.memref().type();
    if (type.shape().stream().anyMatch(size -> size < 0)) return null;
    var values = new ArrayList<Value>(Collections.nCopies(type.rank(), null));
    values.addAll(counters(access.op()).subList(0, depth));
    var region = new MemoryRegion(access.memref(), new FlatConstraints(type.rank(), values));
    region.stayInside(region.constraints);
    return region;
  }

  private static FlatConstraints constraints(MemoryAccess access, int depth, ComputationSlice slice) {
    int rank = ((MemRefType) access.memref().type()).rank();
    List<Value> counters = counters(access.op());
    if (rank == 0) return new FlatConstraints(0, counters.subList(0, depth));
    MapOperands map = access.subscripts().composed().simplified().normalOperands();
    var operands = new ArrayList<>(map.operands());
    if (slice != null) slice.operands().stream().filter(v -> !operands.contains(v)).forEach(operands::add);
    var cst = new FlatConstraints(map.map().numDims(), operands);
    for (Value operand : operands) {
      ForOp loop = FlatConstraints.loopOf(operand);
      if (loop != null) {
        if (!cst.addLoop(loop)) return null;
      } else if (operand instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ParallelOp parallel) {
        if (!cst.addParallel(parallel)) return null;
      } else if (AffineValues.isSymbol(operand)) {
        cst.addConstant(operand);
      } else {
        return null;
      }
    }
    if (slice != null) {
      for (Value operand : slice.operands()) cst.addTerminal(operand);
      if (!slice.addBounds(cst)) return null;
    }
    if (!cst.compose(map)) return null;
    cst.separateSymbols(cst.numInputs() - rank);
    var outer = counters.subList(0, depth);
    for (Value value : cst.values(rank, cst.numInputs())) {
      if (isCounter(value) && !outer.contains(value)) Elimination.eliminate(cst, cst.find(value, 0));
    }
    Elimination.projectOut(cst, cst.numInputs(), cst.numLocals);
    Elimination.foldConstants(cst, rank, cst.numSymbols());
    return cst;
  }

  private static boolean isCounter(Value value) {
    return FlatConstraints.loopOf(value) != null || value instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ParallelOp;
  }

  /** The counters of all loops around an operation, outermost first. */
  private static List<Value> counters(Operation op) {
    var counters = new ArrayList<Value>();
    for (Operation p = op.parentOp(); p != null; p = p.parentOp()) {
      if (p instanceof ForOp loop) counters.addFirst(loop.inductionVar());
      if (p instanceof ParallelOp loop) counters.addAll(0, loop.body().arguments());
    }
    return counters;
  }

  private void stayInside(FlatConstraints cst) {
    List<Long> shape = ((MemRefType) memref.type()).shape();
    for (int i = 0; i < shape.size(); i++) {
      cst.addBound(Bound.LOWER, i, 0);
      if (shape.get(i) >= 0) cst.addBound(Bound.UPPER, i, shape.get(i) - 1);
    }
  }

  /** Whether it is known that the box of {@link #bounds} lies in the buffer, whatever iteration the outer loops are in. */
  public boolean staysInside() {
    var type = (MemRefType) memref.type();
    if (type.shape().stream().anyMatch(size -> size < 0)) return false;
    FlatConstraints box = constraints.copy();
    box.equalities.removeIf(this::holdsSeveralSubscripts);
    box.inequalities.removeIf(this::holdsSeveralSubscripts);
    for (Value symbol : symbols()) {
      ForOp loop = FlatConstraints.loopOf(symbol);
      if (loop != null && !box.addLoop(loop)) return false;
    }
    return isInBuffer(box);
  }

  private boolean isInBuffer(FlatConstraints subscripts) {
    var inside = new FlatConstraints(subscripts.numDims, subscripts.values);
    stayInside(inside);
    return ConstraintSubset.isSubset(subscripts, inside);
  }

  /** Whether it is known that all of a box around this region lies in the buffer, whatever iteration the outer loops are in. */
  public boolean staysInside(Box box) {
    if (((MemRefType) memref.type()).shape().stream().anyMatch(size -> size < 0)) return false;
    var inBox = new FlatConstraints(constraints.numDims, constraints.values);
    for (int d = 0; d < box.shape().size(); d++) {
      var lower = new MapOperands(new AffineMap(symbols().size(), 0, List.of(box.offsets().get(d))), symbols());
      MapOperands upper = lower.withResults(List.of(box.offsets().get(d).plus(box.shape().get(d))));
      if (!inBox.addBound(Bound.LOWER, d, lower) || !inBox.addBound(Bound.UPPER, d, upper)) return false;
    }
    for (Value symbol : symbols()) {
      ForOp loop = FlatConstraints.loopOf(symbol);
      if (loop != null && !inBox.addLoop(loop)) return false;
    }
    return isInBuffer(inBox);
  }

  /** Whether {@link #bounds} say of each subscript that it goes from where the box begins to where it ends. */
  public boolean fills(Box box) {
    for (int d = 0; d < box.shape().size(); d++) {
      SubscriptBounds bounds = bounds(d);
      AffineExpr offset = box.offsets().get(d);
      if (!isOnly(offset, bounds.lower()) || !isOnly(offset.plus(box.shape().get(d)), bounds.upper())) return false;
    }
    return true;
  }

  private static boolean isOnly(AffineExpr value, AffineMap bound) {
    AffineMap difference = new AffineMap(bound.numDims(), bound.numSymbols(), bound.results().stream().map(e -> e.minus(value)).toList());
    return bound.results().size() == 1 && AffineFlattening.simplify(difference).results().getFirst().equals(AffineExpr.constant(0));
  }

  private boolean holdsSeveralSubscripts(long[] row) {
    return IntStream.range(0, constraints.numDims).filter(d -> row[d] != 0).count() > 1;
  }

  /** Whether it is known that all elements are those of another region, which may be null, too. */
  public boolean isWithin(MemoryRegion other) {
    if (other == null) return false;
    FlatConstraints own = constraints.copy();
    FlatConstraints others = other.constraints.copy();
    if (!ConstraintSpaces.areAligned(own, others)) ConstraintSpaces.align(own, others, own.numDims);
    return ConstraintSubset.isSubset(own, others);
  }

  public Value memref() {
    return memref;
  }

  public FlatConstraints constraints() {
    return constraints;
  }

  /** Makes this the box around both. Returns false when there is none that can be told. */
  public boolean unite(MemoryRegion other) {
    try {
      return ConstraintBounds.unite(constraints, other.constraints);
    } catch (ArithmeticException _) {
      return false;
    }
  }

  /** What the outer counters and symbols of the region are. */
  public List<Value> symbols() {
    return constraints.values(constraints.numDims, constraints.numInputs());
  }

  /**
   * A box of constant size around the region.
   *
   * @param offsets where it begins in each dimension, as functions of {@link #symbols}, which are dimensions there
   */
  public record Box(List<Long> shape, List<AffineExpr> offsets) {
    public long numElements() {
      return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }
  }

  /** The smallest such box that can be told, which lies in the buffer; null when a dimension has no constant size. */
  public Box box() {
    FlatConstraints cst = constraints.copy();
    stayInside(cst);
    List<Long> shape = ((MemRefType) memref.type()).shape();
    var sizes = new ArrayList<Long>();
    var offsets = new ArrayList<AffineExpr>();
    for (int d = 0; d < shape.size(); d++) {
      ConstraintBounds.Extent extent = ConstraintBounds.extent(cst, d);
      if (extent == null && shape.get(d) < 0) return null;
      sizes.add(extent == null ? shape.get(d) : Long.valueOf(extent.size()));
      offsets.add(extent == null ? AffineExpr.constant(0)
          : FlatConstraints.expr(extent.lower(), cst.numSymbols(), 0).floorDiv(extent.divisor()));
    }
    return new Box(List.copyOf(sizes), List.copyOf(offsets));
  }

  /** The bytes of {@link #box}, or -1 when that is not known. */
  public long numBytes() {
    var type = (MemRefType) memref.type();
    if (type.layout() != null) return -1;
    Box box = box();
    long width = elementBytes(type);
    return box == null || width < 0 ? -1 : Math.multiplyExact(box.numElements(), width);
  }

  /** The bytes of an element, or -1 when it is no number. */
  public static long elementBytes(MemRefType type) {
    long bits = switch (type.elementType()) {
      case IntegerType i -> i.width();
      case FloatType f -> f.width();
      case VectorType v -> switch (v.elementType()) {
        case IntegerType i -> i.width() * v.numElements();
        case FloatType f -> f.width() * v.numElements();
        default -> -1;
      };
      default -> -1;
    };
    return bits < 0 ? -1 : Math.ceilDiv(bits, 8);
  }

  /** All lower and all exclusive upper bounds of a subscript, as functions of {@link #symbols}, which are dimensions there. */
  public SubscriptBounds bounds(int subscript) {
    var maps = SliceBounds.bounds(constraints, subscript, 0, constraints.numDims, constraints.numSymbols(), 0);
    return new SubscriptBounds(maps.lower().getFirst(), maps.upper().getFirst());
  }

  /** The values of a subscript: the largest result of {@code lower}, and on, below the least one of {@code upper}. */
  public record SubscriptBounds(AffineMap lower, AffineMap upper) {}

  /** Whether each subscript has bounds of its own; one that is known only to be the same as another one, as in {@code a[i, i]}, has none. */
  public boolean hasBounds() {
    return IntStream.range(0, constraints.numDims).mapToObj(this::bounds).noneMatch(b -> b.lower().results().isEmpty() || b.upper().results().isEmpty());
  }
}
