package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.List;

/** How the window of a convolution or pooling slides over each spatial dimension, with {@code auto_pad} and {@code ceil_mode} resolved. */
public record Window(List<Axis> axes) {
  public Window {
    axes = List.copyOf(axes);
  }

  /**
   * One spatial dimension: tap k of output o reads input element {@code o * stride + k * dilation - padBegin}.
   *
   * @param input size of the input
   * @param kernel number of taps
   * @param output size of the output
   */
  public record Axis(long input, long kernel, long stride, long dilation, long padBegin, long padEnd, long output) {
    /** Elements from the first tap to the last. */
    public long extent() {
      return (kernel - 1) * dilation + 1;
    }

    /** Whether some tap reads outside of the input. */
    public boolean leavesInput() {
      return padBegin > 0 || (output - 1) * stride + extent() - padBegin > input;
    }

    /** The number of taps of output {@code o} that read inside the input. */
    public long tapsInInput(long o) {
      return taps(o, 0, input);
    }

    /** The number of taps of output {@code o} that read inside the input or its padding. */
    public long tapsInPaddedInput(long o) {
      return taps(o, -padBegin, input + padEnd);
    }

    private long taps(long o, long from, long to) {
      long count = 0;
      for (long k = 0; k < kernel; k++) {
        long at = o * stride + k * dilation - padBegin;
        if (at >= from && at < to) count++;
      }
      return count;
    }
  }

  /** Whether some tap reads outside of the input. */
  public boolean leavesInput() {
    return axes.stream().anyMatch(Axis::leavesInput);
  }

  public List<Long> outputs() {
    return axes.stream().map(Axis::output).toList();
  }

  /** One window over everything. */
  static Window whole(List<Long> input) {
    return new Window(input.stream().map(n -> new Axis(n, n, 1, 1, 0, 0, 1)).toList());
  }

  /**
   * Reads the attributes {@code auto_pad}, {@code pads}, {@code strides}, {@code dilations} of {@code op}.
   *
   * @param input sizes of the spatial dimensions
   * @param ceil whether a last partial window counts, as long as it starts inside the input or the padding before it
   */
  static Window of(OnnxOp op, List<Long> input, long[] kernel, boolean ceil) {
    int rank = input.size();
    if (kernel.length != rank) throw new InvalidOnnxOp("has a kernel of rank " + kernel.length + " over " + rank + " spatial dimensions");
    long[] strides = op.ints("strides", rank, 1);
    long[] dilations = op.ints("dilations", rank, 1);
    long[] pads = op.ints("pads", 2 * rank, 0);
    String autoPad = op.string("auto_pad", "NOTSET");
    if (ceil && autoPad.equals("VALID")) {
      throw new InvalidOnnxOp("has ceil_mode together with auto_pad = 'VALID', on whose meaning ONNX's implementations differ");
    }
    for (long p : pads) {
      if (p < 0) throw new InvalidOnnxOp("has a negative value in attribute 'pads', which is not supported");
      if (p > 0 && !autoPad.equals("NOTSET")) throw new InvalidOnnxOp("has attribute 'pads' together with auto_pad = '" + autoPad + "'");
    }
    var axes = new ArrayList<Axis>();
    for (int i = 0; i < rank; i++) {
      if (kernel[i] < 1 || strides[i] < 1 || dilations[i] < 1) {
        throw new InvalidOnnxOp("needs positive values in 'kernel_shape', 'strides' and 'dilations'");
      }
      var free = new Axis(input.get(i), kernel[i], strides[i], dilations[i], pads[i], pads[rank + i], 0);
      axes.add(switch (autoPad) {
        case "NOTSET", "VALID" -> sized(free, ceil);
        case "SAME_UPPER" -> same(free, false);
        case "SAME_LOWER" -> same(free, true);
        default -> throw new InvalidOnnxOp("has auto_pad = '" + autoPad + "'; known are NOTSET, VALID, SAME_UPPER and SAME_LOWER");
      });
    }
    return new Window(axes);
  }

  private static Axis sized(Axis a, boolean ceil) {
    long room = a.input() + a.padBegin() + a.padEnd() - a.extent();
    if (room < 0) throw new InvalidOnnxOp("has a window of extent " + a.extent() + " over a padded input of size " + (room + a.extent()));
    long output = (ceil ? Math.ceilDiv(room, a.stride()) : room / a.stride()) + 1;
    if (ceil && (output - 1) * a.stride() >= a.input() + a.padBegin()) output--;
    return with(a, a.padBegin(), a.padEnd(), output);
  }

  /** Padding such that the output has ceil(input / stride) elements; an odd element of padding goes to the end unless {@code lower}. */
  private static Axis same(Axis a, boolean lower) {
    long output = Math.ceilDiv(a.input(), a.stride());
    long total = Math.max(0, (output - 1) * a.stride() + a.extent() - a.input());
    long begin = lower ? (total + 1) / 2 : total / 2;
    return with(a, begin, total - begin, output);
  }

  private static Axis with(Axis a, long padBegin, long padEnd, long output) {
    return new Axis(a.input(), a.kernel(), a.stride(), a.dilation(), padBegin, padEnd, output);
  }
}
