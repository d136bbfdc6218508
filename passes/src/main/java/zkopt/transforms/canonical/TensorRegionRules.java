package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.dialect.arith.CastOp.Kind;
import zkopt.dialect.tensor.BitcastOp;
import zkopt.dialect.tensor.CastOp;
import zkopt.dialect.tensor.ConcatOp;
import zkopt.dialect.tensor.ExtractOp;
import zkopt.dialect.tensor.GenerateOp;
import zkopt.dialect.tensor.PadOp;
import zkopt.ir.Block;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IRMapping;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.rewrite.Effects;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of tensors that a region computes, of padding and of bit casts. */
final class TensorRegionRules {
  private static final String LOW = "static_low";
  private static final String HIGH = "static_high";

  private TensorRegionRules() {}

  static List<Rewrite<?>> rules() {
    return List.of(
        new Rule<>("StaticTensorGenerate", GenerateOp.class, 1, TensorRegionRules::staticGenerate),
        new Rule<>("ExtractFromTensorGenerate", ExtractOp.class, 1, TensorRegionRules::extractGenerated),
        new Rule<>("ExtractElementFromIndexCast", ExtractOp.class, 1, TensorRegionRules::extractBeforeIndexCast),
        new Rule<>("SameBits", BitcastOp.class, Rule.IN_PLACE, TensorRegionRules::sameType),
        new Rule<>("ChainedTensorBitcast", BitcastOp.class, 1, TensorRegionRules::bitcastOnce),
        new Rule<>("SingleInputConcat", ConcatOp.class, 1, TensorRegionRules::concatOfOne),
        new Rule<>("PadNothing", PadOp.class, Rule.IN_PLACE, TensorRegionRules::padToSameType),
        new Rule<>("FoldStaticZeroPadding", PadOp.class, 1, TensorRegionRules::padByZero),
        new Rule<>("FoldSourceTensorCast", PadOp.class, 1, TensorRegionRules::padBeforeCast),
        new Rule<>("FoldTargetTensorCast", PadOp.class, 1, TensorRegionRules::padToCastType),
        new Rule<>("FoldStaticPadding", PadOp.class, 1, TensorRegionRules::staticPadding));
  }

  private static TensorType type(Operation op) {
    return (TensorType) op.result().type();
  }

