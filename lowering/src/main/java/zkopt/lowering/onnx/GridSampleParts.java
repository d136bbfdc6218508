package zkopt.lowering.onnx;

import java.util.List;
import java.util.stream.LongStream;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * Interpolation at places that are data, dimension by dimension: a sum over <em>all</em> indices, each weighted by a function of its
 * distance to the place that is 0 but for the neighbours. So no index is ever taken from data, and none can be wrong.
 *
 * @param places number of places in each batch
 * @param mode nearest, linear or cubic
 */
record GridSampleParts(Tensor x, Tensor grid, long places, String mode, String padding, boolean alignCorners) {
  /** Keys' parameter, which ONNX fixes. */
  private static final double CUBIC = -0.75;
  /** How far beyond the border a cubic reaches for a place that is not. */
  private static final int CUBIC_MARGIN = 2;

  static Tensor of(OnnxOp op, List<Tensor> operands) {
    String mode = switch (op.string("mode")) {
      case "linear", "bilinear" -> "linear";
      case "cubic", "bicubic" -> "cubic";
      case "nearest" -> "nearest";
      default -> throw new InvalidOnnxOp("has mode = '" + op.string("mode") + "'; known are nearest, linear and cubic");
    };
    if (!mode.equals("nearest") && !(operands.getFirst().type().elementType() instanceof FloatType)) {
      throw new InvalidOnnxOp("interpolates whole numbers, which is not supported");
    }
    String padding = op.string("padding_mode");
    if (!List.of("zeros", "border", "reflection").contains(padding)) {
      throw new InvalidOnnxOp("has padding_mode = '" + padding + "'; known are zeros, border and reflection");
    }
    if (mode.equals("cubic") && padding.equals("border")) {
      throw new InvalidOnnxOp("has mode = 'cubic' with padding_mode = 'border', on whose meaning ONNX's implementations differ");
    }
    Tensor grid = operands.get(1);
    long places = grid.type().numElements() / (grid.type().dim(0) * (grid.rank() - 2));
    return new GridSampleParts(operands.getFirst(), grid.reshaped(List.of(grid.type().dim(0), places, grid.rank() - 2L)), places, mode, padding,
        op.flag("align_corners")).sampled().reshaped(op.outputType().shape());
  }

  /** Of shape (batch, channels, places). */
  private Tensor sampled() {
    int rank = x.rank() - 2;
    Tensor left = x;
    for (int d = rank - 1; d >= 0; d--) {
      long size = x.type().dim(2 + d);
      Tensor place = grid.slice(2, rank - 1 - d, rank - d).reshaped(List.of(x.type().dim(0), places, 1L));
      Tensor weights = weights(within(onAxis(place, size), size), size);
      if (isExtended()) left = extended(left, 2 + d);
      String outer = "NC" + Tensor.labels(0, d);
      left = left.einsum(outer + "I" + (d == rank - 1 ? "" : "P") + ",NPI->" + outer + "P", weights);
    }
    return left;
  }

  /** From -1 ... 1 to indices; for the nearest, rounded, halves to even. */
  private Tensor onAxis(Tensor place, long size) {
    double half = (alignCorners ? size - 1 : size) / 2.0;
    Tensor index = place.times(place.scalar(half)).plus((size - 1) / 2.0);
    return mode.equals("nearest") ? index.apply(Operator.ROUND) : index;
  }

  /** A place beyond the border moved onto it or reflected, unless there are zeros. */
  private Tensor within(Tensor place, long size) {
    if (padding.equals("zeros")) return place;
    Tensor inside = padding.equals("border") ? place : reflected(place, size);
    return isExtended() ? inside : inside.apply(Operator.CLIP, List.of(place.scalar(0), place.scalar(size - 1)));
  }

  /** The border is at the centre of the outermost element, or at its edge. */
  private Tensor reflected(Tensor place, long size) {
    double low = alignCorners ? 0 : -0.5;
    double extent = size - 1 - 2 * low;
    if (extent == 0) return place.times(place.scalar(0));
    Tensor along = place.plus(-low).apply(Operator.MOD, List.of(place.scalar(2 * extent)));
    return along.plus(-extent).apply(Operator.ABS).apply(Operator.NEG).plus(extent + low);
  }

  /** Whether what reflects beyond the border is put beside the elements. */
  private boolean isExtended() {
    return mode.equals("cubic") && padding.equals("reflection");
  }

  private Tensor extended(Tensor t, int axis) {
    long size = t.type().dim(axis);
    long period = alignCorners ? Math.max(1, 2 * (size - 1)) : 2 * size;
    long[] sources = LongStream.range(-CUBIC_MARGIN, size + CUBIC_MARGIN).map(i -> Math.floorMod(i, period)).map(i -> {
      long mirrored = period - (alignCorners ? 0 : 1) - i;
      return i < size ? i : mirrored;
    }).toArray();
    Tensor indices = t.constant(TensorType.of(List.of((long) sources.length), IntegerType.I64), i -> sources[(int) i]);
    return t.apply(Operator.GATHER, List.of(indices), Setting.of("axis", (long) axis));
  }

  /** The weight of each element along a dimension: of shape (batch, places, elements). */
  private Tensor weights(Tensor place, long size) {
    long margin = isExtended() ? CUBIC_MARGIN : 0;
    Tensor indices = place.constant(TensorType.of(List.of(size + 2 * margin), place.type().elementType()), i -> i - margin);
    if (mode.equals("nearest")) return place.apply(Operator.EQUAL, List.of(indices)).cast(x.type().elementType());
    Tensor distance = place.minus(indices).apply(Operator.ABS);
    Tensor weights = mode.equals("linear") ? distance.apply(Operator.NEG).plus(1).apply(Operator.RELU) : cubic(distance);
    return weights.cast(x.type().elementType());
  }

  private static Tensor cubic(Tensor distance) {
    Tensor d = distance.apply(Operator.MIN, List.of(distance.scalar(2)));
    Tensor near = d.times(d.scalar(CUBIC + 2)).plus(-CUBIC - 3).times(d.squared()).plus(1);
    Tensor far = d.plus(-5).times(d).plus(8).times(d).plus(-4).times(d.scalar(CUBIC));
    return near.where(d.apply(Operator.LESS_OR_EQUAL, List.of(d.scalar(1))), far);
  }
}
