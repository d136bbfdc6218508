package zkopt.verifier.file;

import java.util.Arrays;
import java.util.stream.Collectors;
import zkopt.protocol.codec.MalformedException;

/**
 * An input or output of a model: fixed-point integers n, {@code |n| < 2^(width-1)}, that stand for the reals {@code n * 2^-frac}.
 *
 * @param name the ONNX name
 * @param isPublic whether its values are part of what a proof says
 */
public record TensorFormat(String name, long[] shape, int width, int frac, boolean isPublic) {
  private static final int MAX_WIDTH = 63;

  static TensorFormat read(WireReader in) throws MalformedException {
    var format = new TensorFormat(in.text(1), in.numbers(2), in.count(3), in.count(4), in.flag(5));
    in.end();
    if (format.width < 2 || format.width > MAX_WIDTH || format.frac >= MAX_WIDTH) {
      throw new MalformedException("it is damaged: a tensor has the format q<%d, %d>".formatted(format.width, format.frac));
    }
    return format;
  }

  /** The number of elements. @throws MalformedException if a table cannot have so many */
  int elements() throws MalformedException {
    long elements = 1;
    for (long extent : shape) {
      if (extent < 0 || extent > Integer.MAX_VALUE || elements * extent > Integer.MAX_VALUE) {
        throw new MalformedException("it is damaged: a tensor has the shape %s".formatted(shapeText(shape)));
      }
      elements *= extent;
    }
    return (int) elements;
  }

  /** {@code 1x3x28x28}, or {@code scalar}. */
  public static String shapeText(long[] shape) {
    return shape.length == 0 ? "scalar" : Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }
}
