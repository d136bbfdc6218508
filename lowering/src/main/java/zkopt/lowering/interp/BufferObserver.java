package zkopt.lowering.interp;

import java.util.Arrays;
import zkopt.dialect.fixed.QType;
import zkopt.ir.FloatType;
import zkopt.ir.MemRefType;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** Is shown each buffer that a function's body allocates, after its last use. */
@FunctionalInterface
public interface BufferObserver {
  /** @param words as the interpreter keeps them, see {@link #reals} */
  void over(Value buffer, long[] words);

  /** What the words of a buffer of floats, integers or fixed-point values stand for. */
  static double[] reals(Value buffer, long[] words) {
    Type element = ((MemRefType) buffer.type()).elementType();
    return switch (element) {
      case FloatType _ -> Arrays.stream(words).mapToDouble(ScalarFunction::real).toArray();
      case QType q -> Arrays.stream(words).mapToDouble(n -> Math.scalb((double) n, -q.frac())).toArray();
      default -> Arrays.stream(words).mapToDouble(n -> n).toArray();
    };
  }
}
