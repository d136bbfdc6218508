package zkopt.lowering.onnx;

import java.util.Arrays;
import java.util.List;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.Resampling;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * Interpolation one dimension after the other: a gather where each new element is an old one, else a product with a constant matrix.
 *
 * @param coordinates ONNX's coordinate_transformation_mode
 */
record ResizeParts(String mode, String coordinates, String nearest, boolean antialias, boolean excludeOutside, double cubic, double outside) {
  static Tensor resize(OnnxOp op, List<Tensor> x) {
    var parts = new ResizeParts(op.string("mode"), op.string("coordinate_transformation_mode"), op.string("nearest_mode"), op.flag("antialias"),
        op.flag("exclude_outside"), op.real("cubic_coeff_a"), op.real("extrapolation_value"));
    return parts.of(x.getFirst(), Resampling.of(op));
  }

  static Tensor upsample(OnnxOp op, List<Tensor> x) {
    return new ResizeParts(op.string("mode"), "asymmetric", "floor", false, false, 0, 0).of(x.getFirst(), Resampling.of(op));
  }

  private Tensor of(Tensor x, Resampling resampling) {
    Tensor y = x;
    for (Resampling.Axis axis : resampling.axes()) {
      if (!axis.isIdentity()) y = along(y, axis);
    }
    return y;
  }

  private Tensor along(Tensor x, Resampling.Axis axis) {
    double[] at = new double[Math.toIntExact(axis.output())];
    for (int o = 0; o < at.length; o++) at[o] = source(axis, o);
    boolean extrapolates = coordinates.equals("tf_crop_and_resize") && Arrays.stream(at).anyMatch(p -> isOutside(p, axis));
    if (mode.equals("nearest") && !extrapolates) {
      var type = TensorType.of(List.of((long) at.length), IntegerType.I64);
      return x.apply(Operator.GATHER, List.of(x.constant(type, o -> nearest(at[(int) o], axis.input()))), Setting.of("axis", (long) axis.dimension()));
    }
    if (!(x.type().elementType() instanceof FloatType)) throw new InvalidOnnxOp("interpolates whole numbers, which is not supported");
    double[][] weights = new double[at.length][];
    for (int o = 0; o < at.length; o++) {
      weights[o] = extrapolates && isOutside(at[o], axis) ? new double[Math.toIntExact(axis.input())] : weights(at[o], axis);
    }
    Tensor y = x.along(axis.dimension(), at.length, (o, i) -> weights[o][i]);
    if (!extrapolates || outside == 0) return y;
    long[] shape = new long[x.rank()];
    Arrays.fill(shape, 1);
    shape[axis.dimension()] = at.length;
    var type = TensorType.of(Arrays.stream(shape).boxed().toList(), x.type().elementType());
    return y.plus(y.constant(type, o -> isOutside(at[(int) o], axis) ? outside : 0));
  }

  private static boolean isOutside(double at, Resampling.Axis axis) {
    return at < 0 || at > axis.input() - 1;
  }

  /** Where new element {@code o} lies among the old ones. */
  private double source(Resampling.Axis axis, long o) {
    double size = axis.exactOutput();
    double halfPixel = (o + 0.5) / axis.scale() - 0.5;
    return switch (coordinates) {
      case "asymmetric" -> o / axis.scale();
      case "half_pixel" -> halfPixel;
      case "pytorch_half_pixel" -> size > 1 ? halfPixel : 0;
      case "half_pixel_symmetric" -> axis.input() / 2.0 * (1 - axis.output() / size) + halfPixel;
      case "align_corners" -> size == 1 ? 0 : o * (axis.input() - 1) / (size - 1);
      case "tf_crop_and_resize" -> {
        double extent = (axis.end() - axis.start()) * (axis.input() - 1);
        yield axis.start() * (axis.input() - 1) + (size == 1 ? extent / 2 : o * extent / (size - 1));
      }
      default -> throw new InvalidOnnxOp("has coordinate_transformation_mode = '" + coordinates + "', which is not supported");
    };
  }

  private long nearest(double at, long size) {
    double rounded = switch (nearest) {
      case "round_prefer_floor" -> Math.ceil(at - 0.5);
      case "round_prefer_ceil" -> Math.floor(at + 0.5);
      case "floor" -> Math.floor(at);
      case "ceil" -> Math.ceil(at);
      default -> throw new InvalidOnnxOp("has nearest_mode = '" + nearest + "'; known are round_prefer_floor, round_prefer_ceil, floor and ceil");
    };
    return Math.clamp((long) rounded, 0, size - 1);
  }

  /** The weight of each old element in a new one that lies at {@code at}. Elements beyond the border are as the border, or left out. */
  private double[] weights(double at, Resampling.Axis axis) {
    double[] weights = new double[Math.toIntExact(axis.input())];
    if (mode.equals("nearest")) {
      weights[(int) nearest(at, axis.input())] = 1;
      return weights;
    }
    double shrink = antialias ? Math.min(axis.scale(), 1) : 1;
    int radius = (int) Math.ceil(reach() / shrink);
    long first = (long) Math.ceil(at) - radius;
    double sum = 0;
    for (long i = first; i < first + 2 * radius; i++) {
      boolean left = excludeOutside && (i < 0 || i >= weights.length);
      double weight = left ? 0 : kernel(Math.abs(at - i) * shrink);
      weights[(int) Math.clamp(i, 0, weights.length - 1)] += weight;
      sum += weight;
    }
    if (antialias || excludeOutside) for (int i = 0; i < weights.length; i++) weights[i] /= sum;
    return weights;
  }

  /** How far a kernel reaches. */
  private int reach() {
    return switch (mode) {
      case "linear" -> 1;
      case "cubic" -> 2;
      default -> throw new InvalidOnnxOp("has mode = '" + mode + "'; known are nearest, linear and cubic");
    };
  }

  /** The weight at a distance: a triangle, or Keys' cubic (IEEE ASSP 29, 1981). */
  private double kernel(double d) {
    if (d >= reach()) return 0;
    if (mode.equals("linear")) return 1 - d;
    return d <= 1 ? ((cubic + 2) * d - (cubic + 3)) * d * d + 1 : ((d - 5) * d + 8) * d * cubic - 4 * cubic;
  }
}
