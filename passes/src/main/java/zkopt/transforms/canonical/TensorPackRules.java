package zkopt.transforms.canonical;

import static zkopt.transforms.canonical.ArithValues.constant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.tensor.CastOp;
import zkopt.dialect.tensor.InsertOp;
import zkopt.dialect.tensor.InsertSliceOp;
import zkopt.dialect.tensor.PackOp;
import zkopt.dialect.tensor.Tiles;
import zkopt.dialect.tensor.UnPackOp;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of tensors that are packed in tiles and unpacked. */
final class TensorPackRules {
  private TensorPackRules() {}

  static List<Rewrite<?>> rules() {
    return List.of(
        new Rule<>("PackOfSplat", PackOp.class, Rule.IN_PLACE, TensorPackRules::packSplat),
        new Rule<>("UnPackOfSplat", UnPackOp.class, Rule.IN_PLACE, TensorPackRules::splat),
        new Rule<>("FoldTensorCastProducerOp", PackOp.class, 1, TensorPackRules::beforeCasts),
        new Rule<>("FoldTensorCastProducerOp", UnPackOp.class, 1, TensorPackRules::beforeCasts),
        new Rule<>("PackOfUnPack", PackOp.class, 1, TensorPackRules::packUnpacked),
        new Rule<>("PackWithoutPadding", PackOp.class, 1, TensorPackRules::withoutPadding),
        new Rule<>("StaticPack", PackOp.class, 1, TensorPackRules::staticShapes),
        new Rule<>("UnPackOfPack", UnPackOp.class, 1, TensorPackRules::unpackPacked),
        new Rule<>("UnPackIntoUpdated", UnPackOp.class, 1, TensorPackRules::unpackIntoUpdated),
        new Rule<>("StaticUnPack", UnPackOp.class, 1, TensorPackRules::staticShapes));
  }

  private static TensorType type(Value tensor) {
    return (TensorType) tensor.type();
  }

  /** What an operation that updates a tensor writes into; or null. */
  static Value updated(Operation op) {
    return op instanceof InsertOp || op instanceof InsertSliceOp || op instanceof PackOp || op instanceof UnPackOp ? op.operand(1) : null;
  }

  private static boolean packSplat(PackOp op, Rewriter rewriter) {
    Value padding = op.paddingValue();
    boolean fits = padding == null || constant(op.operand(0)) instanceof DenseElementsAttr dense && dense.isSplat() && Objects.equals(Constants.scalar(dense), constant(padding));
    return fits && splat(op, rewriter);
  }

  private static boolean splat(Operation op, Rewriter rewriter) {
    if (!(constant(op.operand(0)) instanceof DenseElementsAttr dense) || !dense.isSplat() || !type(op.result()).hasStaticShape()) return false;
    rewriter.replaceOp(op, ConstantOp.create(rewriter, op.location(), new DenseElementsAttr(type(op.result()), dense.data(), true)));
    return true;
  }

  /** {@code f(cast(x), cast(t)) -> cast(f(x, t))}, where the casts only forget sizes and the tiles of both are still those of the operation. */
  private static boolean beforeCasts(Operation op, Rewriter rewriter) {
    Value source = beforeCast(op.operand(0));
    Value destination = beforeCast(op.operand(1));
    boolean changes = source != op.operand(0) || destination != op.operand(1);
    if (!changes || !fit(op, type(source), type(destination))) return false;
    Operation made = twin(op, source, destination, rewriter);
    replace(op, made, rewriter);
    return true;
  }

  private static Value beforeCast(Value value) {
    return value.definingOp() instanceof CastOp cast && TensorRewrites.onlyForgets(cast) ? cast.source() : value;
  }

  private static boolean fit(Operation op, TensorType source, TensorType destination) {
    boolean packs = op instanceof PackOp;
    Tiles tiles = Tiles.of(op);
    return tiles.problem(packs ? source : destination, packs ? destination : source) == null
        && (!(op instanceof PackOp pack) || pack.paddingValue() != null || tiles.divide(source));
  }

  private static Operation twin(Operation op, Value source, Value destination, Rewriter rewriter) {
    return rewriter.create(new OperationState(op.spec(), op.location()).attributes(op.attributes()).operands(source, destination)
        .operands(op.operands().subList(2, op.numOperands())).results(destination.type()));
  }

  private static void replace(Operation op, Operation made, Rewriter rewriter) {
    Value result = made.result();
    if (!result.type().equals(op.result().type())) result = CastOp.create(rewriter, op.location(), result, op.result().type()).result();
    rewriter.replaceOp(op, result);
  }

