package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.ir.TensorType;

/** How the window of a ConvTranspose slides over its output, for each spatial dimension. */
public record TransposedWindow(List<Axis> axes) {
  /**
   * One spatial dimension: tap k of input i adds to output element {@code i * stride + k * dilation - padBegin}.
   *
   * @param input size of the input
   * @param kernel number of taps
   * @param output size of the output
   */
  public record Axis(long input, long kernel, long stride, long dilation, long padBegin, long output) {
    /** Elements from the first tap to the last. */
    public long extent() {
      return (kernel - 1) * dilation + 1;
    }
  }

  /** @throws InvalidOnnxOp when operands or attributes do not fit */
  public static TransposedWindow of(OnnxOp op) {
    TensorType x = op.inputType(0);
    TensorType w = op.inputType(1);
    if (x.rank() < 3 || w.rank() != x.rank()) {
      throw new InvalidOnnxOp("needs an input and a weight of one rank, at least 3, but has '" + x + "' and '" + w + "'");
    }
    long group = op.integer("group");
    if (group < 1 || x.dim(1) % group != 0 || w.dim(0) != x.dim(1)) {
      throw new InvalidOnnxOp("with group " + group + " cannot apply a weight of shape " + w.shape() + " to an input of shape " + x.shape());
    }
    int rank = x.rank() - 2;
    long[] kernel = w.shape().subList(2, w.rank()).stream().mapToLong(Long::longValue).toArray();
    if (!Arrays.equals(op.ints("kernel_shape") == null ? kernel : op.ints("kernel_shape"), kernel)) {
      throw new InvalidOnnxOp("has kernel_shape " + Arrays.toString(op.ints("kernel_shape")) + " and a weight of shape " + w.shape());
    }
    var axes = new ArrayList<Axis>();
    for (int i = 0; i < rank; i++) axes.add(axis(op, i, rank, x.dim(2 + i), kernel[i]));
    return new TransposedWindow(axes);
  }

  private static Axis axis(OnnxOp op, int i, int rank, long input, long kernel) {
    long stride = op.ints("strides", rank, 1)[i];
    long dilation = op.ints("dilations", rank, 1)[i];
    if (stride < 1 || dilation < 1 || kernel < 1) throw new InvalidOnnxOp("needs positive values in 'kernel_shape', 'strides' and 'dilations'");
    long whole = (input - 1) * stride + (kernel - 1) * dilation + 1 + op.ints("output_padding", rank, 0)[i];
    String autoPad = op.string("auto_pad");
    boolean same = autoPad.startsWith("SAME_");
    long[] sizes = op.ints("output_shape");
    if (sizes == null && !same) {
      long[] pads = op.ints("pads", 2 * rank, 0);
      return new Axis(input, kernel, stride, dilation, pads[i], positive(whole - pads[i] - pads[rank + i]));
    }
    if (sizes != null && sizes.length < rank) throw new InvalidOnnxOp("needs " + rank + " values in attribute 'output_shape', but has " + sizes.length);
    long output = sizes == null ? input * stride : sizes[sizes.length - rank + i];
    long cut = Math.max(0, whole - output);
    return new Axis(input, kernel, stride, dilation, autoPad.equals("SAME_UPPER") ? cut / 2 : cut - cut / 2, positive(output));
  }

  private static long positive(long output) {
    if (output < 1) throw new InvalidOnnxOp("has pads that leave nothing of a dimension");
    return output;
  }

  static TensorType type(OnnxOp op) {
    TransposedWindow window = of(op);
    TensorType x = op.inputType(0);
    long channels = op.inputType(1).dim(1) * op.integer("group");
    if (op.hasInput(2) && !op.inputType(2).shape().equals(List.of(channels))) {
      throw new InvalidOnnxOp("needs a bias of " + channels + " elements, but has '" + op.inputType(2) + "'");
    }
    var shape = new ArrayList<>(List.of(x.dim(0), channels));
    window.axes.forEach(a -> shape.add(a.output));
    return TensorType.of(shape, x.elementType());
  }
}
