package zkopt.dialect.onnx;

import java.util.List;
import java.util.function.ToLongFunction;
import zkopt.ir.TensorType;

/**
 * What an operator does that only moves data: where each element of its result comes from.
 *
 * @param type of the result
 * @param sources for each element of the result, row-major, the number of an element of the operands, those of the first before those
 *     of the second and each row-major; or {@link #FILL}
 */
public record Movement(TensorType type, long[] sources) {
  /** Marks an element that comes from no operand. */
  public static final long FILL = -1;

  /** The movement into {@code shape} of which {@code source} tells the source for each position. */
  static Movement of(List<Long> shape, zkopt.ir.Type elementType, ToLongFunction<long[]> source) {
    var type = TensorType.of(shape, elementType);
    long[] sources = new long[Math.toIntExact(type.numElements())];
    long[] at = new long[shape.size()];
    for (int n = 0; n < sources.length; n++) {
      sources[n] = source.applyAsLong(at);
      for (int i = at.length - 1; i >= 0 && ++at[i] == shape.get(i); i--) at[i] = 0;
    }
    return new Movement(type, sources);
  }

  /** The row-major number of the element of {@code shape} at {@code at}. */
  public static long number(List<Long> shape, long... at) {
    long number = 0;
    for (int i = 0; i < at.length; i++) number = number * shape.get(i) + at[i];
    return number;
  }
}
