package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;

/** What a reduction runs over, and the type that it leaves. */
public final class ReductionRules {
  private ReductionRules() {}

  /** The dimensions that are reduced, ascending. */
  public static int[] axes(OnnxOp op) {
    int rank = op.inputType(0).rank();
    long[] axes = op.listOr("axes", 1, new long[0]);
    if (axes.length == 0 && op.flag("noop_with_empty_axes")) return new int[0];
    if (axes.length == 0) return IntStream.range(0, rank).toArray();
    return Arrays.stream(axes).mapToInt(a -> OnnxOp.axis(a, rank)).sorted().distinct().toArray();
  }

  static TensorType reduce(OnnxOp op) {
    TensorType x = op.inputType(0);
    return TensorType.of(left(x.shape(), axes(op), op.flag("keepdims")), x.elementType());
  }

  /** What is left of {@code shape}: ones where {@code keep}, nothing otherwise. */
  static List<Long> left(List<Long> shape, int[] axes, boolean keep) {
    var left = new ArrayList<Long>();
    for (int i = 0; i < shape.size(); i++) {
      boolean reduced = Arrays.binarySearch(axes, i) >= 0;
      if (!reduced) left.add(shape.get(i));
      else if (keep) left.add(1L);
    }
    return left;
  }

  /** Of the targets' shape, or a scalar when it is reduced. */
  static TensorType loss(OnnxOp op) {
    boolean each = op.string("reduction").equals("none");
    return TensorType.of(each ? op.inputType(1).shape() : List.of(), op.inputType(0).elementType());
  }

  static TensorType arg(OnnxOp op) {
    TensorType x = op.inputType(0);
    return TensorType.of(left(x.shape(), new int[] {op.axis(x.rank(), false)}, op.flag("keepdims")), IntegerType.I64);
  }

  static List<TensorType> topK(OnnxOp op) {
    TensorType x = op.inputType(0);
    int axis = op.axis(x.rank(), false);
    long k = op.list("k", 1)[0];
    if (k < 0 || k > x.dim(axis)) throw new InvalidOnnxOp("cannot take " + k + " of " + x.dim(axis) + " elements");
    var shape = new ArrayList<>(x.shape());
    shape.set(axis, k);
    return List.of(TensorType.of(shape, x.elementType()), TensorType.of(shape, IntegerType.I64));
  }
}
