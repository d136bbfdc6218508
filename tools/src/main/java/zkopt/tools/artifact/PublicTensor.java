package zkopt.tools.artifact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import zkopt.assigner.Port;
import zkopt.tools.cli.ToolException;
import zkopt.tools.input.InputTensor;
import zkopt.verifier.file.Printable;

/**
 * A tensor of the statement that a proof is about: fixed-point integers, row-major.
 *
 * @param frac fraction bits: the integer n stands for the real n * 2^-frac
 */
public record PublicTensor(String name, long[] shape, int frac, long[] values) {
  static PublicTensor of(Port port, long[] values) {
    return new PublicTensor(port.name(), port.shape(), port.frac(), values);
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

  /**
   * Checks that this can be a value of {@code port}.
   *
   * @throws ToolException naming the port, what it expects and what was found
   */
  void require(Port port) {
    if (!name.equals(port.name())) throw new ToolException("public value '%s' is named '%s' in the verifying key".formatted(Printable.of(name), Printable.of(port.name())));
    if (!Arrays.equals(shape, port.shape()) || values.length != InputTensor.elements(port.shape())) {
      throw new ToolException("public value '%s' has shape %s, but the verifying key says %s".formatted(port.name(),
          InputTensor.shapeText(shape), InputTensor.shapeText(port.shape())));
    }
    if (frac != port.frac()) {
      throw new ToolException("public value '%s' has %d fraction bits, but the verifying key says %d".formatted(port.name(), frac, port.frac()));
    }
    long bound = 1L << (port.width() - 1);
    for (int i = 0; i < values.length; i++) {
      if (values[i] <= -bound || values[i] >= bound) {
        throw new ToolException("public value '%s'[%d] = %s is outside the range of the model's format, %d bits"
            .formatted(port.name(), i, exact(i).toPlainString(), port.width()));
      }
    }
  }
}
