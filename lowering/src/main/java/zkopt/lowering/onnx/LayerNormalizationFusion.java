package zkopt.lowering.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.ReductionRules;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.OpBuilder;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.lowering.onnx.Tensor.Setting;

/** Recognises LayerNormalization in what exporters before operator set 17 write for it. */
final class LayerNormalizationFusion {
  private LayerNormalizationFusion() {}

  /** {@code (x - mean(x)) / sqrt(mean((x - mean(x))^2) + epsilon) -> LayerNormalization(x, 1)}, the means over the last dimensions. */
  record NormalizedDivision() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      if (op.operator() != Operator.DIV || !op.outputType().elementType().equals(FloatType.F32)) return null;
      Centered centered = Centered.of(op.operand(0));
      OnnxOp root = OnnxRewrite.producer(op.operand(1), Operator.SQRT);
      OnnxOp sum = root == null ? null : OnnxRewrite.producer(root.operand(0), Operator.ADD);
      if (centered == null || sum == null) return null;
      for (int i = 0; i < 2; i++) {
        double epsilon = OnnxRewrite.number(sum.operand(1 - i));
        if (epsilon > 0 && centered.isVariance(sum.operand(i))) return normalized(op, centered, epsilon, builder);
      }
      return null;
    }

    private static Tensor normalized(OnnxOp op, Centered centered, double epsilon, OpBuilder builder) {
      List<Long> shape = op.outputType().shape();
      int axis = shape.size() - centered.axes.length;
      var x = new Tensor(builder, op.location(), centered.x);
      var scale = new Tensor(builder, op.location(), ones(TensorType.of(shape.subList(axis, shape.size()), FloatType.F32), op, builder));
      return x.apply(Operator.LAYER_NORMALIZATION, List.of(scale), Setting.of("axis", (long) axis), Setting.of("epsilon", epsilon));
    }
  }

  /** {@code x - mean(x)}, over the last dimensions, which stay. */
  private record Centered(Value x, int[] axes) {
    static Centered of(Value value) {
      OnnxOp difference = OnnxRewrite.producer(value, Operator.SUB);
      int[] axes = difference == null ? null : meanAxes(difference.operand(1));
      boolean matches = axes != null && axes.length > 0 && difference.operand(1).definingOp().operand(0) == difference.operand(0)
          && Arrays.equals(axes, IntStream.range(difference.outputType().rank() - axes.length, difference.outputType().rank()).toArray());
      return matches ? new Centered(difference.operand(0), axes) : null;
    }

    /** The dimensions over which {@code value} is the mean, ascending, or null. */
    private static int[] meanAxes(Value value) {
      OnnxOp mean = OnnxRewrite.producer(value, Operator.REDUCE_MEAN);
      return mean != null && mean.flag("keepdims") ? ReductionRules.axes(mean) : null;
    }

    /** Whether {@code value} is the mean of the square of this. */
    boolean isVariance(Value value) {
      if (!Arrays.equals(axes, meanAxes(value)) || !(value.definingOp().operand(0).definingOp() instanceof OnnxOp square)) return false;
      boolean squares = square.operator() == Operator.POW && OnnxRewrite.number(square.operand(1)) == 2
          || square.operator() == Operator.MUL && square.operand(0) == square.operand(1);
      Centered same = squares ? of(square.operand(0)) : null;
      return same != null && same.x == x && Arrays.equals(same.axes, axes);
    }
  }

  /** {@code LayerNormalization(x, 1) * scale -> LayerNormalization(x, scale)}. */
  record LayerNormalizationScale() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      if (op.operator() != Operator.MUL) return null;
      for (int i = 0; i < 2; i++) {
        OnnxOp norm = OnnxRewrite.producer(op.operand(i), Operator.LAYER_NORMALIZATION);
        boolean fits = norm != null && norm.result().hasOneUse() && !norm.hasInput(2) && OnnxRewrite.number(norm.operand(1)) == 1
            && norm.inputType(1).equals(op.operand(1 - i).type());
        if (fits) return with(norm, builder, op.operand(1 - i));
      }
      return null;
    }
  }

  /** {@code LayerNormalization(x, scale) + bias -> LayerNormalization(x, scale, bias)}. */
  record LayerNormalizationBias() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      if (op.operator() != Operator.ADD) return null;
      for (int i = 0; i < 2; i++) {
        OnnxOp norm = OnnxRewrite.producer(op.operand(i), Operator.LAYER_NORMALIZATION);
        boolean fits = norm != null && norm.result().hasOneUse() && !norm.hasInput(2) && norm.inputType(1).equals(op.operand(1 - i).type());
        if (fits) return with(norm, builder, norm.operand(1), op.operand(1 - i));
      }
      return null;
    }
  }

  /**
   * {@code MatMul(LayerNormalization(x, scale), w) -> MatMul(LayerNormalization(x, 1), w')} with each row of w times its scale, both constant:
   * the normalised values are then rounded once, as factors.
   */
  record LayerNormalizationIntoMatMul() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      OnnxOp norm = op.operator() != Operator.MATMUL ? null : OnnxRewrite.producer(op.operand(0), Operator.LAYER_NORMALIZATION);
      if (norm == null || !norm.result().hasOneUse() || norm.hasInput(2) || norm.inputType(1).rank() != 1 || op.inputType(1).rank() != 2) return null;
      ElementsAttr scale = OnnxRewrite.data(norm.operand(1));
      ElementsAttr weights = OnnxRewrite.data(op.operand(1));
      boolean fits = scale != null && weights != null && scale.count() == op.inputType(1).dim(0) && !(scale.isSplat() && scale.doubleAt(0) == 1)
          && weights.type().elementType().equals(FloatType.F32);
      if (!fits) return null;
      long columns = op.inputType(1).dim(1);
      var normalized = with(norm, builder, ones(norm.inputType(1), norm, builder));
      return normalized.matMul(new Tensor(builder, op.location(), op.operand(1)).constant(
          op.inputType(1), i -> (float) (scale.doubleAt(i / columns) * weights.doubleAt(i))));
    }
  }

  private static Value ones(TensorType type, OnnxOp op, OpBuilder builder) {
    return ConstantOp.create(builder, op.location(), new DenseElementsAttr(type, Blob.ofFloats(1), true)).result();
  }

  private static Tensor with(OnnxOp norm, OpBuilder builder, Value... parameters) {
    return new Tensor(builder, norm.location(), norm.operand(0)).apply(Operator.LAYER_NORMALIZATION,
        Arrays.stream(parameters).map(p -> new Tensor(builder, norm.location(), p)).toList(),
        Setting.of("axis", norm.integer("axis")), Setting.of("epsilon", norm.real("epsilon")));
  }
}
