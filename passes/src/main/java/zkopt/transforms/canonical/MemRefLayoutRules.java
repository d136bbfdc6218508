package zkopt.transforms.canonical;

import static zkopt.transforms.canonical.ArithValues.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.CastOp;
import zkopt.dialect.memref.CollapseShapeOp;
import zkopt.dialect.memref.DimOp;
import zkopt.dialect.memref.ExtractStridedMetadataOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.memref.LoadOp;
import zkopt.dialect.memref.MemRefReshapeOp;
import zkopt.dialect.memref.MemorySpaceCastOp;
import zkopt.dialect.memref.ReinterpretCastOp;
import zkopt.dialect.memref.SubViewOp;
import zkopt.dialect.memref.ViewOp;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.StridedLayoutAttr;
import zkopt.ir.SymbolTables;
import zkopt.ir.TypedAttr;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of operations that see a buffer with another shape, layout or memory space. */
final class MemRefLayoutRules {
  private MemRefLayoutRules() {}

  static List<Rewrite<?>> rules() {
    return List.of(
        new Rule<>("CastSpaceOnce", MemorySpaceCastOp.class, Rule.IN_PLACE, MemRefLayoutRules::castSpaceOnce),
        new Rule<>("ReinterpretWhole", ReinterpretCastOp.class, Rule.IN_PLACE, MemRefLayoutRules::reinterpretSource),
        new Rule<>("KnownMetadata", ExtractStridedMetadataOp.class, Rule.IN_PLACE, MemRefLayoutRules::knownMetadata),
        new Rule<>("LoadOfConstant", zkopt.dialect.affine.LoadOp.class, Rule.IN_PLACE - 1, MemRefLayoutRules::loadOfConstant),
        new Rule<>("ReinterpretCastOpExtractStridedMetadataFolder", ReinterpretCastOp.class, 1, MemRefLayoutRules::reinterpretBack),
        new Rule<>("CollapseShapeOpMemRefCastFolder", CollapseShapeOp.class, 1, MemRefLayoutRules::collapseBeforeCast),
        new Rule<>("SubViewOpMemRefCastFolder", SubViewOp.class, 1, MemRefLayoutRules::viewBeforeCast),
        new Rule<>("ViewOpShapeFolder", ViewOp.class, 1, MemRefLayoutRules::staticView),
        new Rule<>("ViewOpMemrefCastFolder", ViewOp.class, 1, MemRefLayoutRules::viewOfAllocation),
        new Rule<>("DimOfMemRefReshape", DimOp.class, 1, MemRefLayoutRules::dimOfReshape));
  }

  private static MemRefType type(Value value) {
    return (MemRefType) value.type();
  }

