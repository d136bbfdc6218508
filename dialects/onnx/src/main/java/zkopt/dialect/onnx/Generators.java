package zkopt.dialect.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;

/** Results that follow from shapes and constants alone, whatever the data. */
public final class Generators {
  private Generators() {}

  static ElementsAttr shape(OnnxOp op) {
    List<Long> shape = op.inputType(0).shape();
    int from = clamped(op.integer("start"), shape.size());
    long[] end = op.ints("end");
    int to = end == null ? shape.size() : clamped(end[0], shape.size());
    long[] dims = shape.subList(from, Math.max(from, to)).stream().mapToLong(d -> d).toArray();
    return tensor(TensorType.of(List.of((long) dims.length), IntegerType.I64), i -> dims[(int) i]);
  }

  private static int clamped(long axis, int rank) {
    return Math.clamp(axis < 0 ? axis + rank : axis, 0, rank);
  }

  static ElementsAttr size(OnnxOp op) {
    long elements = op.inputType(0).numElements();
    return tensor(TensorType.of(List.of(), IntegerType.I64), _ -> elements);
  }

  static ElementsAttr constantOfShape(OnnxOp op) {
    var shape = Arrays.stream(op.constantInts(0)).boxed().toList();
    ElementsAttr value = op.elements("value");
    Type element = value == null ? FloatType.F32 : value.type().elementType();
    if (value != null && value.count() != 1) throw new InvalidOnnxOp("needs one element in attribute 'value', but has '" + value.type() + "'");
    ElementsAttr filling = value == null ? tensor(TensorType.of(List.of(1L), element), _ -> 0) : value;
    return splat(filling, TensorType.of(shape, element));
  }

  static ElementsAttr range(OnnxOp op) {
    double start = op.constant(0).doubleAt(0);
    double limit = op.constant(1).doubleAt(0);
    double delta = op.constant(2).doubleAt(0);
    if (delta == 0) throw new InvalidOnnxOp("has a delta of 0");
    long count = Math.max(0, (long) Math.ceil((limit - start) / delta));
    return tensor(TensorType.of(List.of(count), op.inputType(0).elementType()), i -> start + i * delta);
  }

  static ElementsAttr eyeLike(OnnxOp op) {
    TensorType x = op.inputType(0);
    if (x.rank() != 2) throw new InvalidOnnxOp("needs a matrix, but has '" + x + "'");
    long k = op.integer("k");
    Type element = op.type("dtype", x.elementType());
    return tensor(TensorType.of(x.shape(), element), i -> i % x.dim(1) - i / x.dim(1) == k ? 1 : 0);
  }

  /** The one element of {@code value} throughout, kept once. */
  static ElementsAttr splat(ElementsAttr value, TensorType type) {
    Blob data = value instanceof DenseElementsAttr d ? d.data() : ((DenseResourceAttr) value).data();
    return new DenseElementsAttr(type, data, true);
  }

  static ElementsAttr nonZero(OnnxOp op) {
    ElementsAttr x = op.shaping(0);
    long[] found = LongStream.range(0, x.count()).filter(i -> x.doubleAt(i) != 0).toArray();
    List<Long> shape = x.type().shape();
    long[] strides = new long[shape.size()];
    long stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape.get(i);
    }
    return tensor(TensorType.of(List.of((long) shape.size(), (long) found.length), IntegerType.I64), i -> {
      int dimension = (int) (i / found.length);
      return found[(int) (i % found.length)] / strides[dimension] % shape.get(dimension);
    });
  }

  /** Constant data of {@code type}, each element rounded (floats) or truncated (integers) from a double. */
  public static ElementsAttr tensor(TensorType type, LongToDoubleFunction element) {
    int count = Math.toIntExact(type.numElements());
    int width = Blob.byteWidth(type.elementType());
    var buffer = ByteBuffer.allocate(count * width).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < count; i++) {
      double value = element.applyAsDouble(i);
      if (type.elementType() instanceof FloatType f) Blob.putDouble(buffer, f, value);
      else Blob.putLong(buffer, width, (long) value);
    }
    return new DenseElementsAttr(type, new Blob(buffer.flip()), false);
  }
}
