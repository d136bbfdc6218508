package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.rewrite.Rewriter;

/**
 * Offsets, sizes and strides of an operation, each a number or a value: {@link Long} or {@link Value}.
 *
 * @param sources the operands that stand before them
 */
record MixedSlice(List<Value> sources, List<Object> offsets, List<Object> sizes, List<Object> strides) {
  private static final List<String> LISTS = List.of("static_offsets", "static_sizes", "static_strides");

  static MixedSlice of(Operation op) {
    int[] segments = op.spec().segmentSizes(op);
    int first = segments.length - LISTS.size();
    int at = Arrays.stream(segments, 0, first).sum();
    List<Value> sources = op.operands().subList(0, at);
    var lists = new ArrayList<List<Object>>();
    for (String name : LISTS) {
      var list = new ArrayList<Object>();
      for (long number : ((DenseArrayAttr) op.attribute(name)).longs()) list.add(number == ShapedType.DYNAMIC ? op.operand(at++) : (Object) number);
      lists.add(list);
    }
    return new MixedSlice(List.copyOf(sources), lists.get(0), lists.get(1), lists.get(2));
  }

  /** With numbers for constant values in the first of the lists that has any, but for offsets and sizes that are negative; null when there are none. */
  MixedSlice withConstants() {
    var made = new MixedSlice(sources, numbers(offsets, 0), sizes, strides);
    if (made.equals(this)) made = new MixedSlice(sources, offsets, numbers(sizes, 0), strides);
    if (made.equals(this)) made = new MixedSlice(sources, offsets, sizes, numbers(strides, Long.MIN_VALUE));
    return made.equals(this) ? null : made;
  }

  private static List<Object> numbers(List<Object> list, long least) {
    return list.stream().map(o -> o instanceof Value v && ArithValues.constant(v) instanceof IntegerAttr i && i.value() >= least ? (Object) i.value() : o).toList();
  }

  /** The number, or {@link ShapedType#DYNAMIC}. */
  static long number(Object mixed) {
    return mixed instanceof Long number ? number : ShapedType.DYNAMIC;
  }

  static List<Long> numbers(List<Object> list) {
    return list.stream().map(MixedSlice::number).toList();
  }

  /** Whether all are this number. */
  static boolean all(List<Object> list, long number) {
    return list.stream().allMatch(o -> o.equals(number));
  }

  /** The type of a tensor of these sizes like {@code part}, without as many dimensions as that lacks. */
  TensorType type(TensorType part) {
    List<Long> numbers = numbers(sizes);
    return part.with(DroppedDims.kept(numbers, DroppedDims.first(numbers, numbers.size() - part.rank())), part.elementType());
  }

  MixedSlice withSizes(List<Object> sizes) {
    return new MixedSlice(sources, offsets, sizes, strides);
  }

  MixedSlice withSources(List<Value> sources) {
    return new MixedSlice(sources, offsets, sizes, strides);
  }

  /** An operation like {@code op} of this slice. */
  Operation create(Rewriter rewriter, Operation op, Type type) {
    return create(rewriter, new OperationState(op.spec(), op.location()).attributes(op.attributes()), List.of(type));
  }

  /** An operation of this kind and slice. */
  Operation create(Rewriter rewriter, OpSpec spec, Location location, List<? extends Type> types) {
    return create(rewriter, new OperationState(spec, location), types);
  }

  private Operation create(Rewriter rewriter, OperationState state, List<? extends Type> types) {
    state.operands(sources);
    var segments = new ArrayList<Integer>(Collections.nCopies(sources.size(), 1));
    var lists = List.of(offsets, sizes, strides);
    for (int i = 0; i < LISTS.size(); i++) {
      List<Value> values = lists.get(i).stream().filter(Value.class::isInstance).map(Value.class::cast).toList();
      state.operands(values).attribute(LISTS.get(i), DenseArrayAttr.i64(numbers(lists.get(i)).stream().mapToLong(Long::longValue).toArray()));
      segments.add(values.size());
    }
    state.attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(segments.stream().mapToLong(Integer::longValue).toArray()));
    return rewriter.create(state.results(types));
  }
}
