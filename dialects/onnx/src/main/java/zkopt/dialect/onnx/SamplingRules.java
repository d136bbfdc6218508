package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.ir.TensorType;

/** Types of operators that sample images at places that are data. */
public final class SamplingRules {
  private SamplingRules() {}

  static TensorType affineGrid(OnnxOp op) {
    TensorType theta = op.inputType(0);
    List<Long> sizes = gridSizes(op);
    int rank = sizes.size();
    if (!theta.shape().subList(1, theta.rank()).equals(List.of((long) rank, rank + 1L))) {
      throw new InvalidOnnxOp("cannot apply '" + theta + "' to a grid of " + rank + " dimensions");
    }
    var shape = new ArrayList<>(List.of(theta.dim(0)));
    shape.addAll(sizes);
    shape.add((long) rank);
    return TensorType.of(shape, theta.elementType());
  }

  /** The sizes of an AffineGrid's grid: those behind batch and channels. */
  public static List<Long> gridSizes(OnnxOp op) {
    long[] size = op.constantInts(1);
    if (size.length != 4 && size.length != 5) throw new InvalidOnnxOp("needs the size of a batch of images or of volumes, but has one of " + size.length + " dimensions");
    return Arrays.stream(size).skip(2).boxed().toList();
  }

  static TensorType roiAlign(OnnxOp op) {
    TensorType x = op.inputType(0);
    TensorType rois = op.inputType(1);
    if (x.rank() != 4 || rois.rank() != 2 || rois.dim(1) != 4) throw new InvalidOnnxOp("needs images and corners of regions, but has '" + x + "' and '" + rois + "'");
    return TensorType.of(List.of(rois.dim(0), x.dim(1), op.integer("output_height"), op.integer("output_width")), x.elementType());
  }

  static TensorType deformConv(OnnxOp op) {
    TensorType x = op.inputType(0);
    TensorType w = op.inputType(1);
    TensorType offset = op.inputType(2);
    if (x.rank() != 4 || w.rank() != 4 || offset.rank() != 4) throw new InvalidOnnxOp("needs images, but has '" + x + "'; other ranks are not supported");
    long groups = op.integer("offset_group");
    if (offset.dim(1) != 2 * groups * w.dim(2) * w.dim(3) || x.dim(1) % groups != 0 || x.dim(1) != w.dim(1) * op.integer("group")) {
      throw new InvalidOnnxOp("cannot apply the weight '" + w + "' at the offsets '" + offset + "' to '" + x + "'");
    }
    List<Long> outputs = ShapeRules.convWindow(op).outputs();
    if (!offset.shape().subList(2, 4).equals(outputs)) throw new InvalidOnnxOp("needs offsets for " + outputs + " windows, but has '" + offset + "'");
    return TensorType.of(List.of(x.dim(0), w.dim(0), outputs.get(0), outputs.get(1)), x.elementType());
  }
}
