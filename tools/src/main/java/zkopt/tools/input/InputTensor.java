package zkopt.tools.input;

import java.util.Arrays;
import java.util.stream.Collectors;
import zkopt.tools.cli.ToolException;

/**
 * One tensor of an input file, row-major.
 *
 * @param shape the extents; a file that gives only a list of values yields one dimension
 * @param values as many as the product of the extents
 */
public record InputTensor(long[] shape, double[] values) {
  public InputTensor {
    if (elements(shape) != values.length) {
      throw new ToolException("shape %s needs %d values, found %d".formatted(shapeText(shape), elements(shape), values.length));
    }
  }

  /** The product of the extents; -1 if one is negative or the product leaves the range of an array. */
  public static long elements(long[] shape) {
    long product = 1;
    for (long extent : shape) {
      if (extent < 0 || extent > Integer.MAX_VALUE) return -1;
      product *= extent;
      if (product > Integer.MAX_VALUE) return -1;
    }
    return product;
  }

  /** {@code 1x28x28}; {@code scalar} for no dimensions. */
  public static String shapeText(long[] shape) {
    if (shape.length == 0) return "scalar";
    return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }
}