  /** {@code pack(unpack(x)) -> x}. */
  private static boolean packUnpacked(PackOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof UnPackOp unpack) || op.paddingValue() != null || !areInverse(op, unpack)) return false;
    if (!unpack.operand(0).type().equals(op.result().type())) return false;
    rewriter.replaceOp(op, unpack.operand(0));
    return true;
  }

  /** {@code unpack(pack(x)) -> x}. */
  private static boolean unpackPacked(UnPackOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof PackOp pack) || pack.paddingValue() != null || !areInverse(pack, op)) return false;
    if (!pack.operand(0).type().equals(op.result().type())) return false;
    rewriter.replaceOp(op, pack.operand(0));
    return true;
  }

  private static boolean areInverse(PackOp pack, UnPackOp unpack) {
    Tiles a = Tiles.of(pack);
    Tiles b = Tiles.of(unpack);
    return Arrays.equals(a.dims(), b.dims()) && Arrays.equals(permutation(a), permutation(b)) && sizes(pack).equals(sizes(unpack));
  }

  /** The order of the outer dimensions, empty for theirs. */
  private static long[] permutation(Tiles tiles) {
    boolean isIdentity = IntStream.range(0, tiles.permutation().length).allMatch(i -> tiles.permutation()[i] == i);
    return isIdentity ? new long[0] : tiles.permutation();
  }

  /** The tile sizes, each a {@link Long} or a {@link Value}. */
  private static List<Object> sizes(Operation op) {
    long[] numbers = ((DenseArrayAttr) op.attribute("static_inner_tiles")).longs();
    int dynamic = (int) Arrays.stream(numbers).filter(n -> n == ShapedType.DYNAMIC).count();
    var operands = op.operands().subList(op.numOperands() - dynamic, op.numOperands()).iterator();
    var sizes = new ArrayList<Object>();
    for (long number : numbers) {
      Object size = number == ShapedType.DYNAMIC ? operands.next() : (Object) number;
      Long constant = TripCount.number(size);
      sizes.add(constant == null ? size : constant);
    }
    return sizes;
  }

  /** Padding that is never put anywhere goes. */
  private static boolean withoutPadding(PackOp op, Rewriter rewriter) {
    if (op.paddingValue() == null || op.operand(0).definingOp() instanceof UnPackOp) return false;
    Tiles tiles = Tiles.of(op);
    TensorType source = type(op.operand(0));
    boolean areKnown = Arrays.stream(((DenseArrayAttr) op.attribute("static_inner_tiles")).longs()).noneMatch(size -> size == ShapedType.DYNAMIC)
        && Arrays.stream(tiles.dims()).noneMatch(dim -> source.dim((int) dim) == ShapedType.DYNAMIC);
    if (!areKnown || !tiles.divide(source)) return false;
    int[] segments = op.spec().segmentSizes(op);
    rewriter.replaceOp(op, rewriter.<Operation>create(new OperationState(PackOp.SPEC, op.location()).attributes(op.attributes())
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, 1, 0, segments[3])).operands(op.operands().subList(0, 2))
        .operands(op.operands().subList(3, op.numOperands())).results(op.result().type())));
    return true;
  }

  /** What is overwritten whole need not be updated before. */
  private static boolean unpackIntoUpdated(UnPackOp op, Rewriter rewriter) {
    Operation update = op.operand(1).definingOp();
    if (op.operand(0).definingOp() instanceof PackOp || update == null || updated(update) == null) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(1, updated(update)));
    return true;
  }

  /** Dimensions that are not tiled have the same size on both sides: where only one type knows it, casts tell the other. */
  private static boolean staticShapes(Operation op, Rewriter rewriter) {
    boolean packs = op instanceof PackOp;
    Operation maker = op.operand(0).definingOp();
    if (packs ? maker instanceof UnPackOp : maker instanceof PackOp) return false;
    Tiles tiles = Tiles.of(op);
    var plain = new ArrayList<>(type(op.operand(packs ? 0 : 1)).shape());
    var packed = new ArrayList<>(type(op.operand(packs ? 1 : 0)).shape());
    boolean changes = false;
    for (int i = 0; i < plain.size(); i++) {
      int dim = tiles.permutation().length == 0 ? i : (int) tiles.permutation()[i];
      boolean isTiled = Arrays.stream(tiles.dims()).anyMatch(d -> d == dim);
      if (isTiled || (plain.get(dim) == ShapedType.DYNAMIC) == (packed.get(i) == ShapedType.DYNAMIC)) continue;
      if (plain.get(dim) == ShapedType.DYNAMIC) plain.set(dim, packed.get(i));
      else packed.set(i, plain.get(dim));
      changes = true;
    }
    if (!changes) return false;
    Value source = cast(op, 0, packs ? plain : packed, rewriter);
    Value destination = cast(op, 1, packs ? packed : plain, rewriter);
    replace(op, twin(op, source, destination, rewriter), rewriter);
    return true;
  }

  private static Value cast(Operation op, int operand, List<Long> shape, Rewriter rewriter) {
    Value value = op.operand(operand);
    if (type(value).shape().equals(shape)) return value;
    return CastOp.create(rewriter, op.location(), value, type(value).with(shape, type(value).elementType())).result();
  }
}
