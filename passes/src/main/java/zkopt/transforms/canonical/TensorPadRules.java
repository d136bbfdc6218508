package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import zkopt.dialect.tensor.CastOp;
import zkopt.dialect.tensor.ExtractSliceOp;
import zkopt.dialect.tensor.PadOp;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IRMapping;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of padding. */
final class TensorPadRules {
  private static final String LOW = "static_low";
  private static final String HIGH = "static_high";

  /** How much is put before and behind each dimension, each a {@link Long} or a {@link Value}. */
  private record Padding(List<Object> low, List<Object> high) {
    static Padding of(PadOp op) {
      var operands = op.operands().subList(1, op.numOperands()).iterator();
      var lists = Stream.of(LOW, HIGH).map(list -> {
        var mixed = new ArrayList<Object>();
        for (long number : ((DenseArrayAttr) op.attribute(list)).longs()) mixed.add(number == ShapedType.DYNAMIC ? operands.next() : (Object) number);
        return (List<Object>) mixed;
      }).toList();
      return new Padding(lists.get(0), lists.get(1));
    }

    /** With numbers for constants. */
    Padding withConstants() {
      return new Padding(numbers(low), numbers(high));
    }

    private static List<Object> numbers(List<Object> list) {
      return list.stream().map(amount -> TripCount.number(amount) instanceof Long number ? (Object) number : amount).toList();
    }

    static boolean isZero(Object amount) {
      return TripCount.number(amount) instanceof Long number && number == 0;
    }

    /** The dimensions that may grow. */
    BitSet dims() {
      var dims = new BitSet();
      for (int i = 0; i < low.size(); i++) dims.set(i, !isZero(low.get(i)) || !isZero(high.get(i)));
      return dims;
    }

    /** The sizes that follow, those of {@code known} where they do not. */
    List<Long> padded(List<Long> shape, List<Long> known) {
      var padded = new ArrayList<Long>();
      for (int i = 0; i < shape.size(); i++) {
        boolean follows = shape.get(i) != ShapedType.DYNAMIC && low.get(i) instanceof Long && high.get(i) instanceof Long;
        padded.add(follows ? (Long) (shape.get(i) + (Long) low.get(i) + (Long) high.get(i)) : known.get(i));
      }
      return padded;
    }
  }

  private TensorPadRules() {}

  static List<Rewrite<?>> rules() {
    return List.of(
        new Rule<>("PadNothing", PadOp.class, Rule.IN_PLACE, TensorPadRules::padToSameType),
        new Rule<>("FoldStaticZeroPadding", PadOp.class, 1, TensorPadRules::padByZero),
        new Rule<>("FoldSourceTensorCast", PadOp.class, 1, TensorPadRules::padBeforeCast),
        new Rule<>("FoldTargetTensorCast", PadOp.class, 1, TensorPadRules::padToCastType),
        new Rule<>("FoldOrthogonalPaddings", PadOp.class, 1, TensorPadRules::padOnce),
        new Rule<>("FoldStaticPadding", PadOp.class, 1, TensorPadRules::staticPadding));
  }

  private static TensorType type(Operation op) {
    return (TensorType) op.result().type();
  }

  private static boolean mayFold(PadOp op) {
    return op.attribute("nofold") == null;
  }

  private static boolean padToSameType(PadOp op, Rewriter rewriter) {
    if (!mayFold(op) || !type(op).hasStaticShape() || !op.operand(0).type().equals(type(op))) return false;
    rewriter.replaceOp(op, op.operand(0));
    return true;
  }

