package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.ir.IndexType;
import zkopt.ir.TensorType;

/**
 * The blocks that Col2Im lays onto an image.
 *
 * @param image the sizes of the image
 * @param block the sizes of a block, before dilation
 * @param steps how many blocks there are along each dimension
 */
public record ImageBlocks(List<Long> image, List<Long> block, List<Long> steps, long[] dilations, long[] pads, long[] strides) {
  /** @throws InvalidOnnxOp when the input does not hold as many blocks as there are places */
  public static ImageBlocks of(OnnxOp op) {
    List<Long> image = Arrays.stream(op.constantInts(1)).boxed().toList();
    List<Long> block = Arrays.stream(op.constantInts(2)).boxed().toList();
    int rank = image.size();
    long[] dilations = op.ints("dilations", rank, 1);
    long[] pads = op.ints("pads", 2 * rank, 0);
    long[] strides = op.ints("strides", rank, 1);
    var steps = new ArrayList<Long>();
    for (int i = 0; i < rank; i++) {
      steps.add((image.get(i) + pads[i] + pads[rank + i] - dilations[i] * (block.get(i) - 1) - 1) / strides[i] + 1);
    }
    TensorType x = op.inputType(0);
    if (x.rank() != 3 || x.dim(1) % product(block) != 0 || x.dim(2) != product(steps)) {
      throw new InvalidOnnxOp("cannot lay '" + x + "' as blocks of shape " + block + " at " + steps + " places");
    }
    return new ImageBlocks(image, block, steps, dilations, pads, strides);
  }

  static TensorType resultType(OnnxOp op) {
    TensorType x = op.inputType(0);
    ImageBlocks blocks = of(op);
    var shape = new ArrayList<>(List.of(x.dim(0), x.dim(1) / product(blocks.block)));
    shape.addAll(blocks.image);
    return TensorType.of(shape, x.elementType());
  }

  /** For each element of each block, row-major with the places of blocks last, the number of the pixel that it adds to; negative outside of the image. */
  public long[] targets() {
    var elements = new ArrayList<>(block);
    elements.addAll(steps);
    int rank = image.size();
    return Movement.of(elements, IndexType.INDEX, at -> {
      long[] pixel = new long[rank];
      for (int i = 0; i < rank; i++) {
        pixel[i] = at[rank + i] * strides[i] - pads[i] + at[i] * dilations[i];
        if (pixel[i] < 0 || pixel[i] >= image.get(i)) return -1;
      }
      return Movement.number(image, pixel);
    }).sources();
  }

  /** The elements of the image. */
  public long pixels() {
    return product(image);
  }

  private static long product(List<Long> sizes) {
    return sizes.stream().reduce(1L, Math::multiplyExact);
  }
}
