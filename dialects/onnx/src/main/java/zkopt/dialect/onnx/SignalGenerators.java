package zkopt.dialect.onnx;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.TensorType;

/** Windows and filters of signal processing, which follow from constants alone. */
final class SignalGenerators {
  private SignalGenerators() {}

  /** a - b cos(t) + c cos(2t) over one period, of which the last element is the first again unless {@code periodic}. */
  static ElementsAttr window(OnnxOp op, double a, double b, double c) {
    long size = op.constant(0).longAt(0);
    if (size < 0) throw new InvalidOnnxOp("has the size " + size);
    double period = op.flag("periodic") ? size : size - 1;
    return Generators.tensor(TensorType.of(List.of(size), op.type("output_datatype", FloatType.F32)), i -> {
      double angle = 2 * Math.PI * i / period;
      return a - b * Math.cos(angle) + c * Math.cos(2 * angle);
    });
  }

  /** For each band a triangle over the bins of a spectrum, from the middle of the band before to that of the band behind. */
  static ElementsAttr melWeightMatrix(OnnxOp op) {
    int bands = Math.toIntExact(op.constant(0).longAt(0));
    long length = op.constant(1).longAt(0);
    long rate = op.constant(2).longAt(0);
    double lowest = mel(op.constant(3).doubleAt(0));
    double step = (mel(op.constant(4).doubleAt(0)) - lowest) / (bands + 2);
    if (bands < 1 || length < 1 || rate < 1) throw new InvalidOnnxOp("has " + bands + " bands, " + length + " samples and the sample rate " + rate);
    long[] bins = IntStream.range(0, bands + 2).mapToLong(i -> (long) Math.floor((length + 1) * hertz(lowest + i * step) / rate)).toArray();
    return Generators.tensor(TensorType.of(List.of(length / 2 + 1, (long) bands), op.type("output_datatype", FloatType.F32)), i -> {
      int band = (int) (i % bands);
      return triangle(i / bands, bins[band], bins[band + 1], bins[band + 2]);
    });
  }

  private static double triangle(long bin, long left, long middle, long right) {
    if (bin == middle) return 1;
    if (bin < left || bin > right) return 0;
    return bin < middle ? (double) (bin - left) / (middle - left) : (double) (right - bin) / (right - middle);
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }
}