  private static boolean padByZero(PadOp op, Rewriter rewriter) {
    if (!mayFold(op) || !Padding.of(op).dims().isEmpty()) return false;
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), op.operand(0), type(op)));
    return true;
  }

  /** A twin of this padding, with a copy of the region. */
  private static PadOp twin(PadOp op, Value source, Padding padding, Type type, Rewriter rewriter) {
    var mapping = new IRMapping();
    List<Value> low = values(padding.low);
    List<Value> high = values(padding.high);
    var state = new OperationState(PadOp.SPEC, op.location()).attributes(op.attributes())
        .attribute(LOW, numbers(padding.low)).attribute(HIGH, numbers(padding.high))
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, low.size(), high.size()))
        .operands(source).operands(low).operands(high).results(type);
    Block from = op.region(0).front();
    Block into = state.regionWithBlock(from.arguments().stream().map(Value::type).toArray(Type[]::new));
    for (int i = 0; i < from.arguments().size(); i++) mapping.map(from.argument(i), into.argument(i));
    PadOp made = rewriter.create(state);
    rewriter.setInsertionPointToEnd(into);
    from.operations().forEach(inner -> rewriter.insert(inner.clone(mapping)));
    rewriter.setInsertionPoint(op);
    return made;
  }

  private static List<Value> values(List<Object> mixed) {
    return mixed.stream().filter(Value.class::isInstance).map(Value.class::cast).toList();
  }

  private static DenseArrayAttr numbers(List<Object> mixed) {
    return DenseArrayAttr.i64(MixedSlice.numbers(mixed).stream().mapToLong(Long::longValue).toArray());
  }

  /** {@code pad(cast(x)) -> cast(pad(x))}, where the cast only forgets sizes. */
  private static boolean padBeforeCast(PadOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof CastOp cast) || !TensorRewrites.onlyForgets(cast)) return false;
    var from = (TensorType) cast.source().type();
    TensorType padded = from.with(Padding.of(op).padded(from.shape(), type(op).shape()), from.elementType());
    if (padded.equals(type(op))) {
      rewriter.modifyInPlace(op, () -> op.setOperand(0, cast.source()));
      return true;
    }
    PadOp made = twin(op, cast.source(), Padding.of(op), padded, rewriter);
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type(op)));
    return true;
  }

  /** A padding whose only use is a cast that knows more sizes makes that type. */
  private static boolean padToCastType(PadOp op, Rewriter rewriter) {
    if (!op.result().hasOneUse() || !(op.result().users().getFirst() instanceof CastOp cast)) return false;
    if (!(cast.result().type() instanceof TensorType to) || !TensorRewrites.knowsAsMuch(to, type(op))) return false;
    PadOp made = twin(op, op.operand(0), Padding.of(op), to, rewriter);
    rewriter.replaceOp(cast, made);
    rewriter.eraseOp(op);
    return true;
  }

  /** Constant amounts become numbers, where sizes follow from them, with a cast to the old type. */
  private static boolean staticPadding(PadOp op, Rewriter rewriter) {
    Padding padding = Padding.of(op).withConstants();
    List<Long> old = type(op).shape();
    List<Long> following = padding.padded(((TensorType) op.operand(0).type()).shape(), old);
    var shape = new ArrayList<Long>();
    for (int i = 0; i < old.size(); i++) shape.add(old.get(i) == ShapedType.DYNAMIC ? following.get(i) : old.get(i));
    if (shape.equals(old)) return false;
    PadOp made = twin(op, op.operand(0), padding, type(op).with(shape, type(op).elementType()), rewriter);
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type(op)));
    return true;
  }

  /**
   * {@code pad(slice(pad(slice(x))))} of other dimensions with the same constant behind the elements is one padding of one slice, where the inner
   * padding is still there whole and each dimension is cut and padded by one pair at most.
   */
  private static boolean padOnce(PadOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof ExtractSliceOp slice) || !(slice.operand(0).definingOp() instanceof PadOp first) || !mayFold(first)) return false;
    if (!(first.operand(0).definingOp() instanceof ExtractSliceOp firstSlice)) return false;
    var cut = MixedSlice.of(slice);
    var firstCut = MixedSlice.of(firstSlice);
    int rank = ((TensorType) op.operand(0).type()).rank();
    if (firstCut.sizes().size() != rank || cut.sizes().size() != rank || !MixedSlice.all(cut.strides(), 1) || !MixedSlice.all(firstCut.strides(), 1)) return false;
    Padding padding = Padding.of(op);
    Padding firstPadding = Padding.of(first);
    if (!Stream.concat(padding.low.stream(), firstPadding.low.stream()).allMatch(Padding::isZero)) return false;
    Attribute value = paddingValue(op);
    if (value == null || !value.equals(paddingValue(first)) || padding.dims().intersects(firstPadding.dims())) return false;
    var offsets = new ArrayList<Object>();
    var sizes = new ArrayList<>(cut.sizes());
    var high = new ArrayList<Object>(Collections.nCopies(rank, 0L));
    for (int i = 0; i < rank; i++) {
      boolean padded = padding.dims().get(i);
      boolean paddedFirst = firstPadding.dims().get(i);
      if (!padded && Padding.isZero(cut.offsets().get(i))) offsets.add(firstCut.offsets().get(i));
      else if (!paddedFirst && Padding.isZero(firstCut.offsets().get(i))) offsets.add(cut.offsets().get(i));
      else return false;
      if (paddedFirst) {
        if (!(TripCount.number(sizes.get(i)) instanceof Long size) || size != type(first).dim(i)) return false;
        sizes.set(i, firstCut.sizes().get(i));
      }
      if (padded || paddedFirst) high.set(i, (padded ? padding : firstPadding).high.get(i));
    }
    var whole = new MixedSlice(firstCut.sources(), offsets, sizes, cut.strides());
    var source = (TensorType) firstSlice.operand(0).type();
    Value part = whole.create(rewriter, ExtractSliceOp.SPEC, op.location(), List.of(TensorType.of(MixedSlice.numbers(sizes), source.elementType()))).result();
    rewriter.replaceOp(op, twin(op, part, new Padding(padding.low, high), type(op), rewriter));
    return true;
  }

  /** The constant that is put around; or null. */
  private static Attribute paddingValue(PadOp op) {
    return ArithValues.constant(op.region(0).front().last().operand(0));
  }
}
