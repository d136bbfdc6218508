package zkopt.tools.prove;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRMapping;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.lowering.interp.ExecutionException;
import zkopt.tools.artifact.CompiledModel.CalibrationSummary;
import zkopt.tools.cli.ToolException;
import zkopt.tools.levels.FixedPorts;

/** Looks for the cheapest formats whose outputs are close enough to the float model's. */
final class PrecisionSearch {
  /** Cheap first: up to 10 bits, values take one cell of a range check; more than 12 cost cells of remainders. */
  private static final List<Integer> CANDIDATES = List.of(8, 10, 12, 16, 20);

  /**
   * A precision and what it leads to.
   *
   * @param relative the largest error of an output over the largest output
   */
  record Tried(int precision, ModuleOp fixed, CalibrationSummary summary, double relative) {}

  private final Compiler compiler;
  private final ModuleOp affine;
  private final List<double[][]> samples;
  private final List<double[][]> outputs;

  /** @param affine with observed ranges */
  PrecisionSearch(Compiler compiler, ModuleOp affine, List<double[][]> samples) {
    this.compiler = compiler;
    this.affine = affine;
    this.samples = samples;
    var model = new FloatModel(affine);
    this.outputs = samples.stream().map(model::run).toList();
  }

  /** The first precision that meets the target. @param target largest error of an output over the largest output */
  Tried cheapest(double target) {
    var tried = new ArrayList<String>();
    for (int precision : CANDIDATES) {
      try {
        Tried candidate = measure(precision);
        if (candidate.relative <= target) return candidate;
        tried.add("%d bits: %.1e".formatted(precision, candidate.relative));
      } catch (ToolException | ExecutionException e) {
        tried.add("%d bits: %s".formatted(precision, e.getMessage()));
      }
    }
    throw new ToolException("no precision has a relative error of at most %.1e on the samples; tried %s".formatted(target, String.join(", ", tried)));
  }

  /** @throws ExecutionException when a value does not fit its format */
  Tried measure(int precision) {
    var fixed = (ModuleOp) affine.clone(new IRMapping());
    compiler.toFixed(fixed, FixedPoint.of(precision));
    var ports = FixedPorts.of(fixed);
    var interpreter = AffineInterpreter.of(fixed);
    var errors = new ErrorStatistics();
    double largest = 0;
    for (int i = 0; i < samples.size(); i++) {
      List<long[]> result = interpreter.runFixed(FixedPorts.quantize(ports.inputs(), samples.get(i)));
      for (int j = 0; j < result.size(); j++) {
        errors.add(Outputs.reals(ports.outputs().get(j), result.get(j)), outputs.get(i)[j]);
        for (double y : outputs.get(i)[j]) largest = Math.max(largest, Math.abs(y));
      }
    }
    return new Tried(precision, fixed, CalibrationSummary.of(samples.size(), errors.largest(), errors.mean()),
        largest == 0 ? errors.largest() : errors.largest() / largest);
  }
}
