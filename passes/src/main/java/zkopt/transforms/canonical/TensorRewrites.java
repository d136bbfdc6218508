package zkopt.transforms.canonical;

import static zkopt.transforms.canonical.ArithValues.constant;
import static zkopt.transforms.canonical.ArithValues.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.tensor.CastOp;
import zkopt.dialect.tensor.DimOp;
import zkopt.dialect.tensor.EmptyOp;
import zkopt.dialect.tensor.ExtractOp;
import zkopt.dialect.tensor.ExtractSliceOp;
import zkopt.dialect.tensor.FromElementsOp;
import zkopt.dialect.tensor.GenerateOp;
import zkopt.dialect.tensor.InsertOp;
import zkopt.dialect.tensor.InsertSliceOp;
import zkopt.dialect.tensor.RankOp;
import zkopt.dialect.tensor.SplatOp;
import zkopt.ir.Attribute;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.TypedAttr;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of tensor operations. */
public final class TensorRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    var rewrites = new ArrayList<Rewrite<?>>(List.of(
        new Rule<>("ChainedTensorCast", CastOp.class, 1, TensorRewrites::castOnce),
        new Rule<>("CastOfEmpty", CastOp.class, 1, TensorRewrites::emptyOfCastType),
        new Rule<>("ConstantRank", RankOp.class, 1, TensorRewrites::constantRank),
        new Rule<>("KnownDim", DimOp.class, 1, TensorRewrites::knownDim),
        new Rule<>("DimOfCast", DimOp.class, 1, TensorRewrites::skipCast),
        new Rule<>("DimOfDestStyleOp", DimOp.class, 1, TensorRewrites::dimOfDestination),
        new Rule<>("ExtractKnown", ExtractOp.class, Rule.IN_PLACE, TensorRewrites::extractKnown),
        new Rule<>("ExtractFromTensorCast", ExtractOp.class, 1, TensorRewrites::skipCast),
        new Rule<>("InsertSame", InsertOp.class, 1, TensorRewrites::insertSame),
        new Rule<>("FoldTensorCastProducerOp", InsertOp.class, 1, TensorRewrites::insertBeforeCast),
        new Rule<>("ConstantElements", FromElementsOp.class, 1, TensorRewrites::constantElements),
        new Rule<>("ConstantSplat", SplatOp.class, 1, TensorRewrites::constantSplat),
        new Rule<>("StaticEmpty", EmptyOp.class, 1, TensorRewrites::staticEmpty),
        new Rule<>("WholeSlice", ExtractSliceOp.class, Rule.IN_PLACE, TensorRewrites::wholeSlice),
        new Rule<>("StaticSlice", ExtractSliceOp.class, 1, TensorRewrites::staticSlice),
        new Rule<>("ExtractSliceOfCast", ExtractSliceOp.class, 1, TensorRewrites::sliceBeforeCast),
        new Rule<>("WholeInsertSlice", InsertSliceOp.class, Rule.IN_PLACE, TensorRewrites::wholeInsertSlice)));
    rewrites.addAll(TensorSliceRules.rules());
    rewrites.addAll(TensorShapeRules.rules());
    rewrites.addAll(TensorRegionRules.rules());
    rewrites.addAll(TensorPadRules.rules());
    rewrites.addAll(TensorPackRules.rules());
    return rewrites;
  }

  /** {@code cast(cast(x)) -> cast(x)}, where the type between says nothing of its own. */
  private static boolean castOnce(CastOp op, Rewriter rewriter) {
    if (!(op.source().definingOp() instanceof CastOp inner)) return false;
    if (!(inner.source().type() instanceof TensorType x) || !(inner.result().type() instanceof TensorType between) || !(op.result().type() instanceof TensorType to)) return false;
    List<Long> direct = joined(x.shape(), to.shape());
    List<Long> first = joined(x.shape(), between.shape());
    if (direct == null || first == null || !direct.equals(joined(first, to.shape()))) return false;
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), inner.source(), to));
    return true;
  }

  /** What two types of one tensor say together; null when they disagree. */
  static List<Long> joined(List<Long> a, List<Long> b) {
    if (a == null || a.size() != b.size()) return null;
    var joined = new ArrayList<Long>();
    for (int i = 0; i < a.size(); i++) {
      boolean known = a.get(i) != ShapedType.DYNAMIC && b.get(i) != ShapedType.DYNAMIC;
      if (known && !a.get(i).equals(b.get(i))) return null;
      joined.add(a.get(i) == ShapedType.DYNAMIC ? b.get(i) : a.get(i));
    }
    return joined;
  }

  /** {@code cast(empty(n)) -> empty(n')} of the cast's type, where that says no less. */
  private static boolean emptyOfCastType(CastOp op, Rewriter rewriter) {
    if (!(op.source().definingOp() instanceof EmptyOp empty) || !(op.result().type() instanceof TensorType to)) return false;
    var from = (TensorType) empty.result().type();
    var sizes = new ArrayList<Value>();
    int next = 0;
    for (int i = 0; i < from.rank(); i++) {
      boolean wasDynamic = from.dim(i) == ShapedType.DYNAMIC;
      Value size = wasDynamic ? empty.operand(next++) : null;
      if (to.dim(i) != ShapedType.DYNAMIC) {
        IntegerAttr known = size == null ? null : integer(size);
        if (known != null && known.value() != to.dim(i)) return false;
      } else {
        if (!wasDynamic) return false;
        sizes.add(size);
      }
    }
    rewriter.replaceOp(op, EmptyOp.create(rewriter, op.location(), to, sizes));
    return true;
  }

  private static boolean constantRank(RankOp op, Rewriter rewriter) {
    if (!(op.operand(0).type() instanceof TensorType type)) return false;
    rewriter.replaceOp(op, ConstantOp.index(rewriter, op.location(), type.rank()));
    return true;
  }

  /** The size that the operation which makes the tensor was given. */
  private static boolean knownDim(DimOp op, Rewriter rewriter) {
    IntegerAttr index = integer(op.index());
    if (index == null || !(op.source().type() instanceof TensorType type) || index.value() < 0 || index.value() >= type.rank()) return false;
    int dim = (int) index.value();
    Operation maker = op.source().definingOp();
    if (maker instanceof EmptyOp || maker instanceof GenerateOp) {
      int at = (int) type.shape().subList(0, dim).stream().filter(d -> d == ShapedType.DYNAMIC).count();
      rewriter.replaceOp(op, maker.operand(at));
      return true;
    }
    if (!(maker instanceof ExtractSliceOp)) return false;
    var slice = MixedSlice.of(maker);
    boolean reduced = slice.sizes().size() != type.rank();
    if (reduced || !(slice.sizes().get(dim) instanceof Value size)) return false;
    rewriter.replaceOp(op, size);
    return true;
  }

  /** What is inserted leaves the shape: {@code dim(insert(e, x)) -> dim(x)}. */
  private static boolean dimOfDestination(DimOp op, Rewriter rewriter) {
    Operation maker = op.source().definingOp();
    Value destination = maker == null ? null : TensorPackRules.updated(maker);
    if (destination == null) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(0, destination));
    return true;
  }

  /** {@code f(cast(x)) -> f(x)}, for x of a rank. */
  private static boolean skipCast(Operation op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof CastOp cast) || !(cast.source().type() instanceof TensorType)) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(0, cast.source()));
    return true;
  }

  /** {@code slice(cast(x)) -> slice(x)}, where the cast only forgets sizes and no operand is a constant that is yet to become a number. */
  private static boolean sliceBeforeCast(ExtractSliceOp op, Rewriter rewriter) {
    if (op.operands().stream().anyMatch(v -> integer(v) != null)) return false;
    return op.operand(0).definingOp() instanceof CastOp cast && onlyForgets(cast) && skipCast(op, rewriter);
  }

  /** Whether the cast only forgets sizes. */
  static boolean onlyForgets(CastOp cast) {
    return cast.source().type() instanceof TensorType from && cast.result().type() instanceof TensorType to && knowsAsMuch(from, to);
  }

  /** Whether each size that the other type of the same tensor knows is known to this one. */
  static boolean knowsAsMuch(TensorType type, TensorType other) {
    return IntStream.range(0, type.rank()).allMatch(i -> other.dim(i) == ShapedType.DYNAMIC || other.dim(i) == type.dim(i));
  }

  /** {@code insert(e, cast(x)) -> cast(insert(e, x))}, where the cast only forgets sizes. */
  private static boolean insertBeforeCast(InsertOp op, Rewriter rewriter) {
    if (!(op.tensor().definingOp() instanceof CastOp cast) || !onlyForgets(cast)) return false;
    var made = InsertOp.create(rewriter, op.location(), op.scalar(), cast.source(), op.indices());
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), op.result().type()));
    return true;
  }

  /** An element of a constant, of {@code splat} or of {@code from_elements}. */
  private static boolean extractKnown(ExtractOp op, Rewriter rewriter) {
    Object known = known(op);
    switch (known) {
      case null -> {
        return false;
      }
      case TypedAttr attribute -> rewriter.replaceOp(op, ConstantOp.create(rewriter, op.location(), attribute));
      default -> rewriter.replaceOp(op, (Value) known);
    }
    return true;
  }

  private static Object known(ExtractOp op) {
    List<IntegerAttr> indices = op.indices().stream().map(ArithValues::integer).toList();
    if (constant(op.tensor()) instanceof DenseElementsAttr dense && Constants.scalar(dense) != null) return Constants.scalar(dense);
    if (op.tensor().definingOp() instanceof SplatOp splat) return splat.input();
    if (indices.stream().anyMatch(Objects::isNull)) return null;
    Integer place = place((ShapedType) op.tensor().type(), indices.stream().map(IntegerAttr::value).toList());
    if (place == null) return null;
    if (op.tensor().definingOp() instanceof FromElementsOp elements) return elements.operand(place);
    return constant(op.tensor()) instanceof DenseElementsAttr dense && Constants.isNumber(dense.type().elementType()) ? Constants.element(dense, place) : null;
  }

  /** The row-major number of an element; null when it lies outside. */
  private static Integer place(ShapedType type, List<Long> indices) {
    if (!type.hasStaticShape()) return null;
    long place = 0;
    for (int i = 0; i < indices.size(); i++) {
      if (indices.get(i) < 0 || indices.get(i) >= type.dim(i)) return null;
      place = place * type.dim(i) + indices.get(i);
    }
    return Math.toIntExact(place);
  }

  /** What a splat is made of, inserted into it, changes nothing. */
  private static boolean insertSame(InsertOp op, Rewriter rewriter) {
    Attribute scalar = constant(op.scalar());
    if (scalar == null || !scalar.equals(Constants.scalar(constant(op.tensor())))) return false;
    rewriter.replaceOp(op, op.tensor());
    return true;
  }

  private static boolean constantElements(FromElementsOp op, Rewriter rewriter) {
    var elements = new ArrayList<TypedAttr>();
    for (Value operand : op.operands()) {
      if (!(constant(operand) instanceof TypedAttr element) || !Constants.isNumber(element.type())) return false;
      elements.add(element);
    }
    if (elements.isEmpty()) return false;
    rewriter.replaceOp(op, ConstantOp.create(rewriter, op.location(), Constants.dense((ShapedType) op.result().type(), elements)));
    return true;
  }

  private static boolean constantSplat(SplatOp op, Rewriter rewriter) {
    if (!(constant(op.input()) instanceof TypedAttr element) || !Constants.isNumber(element.type())) return false;
    TypedAttr filled = Constants.filled(element, op.result().type());
    if (filled == null) return false;
    rewriter.replaceOp(op, ConstantOp.create(rewriter, op.location(), filled));
    return true;
  }

  /** {@code empty(4) : tensor<?xT> -> cast(empty() : tensor<4xT>)}. */
  private static boolean staticEmpty(EmptyOp op, Rewriter rewriter) {
    var type = (TensorType) op.result().type();
    StaticSizes known = StaticSizes.of(type.shape(), op.operands());
    if (known.sizes().size() == op.numOperands()) return false;
    var made = EmptyOp.create(rewriter, op.location(), type.with(known.shape(), type.elementType()), known.sizes());
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type));
    return true;
  }

  private static boolean isWhole(MixedSlice slice, ShapedType whole, ShapedType part) {
    return whole.equals(part) && whole.hasStaticShape() && MixedSlice.all(slice.offsets(), 0) && MixedSlice.all(slice.strides(), 1)
        && MixedSlice.numbers(slice.sizes()).equals(whole.shape());
  }

  /** The slice that is all of a tensor is that; a slice of a splat is one. */
  private static boolean wholeSlice(ExtractSliceOp op, Rewriter rewriter) {
    var type = (TensorType) op.result().type();
    if (constant(op.operand(0)) instanceof DenseElementsAttr dense && dense.isSplat() && type.hasStaticShape()) {
      rewriter.replaceOp(op, ConstantOp.create(rewriter, op.location(), new DenseElementsAttr(type, dense.data(), true)));
      return true;
    }
    if (!isWhole(MixedSlice.of(op), (TensorType) op.operand(0).type(), type)) return false;
    rewriter.replaceOp(op, op.operand(0));
    return true;
  }

  /** Constant offsets, sizes and strides become numbers, with a cast to the old type. */
  private static boolean staticSlice(ExtractSliceOp op, Rewriter rewriter) {
    var slice = MixedSlice.of(op).withConstants();
    var type = (TensorType) op.result().type();
    TensorType known = slice == null ? null : slice.type(type);
    if (known == null || joined(known.shape(), type.shape()) == null) return false;
    Value result = slice.create(rewriter, op, known).result();
    if (!known.equals(type)) result = CastOp.create(rewriter, op.location(), result, type).result();
    rewriter.replaceOp(op, result);
    return true;
  }

  /** What is inserted over all of a tensor is the result. */
  private static boolean wholeInsertSlice(InsertSliceOp op, Rewriter rewriter) {
    if (!isWhole(MixedSlice.of(op), (TensorType) op.operand(1).type(), (TensorType) op.operand(0).type())) return false;
    rewriter.replaceOp(op, op.operand(0));
    return true;
  }
}