  /** {@code cast(cast(x)) -> cast(x)}, also behind a cast of the shape; a cast to the same space is none. */
  private static boolean castSpaceOnce(MemorySpaceCastOp op, Rewriter rewriter) {
    Value source = op.operand(0);
    if (source.type().equals(op.result().type())) {
      rewriter.replaceOp(op, source);
      return true;
    }
    if (!(source.definingOp() instanceof MemorySpaceCastOp inner)) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(0, inner.operand(0)));
    return true;
  }

  /** What a view at the start of a buffer is of does not matter but for where it starts. */
  private static boolean reinterpretSource(ReinterpretCastOp op, Rewriter rewriter) {
    Operation inner = op.source().definingOp();
    boolean startsThere = inner instanceof ReinterpretCastOp || inner instanceof CastOp
        || inner instanceof SubViewOp view && MixedSlice.all(MixedSlice.of(view).offsets(), 0);
    if (startsThere) {
      rewriter.modifyInPlace(op, () -> op.setOperand(0, inner.operand(0)));
      return true;
    }
    boolean same = type(op.result()).hasStaticShape() && op.source().type().equals(op.result().type()) && op.offsets()[0] == 0;
    if (same) rewriter.replaceOp(op, op.source());
    return same;
  }

  /** What the type of a buffer says of its offset, sizes and strides. */
  private static boolean knownMetadata(ExtractStridedMetadataOp op, Rewriter rewriter) {
    MemRefType type = type(op.operand(0));
    StridedLayoutAttr layout = MemRefViewRules.layout(type);
    if (layout == null) return false;
    var known = new ArrayList<Long>(List.of(layout.offset()));
    known.addAll(type.shape());
    known.addAll(layout.strides());
    boolean changed = false;
    for (int i = 0; i < known.size(); i++) {
      Value result = op.result(i + 1);
      if (known.get(i) == ShapedType.DYNAMIC || !result.hasUses()) continue;
      rewriter.replaceAllUsesWith(result, ConstantOp.index(rewriter, op.location(), known.get(i)).result());
      changed = true;
    }
    return changed;
  }

  /** An element of a constant buffer of the module. */
  private static boolean loadOfConstant(zkopt.dialect.affine.LoadOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof GetGlobalOp get) || !(SymbolTables.lookupNearest(get, get.global()) instanceof GlobalOp global)) return false;
    if (!global.isConstant() || !(global.initialValue() instanceof DenseElementsAttr dense)) return false;
    TypedAttr element = dense.isSplat() ? Constants.scalar(dense) : element(dense, op);
    // elements of other dialects' types are stored as integers
    if (element == null || !element.type().equals(op.result().type())) return false;
    rewriter.replaceOp(op, ConstantOp.create(rewriter, op.location(), element));
    return true;
  }

  private static TypedAttr element(DenseElementsAttr dense, zkopt.dialect.affine.LoadOp access) {
    long place = 0;
    List<AffineExpr> indices = access.map().results();
    for (int i = 0; i < indices.size(); i++) {
      if (!(indices.get(i) instanceof AffineExpr.Constant(long index)) || index < 0 || index >= dense.type().dim(i)) return null;
      place = place * dense.type().dim(i) + index;
    }
    return Constants.element(dense, Math.toIntExact(place));
  }

  /** {@code reinterpret_cast(metadata of x) -> cast(x)}, where offset, sizes and strides are those of x. */
  private static boolean reinterpretBack(ReinterpretCastOp op, Rewriter rewriter) {
    if (!(op.source().definingOp() instanceof ExtractStridedMetadataOp metadata)) return false;
    MemRefType type = type(metadata.operand(0));
    StridedLayoutAttr layout = MemRefViewRules.layout(type);
    var slice = MixedSlice.of(op);
    int rank = type.rank();
    boolean same = layout != null && slice.sizes().size() == rank && isSame(slice.offsets().getFirst(), layout.offset(), metadata.result(1))
        && IntStream.range(0, rank).allMatch(i -> isSame(slice.sizes().get(i), type.dim(i), metadata.result(2 + i))
            && isSame(slice.strides().get(i), layout.strides().get(i), metadata.result(2 + rank + i)));
    if (!same) return false;
    Value source = metadata.operand(0);
    rewriter.replaceOp(op, type.equals(op.result().type()) ? source : CastOp.create(rewriter, op.location(), source, op.result().type()).result());
    return true;
  }

  private static boolean isSame(Object given, long known, Value extracted) {
    Long number = TripCount.number(given);
    return number != null ? number == known : given == extracted;
  }

  /** {@code collapse(cast(x)) -> cast(collapse(x))}, for x without a layout. */
  private static boolean collapseBeforeCast(CollapseShapeOp op, Rewriter rewriter) {
    if (!(op.source().definingOp() instanceof CastOp cast) || !onlyForgets(cast) || type(cast.source()).layout() != null || type(op.result()).layout() != null) return false;
    MemRefType from = type(cast.source());
    MemRefType collapsed = from.with(Reassociations.collapsed(op.reassociation(), from.shape()), from.elementType());
    if (collapsed.equals(op.result().type())) {
      rewriter.modifyInPlace(op, () -> op.setOperand(0, cast.source()));
      return true;
    }
    Operation made = CollapseShapeOp.create(rewriter, op.location(), cast.source(), collapsed, op.reassociation());
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), op.result().type()));
    return true;
  }

  /** Whether the cast only forgets sizes, strides and offset. */
  private static boolean onlyForgets(CastOp cast) {
    if (!(cast.source().type() instanceof MemRefType from) || !(cast.result().type() instanceof MemRefType to)) return false;
    StridedLayoutAttr before = MemRefViewRules.layout(from);
    StridedLayoutAttr after = MemRefViewRules.layout(to);
    return before != null && after != null && Objects.equals(from.memorySpace(), to.memorySpace()) && forgets(from.shape(), to.shape())
        && forgets(before.strides(), after.strides()) && forgets(List.of(before.offset()), List.of(after.offset()));
  }

  private static boolean forgets(List<Long> from, List<Long> to) {
    return IntStream.range(0, from.size()).allMatch(i -> to.get(i) == ShapedType.DYNAMIC || to.get(i).equals(from.get(i)));
  }

  /** {@code subview(cast(x)) -> cast(subview(x))}. */
  private static boolean viewBeforeCast(SubViewOp op, Rewriter rewriter) {
    if (op.operands().stream().anyMatch(v -> integer(v) != null)) return false;
    if (!(op.source().definingOp() instanceof CastOp cast) || !onlyForgets(cast)) return false;
    var slice = MixedSlice.of(op);
    MemRefType type = type(op.result());
    MemRefType inferred = MemRefViewRules.viewType(op, type(cast.source()), slice);
    if (inferred == null) return false;
    Value made = slice.withSources(List.of(cast.source())).create(rewriter, op, inferred).result();
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made, type));
    return true;
  }

  /** Constant sizes become numbers, with a cast to the old type. */
  private static boolean staticView(ViewOp op, Rewriter rewriter) {
    MemRefType type = type(op.result());
    StaticSizes known = StaticSizes.of(type.shape(), op.operands().subList(2, op.numOperands()));
    if (known.shape().equals(type.shape())) return false;
    Operation made = rewriter.create(new OperationState(ViewOp.SPEC, op.location()).operands(op.operand(0), op.operand(1)).operands(known.sizes())
        .results(type.with(known.shape(), type.elementType())));
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type));
    return true;
  }

  /** {@code view(cast(alloc)) -> view(alloc)}. */
  private static boolean viewOfAllocation(ViewOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof CastOp cast) || !(cast.source().definingOp() instanceof AllocOp)) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(0, cast.source()));
    return true;
  }

  /** {@code dim(reshape(x, shape), i) -> load(shape, i)}, behind the reshape, where i is known before it. */
  private static boolean dimOfReshape(DimOp op, Rewriter rewriter) {
    if (!(op.source().definingOp() instanceof MemRefReshapeOp reshape)) return false;
    Value index = op.index();
    boolean known = op.block() == reshape.block()
        ? index.definingOp() == null || index.definingOp().block() != op.block() || !reshape.isBeforeInBlock(index.definingOp())
        : index.parentBlock().region() != reshape.block().region() && index.parentBlock().region().isAncestorOf(reshape.block().region());
    if (!known) return false;
    rewriter.setInsertionPointAfter(reshape);
    Value size = LoadOp.create(rewriter, op.location(), reshape.operand(1), List.of(index)).result();
    if (!size.type().equals(op.result().type())) {
      size = zkopt.dialect.arith.CastOp.create(rewriter, op.location(), zkopt.dialect.arith.CastOp.Kind.INDEX_CAST, size, op.result().type()).result();
    }
    rewriter.replaceOp(op, size);
    return true;
  }
}
