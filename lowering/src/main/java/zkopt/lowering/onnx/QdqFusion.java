package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.IntegerType.Signedness;
import zkopt.ir.OpBuilder;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * A QuantizeLinear of an operator of which every operand is a DequantizeLinear, as one operator on integers. Activations have one scale;
 * weights have one, or one for each output channel. A Relu in between is dropped where the saturation does the same. A bias must have
 * the scale of the products that it is added to.
 */
record QdqFusion() implements OnnxRewrite {
  @Override
  public Tensor replacement(OnnxOp op, OpBuilder builder) {
    if (op.operator() != Operator.QUANTIZE_LINEAR || !isSingle(op.inputType(1)) || !(op.outputType().elementType() instanceof IntegerType)) return null;
    OnnxOp inner = inner(op);
    if (inner == null) return null;
    var quantized = new ArrayList<OnnxOp>();
    for (Value operand : inner.operands()) {
      OnnxOp dequantize = OnnxRewrite.producer(operand, Operator.DEQUANTIZE_LINEAR);
      if (dequantize != null) quantized.add(dequantize);
    }
    int given = (int) IntStream.range(0, inner.numOperands()).filter(inner::hasInput).count();
    if (quantized.size() != given || given < 2 || !isSingle(quantized.getFirst().inputType(1))) return null;
    return of(op, inner, quantized, builder);
  }

  private static Tensor of(OnnxOp op, OnnxOp inner, List<OnnxOp> quantized, OpBuilder builder) {
    OnnxOp weight = quantized.get(1);
    boolean biased = quantized.size() > 2;
    if (biased && !isBias(quantized)) return null;
    var operands = new ArrayList<Tensor>();
    operands.addAll(triple(quantized.get(0), builder));
    operands.addAll(triple(weight, builder));
    Tensor scale = tensor(op, 1, builder);
    Tensor zero = op.hasInput(2) ? tensor(op, 2, builder) : zero(op, op.outputType().elementType(), builder);
    switch (inner.operator()) {
      case CONV -> {
        if (!isPer(weight, 0)) return null;
        operands.addAll(List.of(scale, zero));
        if (biased) operands.add(tensor(quantized.get(2), 0, builder));
        return apply(Operator.QLINEAR_CONV, operands, settings(inner));
      }
      case MATMUL -> {
        if (biased || !isPer(weight, weight.inputType(0).rank() - 1)) return null;
        operands.addAll(List.of(scale, zero));
        return apply(Operator.QLINEAR_MATMUL, operands);
      }
      case GEMM -> {
        boolean plain = inner.real("beta") == 1 || !biased;
        if (!plain || inner.real("alpha") != 1 || !isPer(weight, inner.flag("transB") ? 0 : 1)) return null;
        operands.add(biased ? tensor(quantized.get(2), 0, builder) : zero(op, IntegerType.I32, builder));
        operands.addAll(List.of(scale, zero));
        return apply(Operator.QGEMM, operands, Setting.of("transA", inner.integer("transA")), Setting.of("transB", inner.integer("transB")));
      }
      case ADD, MUL -> {
        boolean same = isSingle(weight.inputType(1)) && inner.inputType(0).elementType().equals(inner.inputType(1).elementType())
            && quantized.get(0).inputType(0).elementType().equals(op.outputType().elementType());
        if (!same) return null;
        operands.addAll(List.of(scale, zero));
        return apply(inner.operator() == Operator.ADD ? Operator.QLINEAR_ADD : Operator.QLINEAR_MUL, operands);
      }
      default -> {
        return null;
      }
    }
  }

  /** What is quantised, without a Relu that saturation does already. */
  private static OnnxOp inner(OnnxOp op) {
    if (!(op.operand(0).definingOp() instanceof OnnxOp inner) || !inner.result().hasOneUse()) return null;
    if (inner.operator() != Operator.RELU) return inner;
    IntegerType type = (IntegerType) op.outputType().elementType();
    double least = type.signedness() == Signedness.UNSIGNED ? 0 : -Math.scalb(1.0, type.width() - 1);
    double zero = op.hasInput(2) ? OnnxRewrite.number(op.operand(2)) : 0;
    return zero == least && inner.operand(0).definingOp() instanceof OnnxOp before && before.result().hasOneUse() ? before : null;
  }

  private static boolean isSingle(TensorType type) {
    return type.numElements() == 1;
  }

  /** Whether there is one scale, or one for each index along {@code axis}. */
  private static boolean isPer(OnnxOp dequantize, int axis) {
    if (isSingle(dequantize.inputType(1))) return true;
    return dequantize.inputType(1).rank() == 1 && dequantize.integer("block_size") == 0 && dequantize.axis(dequantize.inputType(0).rank(), false) == axis;
  }

  /** Whether the third operand has no zero point and, but for rounding, the product of the others' scales. */
  private static boolean isBias(List<OnnxOp> quantized) {
    OnnxOp bias = quantized.get(2);
    boolean shifted = bias.hasInput(2) && OnnxRewrite.number(bias.operand(2)) != 0;
    if (shifted || bias.inputType(0).rank() != 1) return false;
    double[] x = scale(quantized.get(0));
    double[] w = scale(quantized.get(1));
    double[] b = scale(bias);
    if (x == null || w == null || b == null) return false;
    for (int i = 0; i < Math.max(w.length, b.length); i++) {
      double expected = x[0] * w[i % w.length];
      if (Math.abs(b[i % b.length] - expected) > 1e-5 * expected) return false;
    }
    return w.length == b.length || w.length == 1 || b.length == 1;
  }

  private static double[] scale(OnnxOp dequantize) {
    ElementsAttr data = OnnxRewrite.data(dequantize.operand(1));
    if (data == null) return null;
    double[] values = new double[Math.toIntExact(data.count())];
    for (int i = 0; i < values.length; i++) values[i] = data.doubleAt(i);
    return values;
  }

  /** Data, scale and zero point. */
  private static List<Tensor> triple(OnnxOp dequantize, OpBuilder builder) {
    Tensor data = tensor(dequantize, 0, builder);
    Tensor zero = dequantize.hasInput(2) ? tensor(dequantize, 2, builder) : zero(dequantize, data.type().elementType(), builder);
    return List.of(data, tensor(dequantize, 1, builder), zero);
  }

  private static Tensor tensor(OnnxOp op, int operand, OpBuilder builder) {
    return new Tensor(builder, op.location(), op.operand(operand));
  }

  private static Tensor zero(OnnxOp op, Type element, OpBuilder builder) {
    return tensor(op, 0, builder).constant(TensorType.of(List.of(), element), _ -> 0);
  }

  private static Setting[] settings(OnnxOp inner) {
    return inner.spec().attributes().stream().filter(d -> d.of(inner) != null).map(d -> new Setting(d.name(), d.of(inner))).toArray(Setting[]::new);
  }

  private static Tensor apply(Operator operator, List<Tensor> operands, Setting... settings) {
    return operands.getFirst().apply(operator, operands.subList(1, operands.size()), settings);
  }
}
