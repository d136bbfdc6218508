package zkopt.transforms.canonical;

import static zkopt.transforms.canonical.ArithValues.integer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.memref.AllocationOp;
import zkopt.dialect.memref.AtomicRmwOp;
import zkopt.dialect.memref.CastOp;
import zkopt.dialect.memref.CopyOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.dialect.memref.DimOp;
import zkopt.dialect.memref.LoadOp;
import zkopt.dialect.memref.PrefetchOp;
import zkopt.dialect.memref.RankOp;
import zkopt.dialect.memref.StoreOp;
import zkopt.dialect.memref.SubViewOp;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.StridedLayoutAttr;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of sizes, casts and views of buffers. */
final class MemRefViewRules {
  private MemRefViewRules() {}

  static List<Rewrite<?>> rules() {
    return List.of(
        new Rule<>("CastOfCast", CastOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("LoadOfCast", LoadOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("StoreOfCast", StoreOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("DeallocOfCast", DeallocOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("PrefetchOfCast", PrefetchOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("CopyOfCast", CopyOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("AffineLoadOfCast", zkopt.dialect.affine.LoadOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("AffineStoreOfCast", zkopt.dialect.affine.StoreOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("AffinePrefetchOfCast", zkopt.dialect.affine.PrefetchOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("AtomicOfCast", AtomicRmwOp.class, Rule.IN_PLACE, MemRefViewRules::skipCasts),
        new Rule<>("KnownDim", DimOp.class, Rule.IN_PLACE, MemRefViewRules::knownDim),
        new Rule<>("DimOfCast", DimOp.class, Rule.IN_PLACE - 1, MemRefViewRules::dimOfCast),
        new Rule<>("ConstantRank", RankOp.class, 1, MemRefViewRules::constantRank),
        new Rule<>("FoldSelfCopy", CopyOp.class, 1, MemRefViewRules::selfCopy),
        new Rule<>("SimplifyAllocConst", AllocationOp.class, 1, MemRefViewRules::staticAllocation),
        new Rule<>("WholeSubView", SubViewOp.class, Rule.IN_PLACE, MemRefViewRules::wholeSubView),
        new Rule<>("TrivialSubViewOpFolder", SubViewOp.class, 1, MemRefViewRules::trivialSubView),
        new Rule<>("StaticSubView", SubViewOp.class, 1, MemRefViewRules::staticSubView));
  }

  /** {@code f(cast(x)) -> f(x)}, for x of a rank. */
  private static boolean skipCasts(Operation op, Rewriter rewriter) {
    // what is stored is no place
    int stored = op instanceof StoreOp || op instanceof zkopt.dialect.affine.StoreOp ? 0 : -1;
    boolean changed = false;
    for (int i = 0; i < op.numOperands(); i++) {
      if (i == stored || !(op.operand(i).definingOp() instanceof CastOp cast) || !(cast.source().type() instanceof MemRefType)) continue;
      int at = i;
      rewriter.modifyInPlace(op, () -> op.setOperand(at, cast.source()));
      changed = true;
    }
    return changed;
  }

  /** The size that an allocation or a subview was given. */
  private static boolean knownDim(DimOp op, Rewriter rewriter) {
    IntegerAttr index = integer(op.index());
    if (index == null || !(op.source().type() instanceof MemRefType type) || index.value() < 0 || index.value() >= type.rank()) return false;
    int dim = (int) index.value();
    if (type.dim(dim) != ShapedType.DYNAMIC) return false;
    if (op.source().definingOp() instanceof AllocationOp allocation) {
      int at = (int) type.shape().subList(0, dim).stream().filter(d -> d == ShapedType.DYNAMIC).count();
      rewriter.replaceOp(op, allocation.operand(at));
      return true;
    }
    if (!(op.source().definingOp() instanceof SubViewOp view)) return false;
    List<Object> sizes = MixedSlice.of(view).sizes();
    BitSet dropped = view.dropped(MixedSlice.numbers(sizes));
    if (dropped == null || !(DroppedDims.kept(sizes, dropped).get(dim) instanceof Value size)) return false;
    rewriter.replaceOp(op, size);
    return true;
  }

  private static boolean dimOfCast(DimOp op, Rewriter rewriter) {
    IntegerAttr index = integer(op.index());
    boolean inside = index != null && op.source().type() instanceof MemRefType type && index.value() >= 0 && index.value() < type.rank();
    return inside && skipCasts(op, rewriter);
  }

  private static boolean constantRank(RankOp op, Rewriter rewriter) {
    if (!(op.operand(0).type() instanceof MemRefType type)) return false;
    rewriter.replaceOp(op, ConstantOp.index(rewriter, op.location(), type.rank()));
    return true;
  }

  private static boolean selfCopy(CopyOp op, Rewriter rewriter) {
    if (op.source() != op.target()) return false;
    rewriter.eraseOp(op);
    return true;
  }

  /** {@code alloc(4) : memref<?xT> -> cast(alloc() : memref<4xT>)}. */
  private static boolean staticAllocation(AllocationOp op, Rewriter rewriter) {
    MemRefType type = op.type();
    int dynamic = (int) type.shape().stream().filter(size -> size == ShapedType.DYNAMIC).count();
    StaticSizes known = StaticSizes.of(type.shape(), op.operands().subList(0, dynamic));
    List<Value> sizes = known.sizes();
    if (sizes.size() == dynamic) return false;
    List<Value> symbols = op.operands().subList(dynamic, op.numOperands());
    Operation made = rewriter.create(new OperationState(op.spec(), op.location()).attributes(op.attributes())
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(sizes.size(), symbols.size())).operands(sizes).operands(symbols)
        .results(type.with(known.shape(), type.elementType())));
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type));
    return true;
  }

  /** The view that is all of a buffer is that; so is one of all of a view that was given the same sizes. */
  private static boolean wholeSubView(SubViewOp op, Rewriter rewriter) {
    if (!op.source().type().equals(op.result().type())) return false;
    boolean isStatic = ((MemRefType) op.result().type()).hasStaticShape()
        && (!(((MemRefType) op.result().type()).layout() instanceof StridedLayoutAttr strided) || isStatic(strided));
    boolean isWhole = isStatic || op.source().definingOp() instanceof SubViewOp inner && startsThere(op) && MixedSlice.of(op).sizes().equals(MixedSlice.of(inner).sizes());
    if (isWhole) rewriter.replaceOp(op, op.source());
    return isWhole;
  }

  private static boolean isStatic(StridedLayoutAttr layout) {
    return layout.offset() != ShapedType.DYNAMIC && !layout.strides().contains(ShapedType.DYNAMIC);
  }

  /** Whether a view starts where its buffer does and leaves nothing out in between. */
  private static boolean startsThere(SubViewOp op) {
    var slice = MixedSlice.of(op);
    return MixedSlice.all(slice.offsets(), 0) && MixedSlice.all(slice.strides(), 1);
  }

  /** A view of all of a buffer of static sizes that has another layout is a cast. */
  private static boolean trivialSubView(SubViewOp op, Rewriter rewriter) {
    var whole = (MemRefType) op.source().type();
    var type = (MemRefType) op.result().type();
    if (whole.rank() != type.rank() || !startsThere(op) || !MixedSlice.of(op).sizes().equals(whole.shape())) return false;
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), op.source(), type));
    return true;
  }

  /** Constant offsets, sizes and strides become numbers, with a cast to the old type. */
  private static boolean staticSubView(SubViewOp op, Rewriter rewriter) {
    var slice = MixedSlice.of(op).withConstants();
    MemRefType inferred = slice == null ? null : viewType(op, (MemRefType) op.source().type(), slice);
    if (inferred == null) return false;
    Value result = slice.create(rewriter, op, inferred).result();
    if (!inferred.equals(op.result().type())) result = CastOp.create(rewriter, op.location(), result, op.result().type()).result();
    rewriter.replaceOp(op, result);
    return true;
  }

  /**
   * The type of a view like {@code op}; null where a layout has no strides, a stride is zero, or which dimensions are left out is not told.
   *
   * @param source what it is a view of
   * @param slice its offsets, sizes and strides
   */
  static MemRefType viewType(SubViewOp op, MemRefType source, MixedSlice slice) {
    BitSet dropped = op.dropped(MixedSlice.numbers(slice.sizes()));
    MemRefType whole = dropped == null || slice.strides().contains(0L) ? null : viewType(source, slice);
    if (whole == null) return null;
    var layout = (StridedLayoutAttr) whole.layout();
    return new MemRefType(DroppedDims.kept(whole.shape(), dropped), whole.elementType(),
        new StridedLayoutAttr(DroppedDims.kept(layout.strides(), dropped), layout.offset()), whole.memorySpace());
  }

  private static MemRefType viewType(MemRefType source, MixedSlice slice) {
    StridedLayoutAttr layout = layout(source);
    if (layout == null) return null;
    var strides = new ArrayList<Long>();
    long offset = layout.offset();
    for (int i = 0; i < source.rank(); i++) {
      strides.add(product(layout.strides().get(i), MixedSlice.number(slice.strides().get(i))));
      long distance = product(layout.strides().get(i), MixedSlice.number(slice.offsets().get(i)));
      offset = offset == ShapedType.DYNAMIC || distance == ShapedType.DYNAMIC ? ShapedType.DYNAMIC : offset + distance;
    }
    return new MemRefType(MixedSlice.numbers(slice.sizes()), source.elementType(), new StridedLayoutAttr(strides, offset), source.memorySpace());
  }

  private static long product(long a, long b) {
    if (a == 0 || b == 0) return 0;
    return a == ShapedType.DYNAMIC || b == ShapedType.DYNAMIC ? ShapedType.DYNAMIC : a * b;
  }

  /** Strides and offset of a buffer; null where they do not tell its layout. */
  static StridedLayoutAttr layout(MemRefType type) {
    if (type.layout() instanceof StridedLayoutAttr strided) return strided;
    if (type.layout() != null) return null;
    var strides = new ArrayList<Long>();
    long stride = 1;
    for (long dim : type.shape().reversed()) {
      strides.addFirst(stride);
      stride = stride == ShapedType.DYNAMIC || dim == ShapedType.DYNAMIC ? ShapedType.DYNAMIC : stride * dim;
    }
    return new StridedLayoutAttr(strides, 0);
  }
}
