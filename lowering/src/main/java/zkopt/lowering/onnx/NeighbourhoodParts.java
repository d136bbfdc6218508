package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.ShapeRules;
import zkopt.dialect.onnx.Window;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/** What is made of the elements of each window: LpPool, LRN and the indices of MaxPool. */
final class NeighbourhoodParts {
  /** What is smaller throughout a window is not scaled to one. */
  private static final double SMALLEST_DIVISOR = 0x1p-6;

  private NeighbourhoodParts() {}

  /**
   * The p-th root of the sum of p-th powers of magnitudes. Beyond squares, which would span too many orders of magnitude, magnitudes are
   * first divided by the largest of their window.
   */
  static Tensor lpPool(OnnxOp op, List<Tensor> x) {
    long p = op.integer("p");
    if (p < 1) throw new InvalidOnnxOp("has p = " + p);
    Tensor single = singleChannel(x.getFirst());
    Window window = ShapeRules.poolWindow(op);
    if (p < 3) return root(windowSums(power(p == 1 ? single.apply(Operator.ABS) : single, p), window), p).reshaped(op.outputType().shape());
    Tensor magnitudes = unfolded(single.apply(Operator.ABS), window, 0);
    Tensor largest = magnitudes.reduced(Operator.REDUCE_MAX, true, 2);
    Tensor scale = largest.apply(Operator.MAX, List.of(largest.scalar(SMALLEST_DIVISOR))).apply(Operator.RECIPROCAL);
    Tensor sums = power(magnitudes.times(scale), p).reduced(Operator.REDUCE_SUM, true, 2);
    return root(sums, p).over(scale).reshaped(op.outputType().shape());
  }

  /** One channel, and as many batches as there were channels. */
  private static Tensor singleChannel(Tensor x) {
    var shape = new ArrayList<>(x.shape());
    shape.set(0, x.type().dim(0) * x.type().dim(1));
    shape.set(1, 1L);
    return x.reshaped(shape);
  }

  /** For each window, the number of its first largest element: the sum of all numbers, each times whether it is that element's. */
  static Tensor maxPoolIndices(OnnxOp op, List<Tensor> x) {
    Window window = ShapeRules.poolWindow(op);
    Tensor single = singleChannel(x.getFirst());
    Tensor elements = unfolded(single, window, Double.NEGATIVE_INFINITY);
    long taps = elements.type().dim(2);
    Tensor which = elements.apply(Operator.ARG_MAX, Setting.of("axis", 2L), Setting.of("keepdims", 1L));
    Tensor isTap = which.apply(Operator.EQUAL, List.of(which.constant(TensorType.of(List.of(taps), IntegerType.I64), i -> i))).cast(IntegerType.I64);
    Tensor numbers = numbers(single, window, elements.shape(), op.flag("storage_order"));
    return isTap.times(numbers).reduced(Operator.REDUCE_SUM, false, 2).reshaped(op.outputType().shape());
  }

  /** The number in the input of each tap of each window. */
  private static Tensor numbers(Tensor single, Window window, List<Long> unfolded, boolean columnsFirst) {
    long windows = unfolded.get(1);
    long taps = unfolded.get(2);
    long elements = window.axes().stream().map(Window.Axis::input).reduce(1L, (a, b) -> a * b);
    return single.constant(TensorType.of(unfolded, IntegerType.I64),
        n -> n / taps / windows * elements + number(window, n / taps % windows, n % taps, columnsFirst));
  }

  private static long number(Window window, long output, long tap, boolean columnsFirst) {
    long[] at = position(window, output, tap);
    long number = 0;
    for (int i = 0; i < at.length; i++) {
      int dimension = columnsFirst ? at.length - 1 - i : i;
      number = number * window.axes().get(dimension).input() + at[dimension];
    }
    return number;
  }

