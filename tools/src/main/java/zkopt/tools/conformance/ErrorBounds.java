package zkopt.tools.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.assigner.Port;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.tools.prove.Compiler;
import zkopt.tools.prove.FixedPoint;
import zkopt.tools.levels.FixedPorts;

/**
 * How far the outputs of a fixed-point model may be from what the same loops compute in reals, derived from its formats: the rounding of
 * inputs, constants and weights, and of each operation, carried through to the outputs.
 */
final class ErrorBounds {
  /** Sums and products of doubles, which stand for the reals, are rounded too. */
  private static final double DOUBLE_ROUNDING = 1e-9;
  private final List<AffineInterpreter.Bounded> outputs;

  private ErrorBounds(List<AffineInterpreter.Bounded> outputs) {
    this.outputs = outputs;
  }

  /** @param affine the calibrated model */
  static ErrorBounds of(Compiler compiler, ModuleOp affine, double[][] inputs) {
    ModuleOp fixed = compiler.toFixedWithErrors(affine, FixedPoint.DEFAULT);
    List<Port> ports = FixedPorts.of(fixed).inputs();
    long[][] integers = FixedPorts.quantize(ports, inputs);
    double[][] errors = IntStream.range(0, inputs.length).mapToObj(i -> roundings(ports.get(i), inputs[i], integers[i])).toArray(double[][]::new);
    return new ErrorBounds(AffineInterpreter.followingErrors(fixed).runWithErrors(integers, errors));
  }

  /** Half a unit, except for what is represented exactly. */
  private static double[] roundings(Port port, double[] reals, long[] integers) {
    return IntStream.range(0, reals.length).mapToDouble(i -> port.dequantize(integers[i]) == reals[i] ? 0 : Math.scalb(0.5, -port.frac())).toArray();
  }

  /** Whether these are the integers that the bounds belong to. */
  boolean areOf(List<long[]> integers) {
    return IntStream.range(0, outputs.size()).allMatch(i -> Arrays.equals(outputs.get(i).integers(), integers.get(i)));
  }

  /** Of element {@code j} of output {@code i}, whose exact value is {@code real}. */
  double bound(int i, int j, double real) {
    return outputs.get(i).errors()[j] + DOUBLE_ROUNDING * Math.max(1, Math.abs(real));
  }
}
