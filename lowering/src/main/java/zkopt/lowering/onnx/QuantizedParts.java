package zkopt.lowering.onnx;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.Type;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * Operators of quantised models as integer arithmetic: a contraction of integers less their zero points, a factor made of the scales, and
 * a QuantizeLinear of scale 1, which rounds halves to even, adds the zero point and saturates. The factor is that of ONNX Runtime,
 * {@code (x_scale * w_scale) / y_scale} in float32; its product with the sum is exact here and rounded to float32 there.
 */
record QuantizedParts(OnnxOp op, List<Tensor> x) {
  private static final int CHANNEL = 1;

  static Tensor convInteger(OnnxOp op, List<Tensor> x) {
    var parts = new QuantizedParts(op, x);
    return parts.convolution(x.get(0), x.get(2), x.get(1), x.get(3));
  }

  static Tensor matMulInteger(OnnxOp op, List<Tensor> x) {
    return product(x.get(0), x.get(2), x.get(1), x.get(3));
  }

  static Tensor qLinearConv(OnnxOp op, List<Tensor> x) {
    var parts = new QuantizedParts(op, x);
    Tensor sum = parts.convolution(x.get(0), x.get(2), x.get(3), x.get(5));
    if (x.get(8) != null) sum = sum.plus(along(x.get(8), CHANNEL, sum.rank()));
    return parts.requantized(sum, along(parts.factor(1, 4, 6), CHANNEL, sum.rank()), x.get(7));
  }

  static Tensor qLinearMatMul(OnnxOp op, List<Tensor> x) {
    var parts = new QuantizedParts(op, x);
    Tensor a = x.get(0);
    Tensor sum = product(a, x.get(2), x.get(3), x.get(5));
    Tensor factor = perRow(x.get(1), a).times(x.get(4)).over(x.get(6));
    return parts.requantized(sum, factor, x.get(7));
  }

  /** Without a scale of the output, the product in floats. */
  static Tensor qGemm(OnnxOp op, List<Tensor> x) {
    var parts = new QuantizedParts(op, x);
    Tensor a = lessZeroPoint(x.get(0), x.get(2));
    boolean transposed = op.flag("transB");
    Tensor b = lessZeroPoint(x.get(3), along(x.get(5), transposed ? 0 : 1, 2));
    Tensor sum = a.apply(Operator.GEMM, List.of(b), Setting.of("transA", op.integer("transA")), Setting.of("transB", op.integer("transB")));
    if (x.get(6) != null) sum = sum.plus(x.get(6));
    double alpha = op.real("alpha");
    Tensor factor = x.get(1).times(x.get(4));
    if (alpha != 1) factor = factor.times(factor.scalar(alpha));
    if (x.get(7) == null) return sum.cast(op.outputType().elementType()).times(factor);
    return parts.requantized(sum, factor.over(x.get(7)), x.get(8));
  }

  /** The sum of both, each times its scale over that of the result. */
  static Tensor qLinearAdd(OnnxOp op, List<Tensor> x) {
    var parts = new QuantizedParts(op, x);
    Tensor a = parts.real(lessZeroPoint(x.get(0), x.get(2))).times(x.get(1).over(x.get(6)));
    Tensor b = parts.real(lessZeroPoint(x.get(3), x.get(5))).times(x.get(4).over(x.get(6)));
    return parts.quantized(a.plus(b), x.get(7));
  }

  static Tensor qLinearMul(OnnxOp op, List<Tensor> x) {
    Tensor product = lessZeroPoint(x.get(0), x.get(2)).times(lessZeroPoint(x.get(3), x.get(5)));
    var parts = new QuantizedParts(op, x);
    return parts.requantized(product, parts.factor(1, 4, 6), x.get(7));
  }

  static Tensor qLinearSigmoid(OnnxOp op, List<Tensor> x) {
    return new QuantizedParts(op, x).requantizedFunction(x.get(0).dequantized(x.get(1), x.get(2)).apply(Operator.SIGMOID));
  }

  static Tensor qLinearLeakyRelu(OnnxOp op, List<Tensor> x) {
    Setting alpha = Setting.of("alpha", op.real("alpha"));
    return new QuantizedParts(op, x).requantizedFunction(x.get(0).dequantized(x.get(1), x.get(2)).apply(Operator.LEAKY_RELU, alpha));
  }