  /** {@code generate(4) : tensor<?xT> -> cast(generate() : tensor<4xT>)}. */
  private static boolean staticGenerate(GenerateOp op, Rewriter rewriter) {
    StaticSizes known = StaticSizes.of(type(op).shape(), op.operands());
    if (known.sizes().size() == op.numOperands()) return false;
    var body = new Region();
    Operation made = rewriter.create(new OperationState(GenerateOp.SPEC, op.location()).operands(known.sizes())
        .results(type(op).with(known.shape(), type(op).elementType())).region(body));
    body.takeBody(op.region(0));
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type(op)));
    return true;
  }

  /** {@code extract(generate {f(i)}, j) -> f(j)}, for f without effects. */
  private static boolean extractGenerated(ExtractOp op, Rewriter rewriter) {
    if (!(op.tensor().definingOp() instanceof GenerateOp generate) || !Effects.isDeadWhenUnused(generate)) return false;
    Block body = generate.region(0).front();
    var mapping = new IRMapping();
    for (int i = 0; i < body.arguments().size(); i++) mapping.map(body.argument(i), op.indices().get(i));
    for (Operation inner : body.operations()) if (inner != body.last()) rewriter.insert(inner.clone(mapping));
    rewriter.replaceOp(op, mapping.lookup(body.last().operand(0)));
    return true;
  }

  /** {@code extract(index_cast(x), i) -> index_cast(extract(x, i))}. */
  private static boolean extractBeforeIndexCast(ExtractOp op, Rewriter rewriter) {
    Value source = ArithValues.castOf(op.tensor(), Kind.INDEX_CAST);
    if (source == null) return false;
    Value element = ExtractOp.create(rewriter, op.location(), source, op.indices()).result();
    rewriter.replaceOp(op, zkopt.dialect.arith.CastOp.create(rewriter, op.location(), Kind.INDEX_CAST, element, op.result().type()));
    return true;
  }

  private static boolean sameType(Operation op, Rewriter rewriter) {
    if (!op.operand(0).type().equals(op.result().type())) return false;
    rewriter.replaceOp(op, op.operand(0));
    return true;
  }

  private static boolean bitcastOnce(BitcastOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof BitcastOp inner)) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(0, inner.operand(0)));
    return true;
  }

  private static boolean concatOfOne(ConcatOp op, Rewriter rewriter) {
    return op.numOperands() == 1 && sameType(op, rewriter);
  }

  private static boolean mayFold(PadOp op) {
    return op.attribute("nofold") == null;
  }

  private static boolean padToSameType(PadOp op, Rewriter rewriter) {
    return mayFold(op) && type(op).hasStaticShape() && sameType(op, rewriter);
  }

  /** How much is padded, {@link ShapedType#DYNAMIC} where that is no number. */
  private static long[] numbers(PadOp op, String list) {
    return ((DenseArrayAttr) op.attribute(list)).longs();
  }

  private static boolean padByZero(PadOp op, Rewriter rewriter) {
    boolean isZero = LongStream.concat(LongStream.of(numbers(op, LOW)), LongStream.of(numbers(op, HIGH))).allMatch(n -> n == 0);
    if (!isZero || !mayFold(op)) return false;
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), op.operand(0), type(op)));
    return true;
  }

  /** A twin of this padding, with a copy of the region. */
  private static PadOp twin(PadOp op, Value source, long[] low, long[] high, List<Value> amounts, Type type, Rewriter rewriter) {
    var mapping = new IRMapping();
    var state = new OperationState(PadOp.SPEC, op.location()).attributes(op.attributes())
        .attribute(LOW, DenseArrayAttr.i64(low)).attribute(HIGH, DenseArrayAttr.i64(high))
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, dynamic(low), dynamic(high)))
        .operands(source).operands(amounts).results(type);
    Block from = op.region(0).front();
    Block into = state.regionWithBlock(from.arguments().stream().map(Value::type).toArray(Type[]::new));
    for (int i = 0; i < from.arguments().size(); i++) mapping.map(from.argument(i), into.argument(i));
    PadOp made = rewriter.create(state);
    rewriter.setInsertionPointToEnd(into);
    from.operations().forEach(inner -> rewriter.insert(inner.clone(mapping)));
    rewriter.setInsertionPoint(op);
    return made;
  }

  private static long dynamic(long[] numbers) {
    return LongStream.of(numbers).filter(n -> n == ShapedType.DYNAMIC).count();
  }

  private static List<Value> amounts(PadOp op) {
    return op.operands().subList(1, op.numOperands());
  }

  /** {@code pad(cast(x)) -> cast(pad(x))}, where the cast only forgets sizes. */
  private static boolean padBeforeCast(PadOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof CastOp cast) || !TensorRewrites.onlyForgets(cast)) return false;
    var from = (TensorType) cast.source().type();
    TensorType padded = from.with(padded(from.shape(), numbers(op, LOW), numbers(op, HIGH), type(op).shape()), from.elementType());
    if (padded.equals(type(op))) {
      rewriter.modifyInPlace(op, () -> op.setOperand(0, cast.source()));
      return true;
    }
    PadOp made = twin(op, cast.source(), numbers(op, LOW), numbers(op, HIGH), amounts(op), padded, rewriter);
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type(op)));
    return true;
  }

  /** The sizes that follow, those of {@code known} where they do not. */
  private static List<Long> padded(List<Long> shape, long[] low, long[] high, List<Long> known) {
    var padded = new ArrayList<Long>();
    for (int i = 0; i < shape.size(); i++) {
      boolean follows = shape.get(i) != ShapedType.DYNAMIC && low[i] != ShapedType.DYNAMIC && high[i] != ShapedType.DYNAMIC;
      padded.add(follows ? (Long) (shape.get(i) + low[i] + high[i]) : known.get(i));
    }
    return padded;
  }

  /** A padding whose only use is a cast that knows more sizes makes that type. */
  private static boolean padToCastType(PadOp op, Rewriter rewriter) {
    if (!op.result().hasOneUse() || !(op.result().users().getFirst() instanceof CastOp cast)) return false;
    if (!(cast.result().type() instanceof TensorType to) || !TensorRewrites.knowsAsMuch(to, type(op))) return false;
    PadOp made = twin(op, op.operand(0), numbers(op, LOW), numbers(op, HIGH), amounts(op), to, rewriter);
    rewriter.replaceOp(cast, made);
    rewriter.eraseOp(op);
    return true;
  }

  /** Constant amounts become numbers, where sizes follow from them, with a cast to the old type. */
  private static boolean staticPadding(PadOp op, Rewriter rewriter) {
    List<Value> kept = new ArrayList<>();
    var operands = amounts(op).iterator();
    long[] low = numbers(op, LOW).clone();
    long[] high = numbers(op, HIGH).clone();
    for (long[] amounts : List.of(low, high)) {
      for (int i = 0; i < amounts.length; i++) {
        if (amounts[i] != ShapedType.DYNAMIC) continue;
        Value operand = operands.next();
        Long number = TripCount.number(operand);
        if (number == null) kept.add(operand);
        else amounts[i] = number;
      }
    }
    List<Long> old = type(op).shape();
    var shape = new ArrayList<Long>();
    List<Long> following = padded(((TensorType) op.operand(0).type()).shape(), low, high, old);
    for (int i = 0; i < old.size(); i++) shape.add(old.get(i) == ShapedType.DYNAMIC ? following.get(i) : old.get(i));
    if (shape.equals(old)) return false;
    PadOp made = twin(op, op.operand(0), low, high, kept, type(op).with(shape, type(op).elementType()), rewriter);
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type(op)));
    return true;
  }
}
