package zkopt.verifier.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import zkopt.protocol.codec.MalformedException;

/**
 * A tensor of the statement that a proof is about: fixed-point integers, row-major.
 *
 * @param frac fraction bits: the integer n stands for the real {@code n * 2^-frac}
 */
public record PublicTensor(String name, long[] shape, int frac, long[] values) {
  static PublicTensor read(WireReader in) throws MalformedException {
    String name = in.text(1);
    long[] shape = in.numbers(2);
    int frac = in.count(3);
    long[] values = in.numbers(4);
    in.end();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] >>> 1 ^ -(values[i] & 1); // zigzag
    }
    return new PublicTensor(name, shape, frac, values);
  }

  /** The real value of element {@code i}, exactly. */
  public BigDecimal exact(int i) {
    var scaled = new BigDecimal(BigInteger.valueOf(values[i]));
    return frac == 0 ? scaled : scaled.divide(new BigDecimal(BigInteger.TWO.pow(frac))).stripTrailingZeros();
  }

  /** The real values, to the precision of a double. */
  public double[] reals() {
    return Arrays.stream(values).mapToDouble(n -> Math.scalb((double) n, -frac)).toArray();
  }

  /** Checks that this can be the value of a tensor. @throws MalformedException naming it, what is expected and what was found */
  void require(TensorFormat format) throws MalformedException {
    if (!name.equals(format.name())) {
      throw new MalformedException("public value '%s' is named '%s' in the verifying key".formatted(Printable.of(name), Printable.of(format.name())));
    }
    String which = "public value '" + Printable.of(name) + "'";
    if (!Arrays.equals(shape, format.shape()) || values.length != format.elements()) {
      throw new MalformedException("%s has shape %s and %d values, but the verifying key says %s".formatted(which, TensorFormat.shapeText(shape),
          values.length, TensorFormat.shapeText(format.shape())));
    }
    if (frac != format.frac()) {
      throw new MalformedException("%s has %d fraction bits, but the verifying key says %d".formatted(which, frac, format.frac()));
    }
    long bound = 1L << (format.width() - 1);
    for (int i = 0; i < values.length; i++) {
      if (values[i] <= -bound || values[i] >= bound) {
        throw new MalformedException("%s[%d] = %s is outside the range of the model's format, %d bits"
            .formatted(which, i, exact(i).toPlainString(), format.width()));
      }
    }
  }
}