  static Tensor qLinearGlobalAveragePool(OnnxOp op, List<Tensor> x) {
    return new QuantizedParts(op, x).requantizedFunction(x.get(0).dequantized(x.get(1), x.get(2)).apply(Operator.GLOBAL_AVERAGE_POOL));
  }

  /** The range of the data and 0 in 255 steps. */
  static Tensor dynamicQuantizeLinear(OnnxOp op, List<Tensor> x) {
    Tensor data = x.getFirst();
    int[] all = IntStream.range(0, data.rank()).toArray();
    Tensor zero = data.scalar(0);
    Tensor least = data.reduced(Operator.REDUCE_MIN, false, all).apply(Operator.MIN, List.of(zero));
    Tensor largest = data.reduced(Operator.REDUCE_MAX, false, all).apply(Operator.MAX, List.of(zero));
    Tensor scale = largest.minus(least).over(data.scalar(255));
    if (op.integer("result") == 1) return scale;
    Type uint8 = new IntegerType(8, IntegerType.Signedness.UNSIGNED);
    Tensor zeroPoint = zero.minus(least).apply(Operator.QUANTIZE_LINEAR, List.of(scale), Setting.of("output_dtype", uint8));
    return op.integer("result") == 2 ? zeroPoint : data.apply(Operator.QUANTIZE_LINEAR, List.of(scale, zeroPoint));
  }

  private Tensor convolution(Tensor input, Tensor inputZero, Tensor weight, Tensor weightZero) {
    Tensor w = lessZeroPoint(weight, weightZero == null ? null : along(weightZero, 0, weight.rank()));
    Setting[] settings = Operator.CONV.spec().attributes().stream().filter(d -> d.of(op) != null)
        .map(d -> new Setting(d.name(), d.of(op))).toArray(Setting[]::new);
    return lessZeroPoint(input, inputZero).apply(Operator.CONV, List.of(w), settings);
  }

  private static Tensor product(Tensor a, Tensor aZero, Tensor b, Tensor bZero) {
    return lessZeroPoint(a, aZero == null ? null : perRow(aZero, a)).apply(Operator.MATMUL, List.of(lessZeroPoint(b, bZero)));
  }

  /** As int32. */
  private static Tensor lessZeroPoint(Tensor t, Tensor zero) {
    boolean isZero = zero == null || zero.value().definingOp() instanceof ConstantOp c && IntStream.range(0, (int) c.value().count()).allMatch(i -> c.value().longAt(i) == 0);
    Tensor wide = t.cast(IntegerType.I32);
    return isZero ? wide : wide.minus(zero.cast(IntegerType.I32));
  }

  /** A list with an entry for each index of dimension {@code axis} in a shape that broadcasts to a tensor; a single entry as it is. */
  private static Tensor along(Tensor list, int axis, int rank) {
    if (list == null || list.type().numElements() == 1) return list == null || list.rank() == 0 ? list : list.reshaped(List.of());
    return list.reshaped(IntStream.range(0, rank).mapToObj(i -> i == axis ? list.type().dim(0) : 1L).toList());
  }

  /** A list with an entry for each row of {@code matrix}, as a column. */
  private static Tensor perRow(Tensor list, Tensor matrix) {
    return list.rank() == 1 && list.type().dim(0) > 1 ? along(list, matrix.rank() - 2, matrix.rank()) : list;
  }

  /** (operand a times operand b) over operand c. */
  private Tensor factor(int a, int b, int c) {
    return x.get(a).times(x.get(b)).over(x.get(c));
  }

  private Tensor real(Tensor integers) {
    return integers.cast(FloatType.F32);
  }

  private Tensor requantized(Tensor sum, Tensor factor, Tensor zeroPoint) {
    return quantized(real(sum).times(factor.cast(FloatType.F32)), zeroPoint);
  }

  /** Rounded, moved by the zero point, saturated to the type of the result. */
  private Tensor quantized(Tensor real, Tensor zeroPoint) {
    Setting type = Setting.of("output_dtype", op.outputType().elementType());
    return real.apply(Operator.QUANTIZE_LINEAR, zeroPoint == null ? List.of(real.scalar(1)) : List.of(real.scalar(1), zeroPoint), type);
  }

  private Tensor requantizedFunction(Tensor y) {
    Setting type = Setting.of("output_dtype", op.outputType().elementType());
    return y.apply(Operator.QUANTIZE_LINEAR, x.get(4) == null ? List.of(x.get(3)) : List.of(x.get(3), x.get(4)), type);
  }
}
