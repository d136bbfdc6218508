package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * Gather by indices that are data: rows of a matrix that has a one where the column is the index, times the slices. An index that is out
 * of range, for which ONNX defines nothing, gives zeros.
 */
final class GatherParts {
  private GatherParts() {}

  static Tensor of(OnnxOp op, List<Tensor> x) {
    Tensor data = x.getFirst();
    int axis = op.axis(data.rank(), false);
    Tensor slices = data.apply(Operator.TRANSPOSE, Setting.of("perm", toFront(axis, data.rank())));
    long size = slices.type().dim(0);
    Tensor rows = slices.reshaped(List.of(size, slices.type().numElements() / Math.max(1, size)));
    Tensor gathered = selection(x.get(1), size, data).apply(Operator.MATMUL, List.of(rows));
    // the indices' dimensions stand in front, where they were gathered, and go back to the axis
    var shape = new ArrayList<>(x.get(1).shape());
    shape.addAll(slices.shape().subList(1, slices.rank()));
    return gathered.reshaped(shape).apply(Operator.TRANSPOSE, Setting.of("perm", back(axis, x.get(1).rank(), shape.size())));
  }

  /** A row for each index, a column for each slice. */
  private static Tensor selection(Tensor indices, long size, Tensor data) {
    Tensor negative = indices.apply(Operator.LESS, List.of(indices.scalar(0)));
    Tensor fromFront = indices.plus(size).where(negative, indices).reshaped(List.of(indices.type().numElements(), 1L));
    Tensor places = indices.constant(TensorType.of(List.of(size), indices.type().elementType()), i -> i);
    return fromFront.apply(Operator.EQUAL, List.of(places)).cast(data.type().elementType());
  }

  private static long[] toFront(int axis, int rank) {
    return LongStream.concat(LongStream.of(axis), LongStream.range(0, rank).filter(i -> i != axis)).toArray();
  }

  private static long[] back(int axis, int inserted, int rank) {
    var perm = LongStream.concat(LongStream.range(inserted, inserted + axis), LongStream.range(0, inserted));
    return LongStream.concat(perm, LongStream.range(inserted + axis, rank)).toArray();
  }
}