  /** Where a tap of a window reads, counted from the first element of the input. */
  private static long[] position(Window window, long output, long tap) {
    long[] at = new long[window.axes().size()];
    for (int i = at.length - 1; i >= 0; i--) {
      Window.Axis axis = window.axes().get(i);
      at[i] = output % axis.output() * axis.stride() + tap % axis.kernel() * axis.dilation() - axis.padBegin();
      output /= axis.output();
      tap /= axis.kernel();
    }
    return at;
  }

  /** The elements of each window of a tensor of one channel: of shape (batch, windows, taps). */
  private static Tensor unfolded(Tensor x, Window window, double around) {
    int rank = window.axes().size();
    long[] pads = new long[2 * x.rank()];
    long[] reach = pads(window);
    System.arraycopy(reach, 0, pads, 2, rank);
    System.arraycopy(reach, rank, pads, x.rank() + 2, rank);
    Tensor padded = x.apply(Operator.PAD, Setting.of("pads", pads), Setting.of("value", around));
    long windows = window.outputs().stream().reduce(1L, (a, b) -> a * b);
    long taps = window.axes().stream().map(Window.Axis::kernel).reduce(1L, (a, b) -> a * b);
    Tensor places = x.constant(TensorType.of(List.of(windows, taps), IntegerType.I64), n -> place(window, padded.shape(), n / taps, n % taps));
    return padded.reshaped(List.of(x.type().dim(0), padded.type().numElements() / x.type().dim(0))).apply(Operator.GATHER, List.of(places),
        Setting.of("axis", 1L));
  }

  /** The number of what a tap reads among the elements of one batch of a padded tensor. */
  private static long place(Window window, List<Long> padded, long output, long tap) {
    long[] at = position(window, output, tap);
    long place = 0;
    for (int i = 0; i < at.length; i++) place = place * padded.get(2 + i) + at[i] + window.axes().get(i).padBegin();
    return place;
  }

  private static Tensor power(Tensor x, long p) {
    return p == 1 ? x : p == 2 ? x.squared() : x.apply(Operator.POW, List.of(x.scalar(p)));
  }

  private static Tensor root(Tensor x, long p) {
    if (p == 1) return x;
    return p % 2 == 0 ? root(x.root(), p / 2) : x.apply(Operator.POW, List.of(x.scalar(1.0 / p)));
  }

  /** The sum of each window over a tensor of one channel. */
  private static Tensor windowSums(Tensor x, Window window) {
    var shape = new ArrayList<>(Collections.nCopies(2, 1L));
    window.axes().forEach(a -> shape.add(a.kernel()));
    Tensor ones = x.constant(TensorType.of(shape, x.type().elementType()), _ -> 1);
    return x.apply(Operator.CONV, List.of(ones), Setting.of("pads", pads(window)), Setting.of("strides", along(window, Window.Axis::stride)),
        Setting.of("dilations", along(window, Window.Axis::dilation)));
  }

  /** The elements around the input that windows reach, before and after. */
  private static long[] pads(Window window) {
    int rank = window.axes().size();
    long[] pads = new long[2 * rank];
    for (int i = 0; i < rank; i++) {
      Window.Axis axis = window.axes().get(i);
      pads[i] = axis.padBegin();
      pads[rank + i] = Math.max(0, (axis.output() - 1) * axis.stride() + axis.extent() - axis.input() - axis.padBegin());
    }
    return pads;
  }

  private static long[] along(Window window, ToLongFunction<Window.Axis> of) {
    return window.axes().stream().mapToLong(of).toArray();
  }

  /** x / (bias + alpha / size * (sum of squares over size channels))^beta. */
  static Tensor lrn(OnnxOp op, List<Tensor> x) {
    Tensor first = x.getFirst();
    long size = op.integer("size");
    long before = (size - 1) / 2;
    Tensor sums = first.squared().along(1, first.type().dim(1), (o, i) -> i >= o - before && i < o - before + size ? 1 : 0);
    Tensor base = sums.times(sums.scalar(op.real("alpha") / size)).plus(op.real("bias"));
    double beta = op.real("beta");
    return beta == 0.5 ? first.over(base.root()) : first.times(base.apply(Operator.POW, List.of(base.scalar(-beta))));
  }
}
