package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.SamplingRules;
import zkopt.dialect.onnx.ShapeRules;
import zkopt.dialect.onnx.Window;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * Operators that sample images at places that are data. A bilinear sample is a sum over all rows and columns, each weighted by
 * {@code max(0, 1 - |place - index|)}, which is not 0 for the two next to the place only: exact, without indices that are data.
 */
final class SamplingParts {
  private SamplingParts() {}

  static Tensor affineGrid(OnnxOp op, List<Tensor> x) {
    List<Long> sizes = SamplingRules.gridSizes(op);
    int rank = sizes.size();
    long places = sizes.stream().reduce(1L, (a, b) -> a * b);
    boolean corners = op.flag("align_corners");
    Tensor theta = x.getFirst();
    // rows: the coordinates, that of the last dimension first, and 1
    Tensor grid = theta.constant(TensorType.of(List.of(rank + 1L, places), theta.type().elementType()), i -> {
      int row = (int) (i / places);
      if (row == rank) return 1;
      long stride = 1;
      for (int d = rank - 1; d > rank - 1 - row; d--) stride *= sizes.get(d);
      long size = sizes.get(rank - 1 - row);
      long at = i % places / stride % size;
      return corners ? size == 1 ? -1 : 2.0 * at / (size - 1) - 1 : (2.0 * at + 1) / size - 1;
    });
    return theta.apply(Operator.MATMUL, List.of(grid)).apply(Operator.TRANSPOSE, Setting.of("perm", 0, 2, 1)).reshaped(op.outputType().shape());
  }

  /** The mean of samples is a mean of weights along both dimensions, since the samples form a grid. */
  static Tensor roiAlign(OnnxOp op, List<Tensor> x) {
    if (!op.string("mode").equals("avg")) throw new InvalidOnnxOp("has mode = '" + op.string("mode") + "', which is not supported: it takes the largest of weighted corners");
    if (op.integer("sampling_ratio") < 1) throw new InvalidOnnxOp("has sampling_ratio = 0, by which data decides the number of samples");
    Tensor image = x.getFirst().apply(Operator.GATHER, List.of(x.get(2)), Setting.of("axis", 0L));
    Tensor rows = roiWeights(op, x.get(1), 1, op.integer("output_height"), image.type().dim(2));
    Tensor columns = roiWeights(op, x.get(1), 0, op.integer("output_width"), image.type().dim(3));
    return rows.apply(Operator.MATMUL, List.of(image)).apply(Operator.MATMUL, List.of(columns.apply(Operator.TRANSPOSE, Setting.of("perm", 0, 1, 3, 2))));
  }

  /**
   * Of each region, the weights of the pixels along a dimension for each bin.
   *
   * @param first which of a region's four numbers is its begin
   */
  private static Tensor roiWeights(OnnxOp op, Tensor rois, int first, long bins, long size) {
    boolean halfPixel = op.string("coordinate_transformation_mode").equals("half_pixel");
    long samples = op.integer("sampling_ratio");
    Tensor scaled = rois.times(rois.scalar(op.real("spatial_scale"))).plus(halfPixel ? -0.5 : 0);
    Tensor begin = scaled.slice(1, first, first + 1);
    Tensor extent = scaled.slice(1, first + 2, first + 3).minus(begin);
    if (!halfPixel) extent = extent.apply(Operator.MAX, List.of(rois.scalar(1)));
    Tensor fractions = list(rois, bins * samples, i -> (i + 0.5) / (bins * samples));
    Tensor places = begin.plus(extent.times(fractions));
    Tensor inside = notBelow(places, places.scalar(-1)).times(notBelow(places.scalar(size), places));
    Tensor clamped = places.apply(Operator.MAX, List.of(places.scalar(0))).apply(Operator.MIN, List.of(places.scalar(size - 1)));
    Tensor weights = tents(clamped, size).times(unsqueezed(inside));
    return weights.reshaped(List.of(rois.type().dim(0), 1L, bins, samples, size)).reduced(Operator.REDUCE_MEAN, false, 3);
  }

  private static Tensor notBelow(Tensor a, Tensor b) {
    return a.apply(Operator.GREATER_OR_EQUAL, List.of(b)).cast(a.type().elementType());
  }

  static Tensor deformConv(OnnxOp op, List<Tensor> x) {
    Tensor image = x.get(0);
    TensorType w = x.get(1).type();
    Window window = ShapeRules.convWindow(op);
    long batch = image.type().dim(0);
    long channels = image.type().dim(1);
    long groups = op.integer("offset_group");
    long taps = w.dim(2) * w.dim(3);
    long outputs = window.outputs().get(0) * window.outputs().get(1);
    Tensor offsets = x.get(2).reshaped(List.of(batch, groups, taps, 2L, outputs));
    Tensor rows = deformWeights(offsets, window, 0, image.type().dim(2));
    Tensor columns = deformWeights(offsets, window, 1, image.type().dim(3));
    Tensor grouped = image.reshaped(List.of(batch, groups, channels / groups, image.type().dim(2), image.type().dim(3)));
    Tensor samples = rows.apply(Operator.MATMUL, List.of(grouped)).times(columns).reduced(Operator.REDUCE_SUM, false, 4);
    if (x.get(4) != null) samples = samples.times(x.get(4).reshaped(List.of(batch, groups, 1L, taps * outputs)));
    long convGroups = op.integer("group");
    Tensor weight = x.get(1).reshaped(List.of(1L, convGroups, w.dim(0) / convGroups, w.dim(1) * taps));
    Tensor y = weight.apply(Operator.MATMUL, List.of(samples.reshaped(List.of(batch, convGroups, w.dim(1) * taps, outputs)))).reshaped(op.outputType().shape());
    return x.get(3) == null ? y : y.plus(x.get(3).reshaped(List.of(1L, w.dim(0), 1L, 1L)));
  }

  /** For each batch and offset group, the weights of the pixels along a dimension for each tap of each window. */
  private static Tensor deformWeights(Tensor offsets, Window window, int dimension, long size) {
    Window.Axis axis = window.axes().get(dimension);
    long columns = window.axes().get(1).output();
    long tapColumns = window.axes().get(1).kernel();
    long taps = offsets.type().dim(2);
    long outputs = offsets.type().dim(4);
    Tensor regular = offsets.constant(TensorType.of(List.of(taps, 1L, outputs), offsets.type().elementType()), i -> {
      long tap = dimension == 0 ? i / outputs / tapColumns : i / outputs % tapColumns;
      long output = dimension == 0 ? i % outputs / columns : i % outputs % columns;
      return output * axis.stride() + tap * axis.dilation() - axis.padBegin();
    });
    Tensor places = offsets.slice(3, dimension, dimension + 1).plus(regular);
    return tents(places.reshaped(List.of(offsets.type().dim(0), offsets.type().dim(1), 1L, taps * outputs)), size);
  }

  /** max(0, 1 - |place - index|) for the indices of a dimension of this size, along a new last dimension. */
  private static Tensor tents(Tensor places, long size) {
    Tensor distance = unsqueezed(places).minus(list(places, size, i -> i)).apply(Operator.ABS);
    return distance.scalar(1).minus(distance).apply(Operator.RELU);
  }

  private static Tensor unsqueezed(Tensor t) {
    var shape = new ArrayList<>(t.shape());
    shape.add(1L);
    return t.reshaped(shape);
  }

  private static Tensor list(Tensor like, long size, LongToDoubleFunction element) {
    return like.constant(TensorType.of(List.of(size), like.type().elementType()), element);
  }
}
