package zkopt.tools.prove;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.lowering.fixed.Calibration;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.lowering.interp.BufferObserver;
import zkopt.tools.levels.FixedPorts;

/** Each tensor between the nodes of a model, in fixed point beside floats, on samples. */
final class TensorErrors {
  /** Wider formats are those of sums, which are not rounded. */
  private static final int WIDEST_SETTLED = 25;
  private final ModuleOp affine;
  private final ModuleOp fixed;
  private final Map<Long, Statistics> tensors = new TreeMap<>();

  /**
   * What became of one tensor.
   *
   * @param node the ONNX node that makes it
   * @param signalToNoise in decibels; infinite where there is no error
   */
  record Tensor(String node, String shape, QType format, double least, double largest, double maxError, double meanError, double signalToNoise) {
    /** What to change when the error matters. */
    String advice() {
      double magnitude = Math.max(Math.abs(least), Math.abs(largest));
      if (maxError == 0) return "";
      if (format.width() > WIDEST_SETTLED) return "exact sums: their error is that of their operands";
      if (magnitude > format.max() * Math.scalb(0.5, -format.frac())) return "near the end of its format: calibrate on more samples";
      boolean noRoom = format.frac() == 0 || magnitude * 4 > Math.scalb((double) format.max(), -format.frac());
      if (noRoom) return "its range leaves " + format.frac() + " fraction bits: scale the input, or normalise before this node";
      return "more --precision gives it more than " + format.frac() + " fraction bits";
    }
  }

  private static final class Statistics {
    final Value buffer;
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    double signal;
    double noise;
    double maxError;
    double sumError;
    long count;

    Statistics(Value buffer) {
      this.buffer = buffer;
    }

    void add(double[] real, double[] fixed) {
      for (int i = 0; i < real.length; i++) {
        if (!Double.isFinite(real[i])) continue;
        double error = Math.abs(real[i] - fixed[i]);
        least = Math.min(least, real[i]);
        largest = Math.max(largest, real[i]);
        signal += real[i] * real[i];
        noise += error * error;
        maxError = Math.max(maxError, error);
        sumError += error;
        count++;
      }
    }

    Tensor tensor() {
      var type = (MemRefType) buffer.type();
      double ratio = noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
      String node = buffer.definingOp().location().nodeName().orElse("?");
      return new Tensor(node, type.shape().toString(), (QType) type.elementType(), least, largest, maxError, count == 0 ? 0 : sumError / count, ratio);
    }
  }

  /** @param affine with its allocations numbered, see {@link Calibration#numberTensors} @param fixed what was made of it */
  TensorErrors(ModuleOp affine, ModuleOp fixed) {
    this.affine = affine;
    this.fixed = fixed;
  }

  /** Runs both on a sample. */
  void add(double[][] sample) {
    var reals = new HashMap<Long, double[]>();
    AffineInterpreter.observed(affine, numbered((number, buffer, values) -> reals.put(number, values))).run(sample);
    long[][] integers = FixedPorts.quantize(FixedPorts.of(fixed).inputs(), sample);
    AffineInterpreter.observed(fixed, numbered((number, buffer, values) -> {
      double[] real = reals.remove(number);
      if (real != null && real.length == values.length) tensors.computeIfAbsent(number, _ -> new Statistics(buffer)).add(real, values);
    })).runFixed(integers);
  }

  private interface Numbered {
    void accept(long number, Value buffer, double[] values);
  }

  private static BufferObserver numbered(Numbered then) {
    return (buffer, words) -> {
      Operation alloc = buffer.definingOp();
      if (alloc.attribute(Calibration.TENSOR) instanceof IntegerAttr n) then.accept(n.value(), buffer, BufferObserver.reals(buffer, words));
    };
  }

  /** The largest error of what each node makes. */
  Map<String, Double> byNode() {
    var errors = new TreeMap<String, Double>();
    tensors.values().forEach(t -> errors.merge(t.tensor().node(), t.maxError, Math::max));
    return errors;
  }

  /** The tensors, those with the least signal-to-noise ratio first. */
  List<Tensor> worstFirst() {
    var list = new ArrayList<Tensor>();
    tensors.values().forEach(t -> list.add(t.tensor()));
    list.sort(Comparator.comparingDouble(Tensor::signalToNoise));
    return list;
  }
}
