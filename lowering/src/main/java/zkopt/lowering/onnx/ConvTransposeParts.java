package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.TransposedWindow;
import zkopt.lowering.onnx.Tensor.Setting;

/** A transposed convolution as a convolution: of the input with zeros between its elements and around, by the weight turned around. */
final class ConvTransposeParts {
  private ConvTransposeParts() {}

  static Tensor of(OnnxOp op, List<Tensor> x) {
    List<TransposedWindow.Axis> axes = TransposedWindow.of(op).axes();
    Tensor spread = x.getFirst();
    for (int i = 0; i < axes.size(); i++) spread = spread(spread, 2 + i, axes.get(i));
    Tensor weight = turned(x.get(1), op.integer("group"));
    long[] dilations = axes.stream().mapToLong(TransposedWindow.Axis::dilation).toArray();
    List<Tensor> others = x.get(2) == null ? List.of(weight) : List.of(weight, x.get(2));
    return spread.apply(Operator.CONV, others, Setting.of("group", op.integer("group")), Setting.of("dilations", dilations));
  }

  /** stride - 1 zeros between neighbours along a dimension, and around them what the window needs to give all of the output. */
  private static Tensor spread(Tensor x, int dimension, TransposedWindow.Axis axis) {
    Tensor spread = x;
    if (axis.stride() > 1) {
      var unsqueezed = new ArrayList<>(x.shape());
      unsqueezed.add(dimension + 1, 1L);
      var joined = new ArrayList<>(x.shape());
      joined.set(dimension, axis.input() * axis.stride());
      spread = padded(x.reshaped(unsqueezed), dimension + 1, 0, axis.stride() - 1).reshaped(joined);
    }
    long before = axis.extent() - 1 - axis.padBegin();
    return padded(spread, dimension, before, axis.output() + axis.extent() - 1 - before - axis.input() * axis.stride());
  }

  private static Tensor padded(Tensor x, int dimension, long before, long after) {
    if (before == 0 && after == 0) return x;
    long[] pads = new long[2 * x.rank()];
    pads[dimension] = before;
    pads[x.rank() + dimension] = after;
    return x.apply(Operator.PAD, Setting.of("pads", pads));
  }

  /** Input and output channels of each group exchanged, taps from the last to the first. */
  private static Tensor turned(Tensor w, long groups) {
    List<Long> shape = w.shape();
    var grouped = new ArrayList<>(List.of(groups, shape.get(0) / groups));
    grouped.addAll(shape.subList(1, shape.size()));
    long[] perm = LongStream.range(0, grouped.size()).toArray();
    perm[1] = 2;
    perm[2] = 1;
    var exchanged = new ArrayList<>(List.of(groups * shape.get(1), shape.get(0) / groups));
    exchanged.addAll(shape.subList(2, shape.size()));
    int spatial = w.rank() - 2;
    long[] axes = LongStream.range(2, w.rank()).toArray();
    return w.reshaped(grouped).transposed(perm).reshaped(exchanged).apply(Operator.SLICE, Setting.of("starts", filled(spatial, -1)),
        Setting.of("ends", filled(spatial, Long.MIN_VALUE)), Setting.of("axes", axes), Setting.of("steps", filled(spatial, -1)));
  }

  private static long[] filled(int count, long value) {
    long[] values = new long[count];
    Arrays.fill(values, value);
    return values;
  }
}
