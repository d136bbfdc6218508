package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import zkopt.ir.ElementsAttr;
import zkopt.ir.TensorType;

/** The dimensions that a Resize or Upsample changes, in the order in which it names them. */
public record Resampling(List<Axis> axes) {
  /**
   * One dimension.
   *
   * @param input its size
   * @param output its new size
   * @param scale new size over old, before rounding
   * @param start where the region of interest begins, as a fraction of the dimension
   * @param end where it ends
   */
  public record Axis(int dimension, long input, long output, double scale, double start, double end) {
    /** Whether every element stays what and where it is. */
    public boolean isIdentity() {
      return input == output && Math.abs(scale - 1) < 1e-9 && start == 0 && end == 1;
    }

    /** The new size before rounding. */
    public double exactOutput() {
      return scale * input;
    }
  }

  /** @throws InvalidOnnxOp when sizes and scales do not fit; both need to be constant */
  public static Resampling of(OnnxOp op) {
    return op.operator() == Operator.UPSAMPLE ? upsampling(op) : resizing(op);
  }

  private static Resampling upsampling(OnnxOp op) {
    double[] scales = op.hasInput(1) ? doubles(op.constant(1)) : op.reals("scales");
    if (scales == null) throw new InvalidOnnxOp("needs 'scales'");
    return scaled(op.inputType(0), IntStream.range(0, op.inputType(0).rank()).toArray(), scales, null);
  }

  private static Resampling resizing(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] named = op.ints("axes");
    int[] axes = (named == null ? LongStream.range(0, x.rank()) : Arrays.stream(named)).mapToInt(a -> OnnxOp.axis(a, x.rank())).toArray();
    double[] roi = op.string("coordinate_transformation_mode").equals("tf_crop_and_resize") ? given(op, 1) : null;
    double[] scales = given(op, 2);
    double[] sizes = given(op, 3);
    if (roi != null && roi.length != 2 * axes.length) throw new InvalidOnnxOp("needs " + 2 * axes.length + " values in 'roi', but has " + roi.length);
    if ((scales == null) == (sizes == null)) throw new InvalidOnnxOp("needs either 'scales' or 'sizes'");
    return scales != null ? scaled(x, axes, scales, roi) : sized(op, axes, Arrays.stream(sizes).mapToLong(s -> (long) s).toArray(), roi);
  }

  /** The values of an operand, null when it is absent or empty. */
  private static double[] given(OnnxOp op, int operand) {
    if (!op.hasInput(operand)) return null;
    double[] values = doubles(op.constant(operand));
    return values.length == 0 ? null : values;
  }

  private static double[] doubles(ElementsAttr data) {
    return IntStream.range(0, Math.toIntExact(data.count())).mapToDouble(data::doubleAt).toArray();
  }

  private static Resampling scaled(TensorType x, int[] axes, double[] scales, double[] roi) {
    requireOneEach(axes, scales.length, "scales");
    return new Resampling(IntStream.range(0, axes.length).mapToObj(i -> {
      if (!(scales[i] > 0)) throw new InvalidOnnxOp("has the scale " + scales[i]);
      return axis(x, axes, i, (long) Math.floor(scales[i] * x.dim(axes[i])), scales[i], roi);
    }).toList());
  }

  private static Resampling sized(OnnxOp op, int[] axes, long[] sizes, double[] roi) {
    TensorType x = op.inputType(0);
    requireOneEach(axes, sizes.length, "sizes");
    double[] scales = IntStream.range(0, axes.length).mapToDouble(i -> (double) sizes[i] / x.dim(axes[i])).toArray();
    String policy = op.string("keep_aspect_ratio_policy");
    double common = switch (policy) {
      case "stretch" -> Double.NaN;
      case "not_larger" -> DoubleStream.of(scales).min().orElse(1);
      case "not_smaller" -> DoubleStream.of(scales).max().orElse(1);
      default -> throw new InvalidOnnxOp("has keep_aspect_ratio_policy = '" + policy + "'; known are stretch, not_larger and not_smaller");
    };
    return new Resampling(IntStream.range(0, axes.length).mapToObj(i -> Double.isNaN(common)
        ? axis(x, axes, i, sizes[i], scales[i], roi)
        : axis(x, axes, i, (long) Math.floor(common * x.dim(axes[i]) + 0.5), common, roi)).toList());
  }

  private static Axis axis(TensorType x, int[] axes, int i, long output, double scale, double[] roi) {
    return new Axis(axes[i], x.dim(axes[i]), output, scale, roi == null ? 0 : roi[i], roi == null ? 1 : roi[axes.length + i]);
  }

  private static void requireOneEach(int[] axes, int count, String name) {
    if (count != axes.length) throw new InvalidOnnxOp("needs " + axes.length + " values in '" + name + "', but has " + count);
  }

  static TensorType type(OnnxOp op) {
    TensorType x = op.inputType(0);
    var shape = new ArrayList<>(x.shape());
    for (Axis axis : of(op).axes) shape.set(axis.dimension, axis.output);
    return TensorType.of(shape, x.elementType());
  }
}
