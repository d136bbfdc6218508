package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.ir.TensorType;

/** How a Split cuts its operand. @param sizes of the parts along dimension {@code axis} */
public record SplitParts(int axis, long[] sizes) {
  /** @throws InvalidOnnxOp when the parts do not make up the operand */
  public static SplitParts of(OnnxOp op) {
    TensorType x = op.inputType(0);
    int axis = op.axis(x.rank(), false);
    long size = x.dim(axis);
    long[] sizes = op.listOr("split", 1, null);
    if (sizes == null) sizes = equal(size, op.numResults());
    long[] count = op.ints("num_outputs");
    boolean counted = count == null || count[0] == op.numResults();
    if (!counted || sizes.length != op.numResults() || Arrays.stream(sizes).anyMatch(s -> s < 0) || Arrays.stream(sizes).sum() != size) {
      throw new InvalidOnnxOp("cannot split dimension " + axis + " of '" + x + "' into " + op.numResults() + " parts of sizes " + Arrays.toString(sizes));
    }
    return new SplitParts(axis, sizes);
  }

  /** Of one size but for the last ones, which are smaller where there is not enough. */
  private static long[] equal(long size, int parts) {
    long chunk = Math.ceilDiv(size, parts);
    return LongStream.range(0, parts).map(i -> Math.clamp(size - i * chunk, 0, chunk)).toArray();
  }

  static List<TensorType> types(OnnxOp op) {
    TensorType x = op.inputType(0);
    SplitParts parts = of(op);
    return Arrays.stream(parts.sizes).mapToObj(size -> {
      var shape = new ArrayList<>(x.shape());
      shape.set(parts.axis, size);
      return TensorType.of(shape, x.elementType());
    }).toList();
  }
}
