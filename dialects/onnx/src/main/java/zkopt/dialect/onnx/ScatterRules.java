package zkopt.dialect.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import zkopt.ir.TensorType;

/** Where ScatterElements and ScatterND put their updates. */
public final class ScatterRules {
  private ScatterRules() {}

  static TensorType resultType(OnnxOp op) {
    TensorType x = op.inputType(0);
    if (!x.elementType().equals(op.inputType(2).elementType())) {
      throw new InvalidOnnxOp("cannot put updates of type '" + op.inputType(2) + "' into '" + x + "'");
    }
    return x;
  }

  /** For each update, row-major, the number of the element that it goes to. @throws InvalidOnnxOp when an index is out of range */
  public static long[] targets(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] indices = op.constantInts(1);
    Function<long[], long[]> target = op.operator() == Operator.SCATTER_ELEMENTS ? elementTarget(op, x, indices) : sliceTarget(op, x, indices);
    return Movement.of(op.inputType(2).shape(), x.elementType(), at -> Movement.number(x.shape(), target.apply(at))).sources();
  }

  private static Function<long[], long[]> elementTarget(OnnxOp op, TensorType x, long[] indices) {
    int axis = op.axis(x.rank(), false);
    List<Long> shape = op.inputType(2).shape();
    if (!shape.equals(op.inputType(1).shape())) throw new InvalidOnnxOp("has updates of shape " + shape + " for indices of shape " + op.inputType(1).shape());
    return at -> {
      long[] to = at.clone();
      to[axis] = MovementRules.index(indices[(int) Movement.number(shape, at)], x.dim(axis));
      return to;
    };
  }

  private static Function<long[], long[]> sliceTarget(OnnxOp op, TensorType x, long[] indices) {
    List<Long> inner = op.inputType(1).shape();
    int depth = Math.toIntExact(inner.getLast());
    List<Long> places = inner.subList(0, inner.size() - 1);
    List<Long> expected = LongStream.concat(longs(places), longs(x.shape().subList(depth, x.rank()))).boxed().toList();
    if (!op.inputType(2).shape().equals(expected)) throw new InvalidOnnxOp("needs updates of shape " + expected + ", but has '" + op.inputType(2) + "'");
    return at -> {
      int row = (int) Movement.number(places, Arrays.copyOf(at, places.size())) * depth;
      long[] to = new long[x.rank()];
      for (int i = 0; i < depth; i++) to[i] = MovementRules.index(indices[row + i], x.dim(i));
      System.arraycopy(at, places.size(), to, depth, x.rank() - depth);
      return to;
    };
  }

  private static LongStream longs(List<Long> values) {
    return values.stream().mapToLong(d -> d);
  }
}
