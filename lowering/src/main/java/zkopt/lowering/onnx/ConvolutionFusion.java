package zkopt.lowering.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Value;

/** What follows a convolution and is constant for each channel goes into its weights and bias. */
final class ConvolutionFusion {
  private ConvolutionFusion() {}

  /** {@code Conv(x, w, b) * f + s -> Conv(x, w * f, b * f + s)}, or null when w and b are not constant or the Conv has other users. */
  private static Tensor followed(Value conv, double[] factors, double[] shifts, OnnxOp last, OpBuilder builder) {
    OnnxOp op = OnnxRewrite.producer(conv, Operator.CONV);
    if (op == null || factors == null || shifts == null || !conv.hasOneUse()) return null;
    ElementsAttr weights = OnnxRewrite.data(op.operand(1));
    double[] bias = op.hasInput(2) ? ChannelConstants.ofList(op.operand(2), factors.length) : new double[factors.length];
    if (weights == null || bias == null || !weights.type().elementType().equals(FloatType.F32)) return null;
    Location location = op.location();
    boolean scales = Arrays.stream(factors).anyMatch(f -> f != 1);
    Value w = scales ? ConstantOp.create(builder, location, ChannelConstants.scaled(weights, factors, last.location())).result() : op.operand(1);
    double[] shifted = IntStream.range(0, bias.length).mapToDouble(i -> bias[i] * factors[i] + shifts[i]).toArray();
    Value b = ConstantOp.create(builder, location, ChannelConstants.list(shifted)).result();
    var state = new OperationState(op.spec(), location).operands(op.operand(0), w, b);
    for (AttrDef def : op.spec().attributes()) {
      if (op.attribute(def.name()) != null) state.attribute(def.name(), op.attribute(def.name()));
    }
    return new Tensor(builder, location, OnnxOp.create(builder, state).result());
  }

  private static double[] every(double number, OnnxOp op) {
    double[] numbers = new double[Math.toIntExact(op.outputType().dim(1))];
    Arrays.fill(numbers, number);
    return numbers;
  }

  /** {@code Conv(x, w, b) * c -> Conv(x, w * c, b * c)}, c constant for each channel. */
  record ConvScale() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      if (op.operator() != Operator.MUL || op.outputType().rank() < 3) return null;
      for (int i = 0; i < 2; i++) {
        Tensor fused = followed(op.operand(i), ChannelConstants.of(op.operand(1 - i), op.outputType()), every(0, op), op, builder);
        if (fused != null) return fused;
      }
      return null;
    }
  }

  /** {@code Conv(x, w, b) + c -> Conv(x, w, b + c)}, c constant for each channel. */
  record ConvShift() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      if (op.operator() != Operator.ADD || op.outputType().rank() < 3) return null;
      for (int i = 0; i < 2; i++) {
        Tensor fused = followed(op.operand(i), every(1, op), ChannelConstants.of(op.operand(1 - i), op.outputType()), op, builder);
        if (fused != null) return fused;
      }
      return null;
    }
  }

  /** {@code BatchNormalization(Conv(x, w, b)) -> Conv(x, w * f, b * f + s)}, with f and s as in {@link BatchNormalizationAsScale}. */
  record ConvBatchNormalization() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      Scale scale = Scale.of(op);
      return scale == null ? null : followed(op.operand(0), scale.factors, scale.shifts, op, builder);
    }

    @Override
    public int benefit() {
      return 2;
    }
  }

  /** {@code BatchNormalization(x, scale, bias, mean, var) -> x * f + s}, {@code f = scale / sqrt(var + epsilon)}, {@code s = bias - mean * f}. */
  record BatchNormalizationAsScale() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      Scale scale = Scale.of(op);
      if (scale == null) return null;
      var x = new Tensor(builder, op.location(), op.operand(0));
      return x.times(alongChannels(x, scale.factors)).plus(alongChannels(x, scale.shifts));
    }

    private static Tensor alongChannels(Tensor x, double[] numbers) {
      var shape = IntStream.range(1, x.rank()).mapToObj(i -> i == 1 ? (long) numbers.length : 1L).toList();
      return x.constant(TensorType.of(shape, FloatType.F32), i -> numbers[(int) i]);
    }
  }

  /** What a BatchNormalization with constant parameters does to each channel. */
  private record Scale(double[] factors, double[] shifts) {
    static Scale of(OnnxOp op) {
      if (op.operator() != Operator.BATCH_NORMALIZATION || op.flag("training_mode") || op.outputType().rank() < 2) return null;
      List<double[]> lists = IntStream.range(1, 5).mapToObj(i -> ChannelConstants.ofList(op.operand(i), op.outputType().dim(1))).toList();
      if (lists.stream().anyMatch(l -> l == null)) return null;
      int channels = lists.getFirst().length;
      double[] factors = IntStream.range(0, channels).mapToDouble(i -> lists.get(0)[i] / Math.sqrt(lists.get(3)[i] + op.real("epsilon"))).toArray();
      double[] shifts = IntStream.range(0, channels).mapToDouble(i -> lists.get(1)[i] - lists.get(2)[i] * factors[i]).toArray();
      return new Scale(factors, shifts);
    }
  }
}
