package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.List;
import zkopt.assigner.LaidOutModel;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.fixed.Calibration;
import zkopt.tools.artifact.CompiledModel.CalibrationSummary;
import zkopt.tools.input.InputFiles;
import zkopt.tools.input.ModelInputs;
import zkopt.tools.levels.ModuleInputs;

/**
 * Samples that a model was calibrated on, with the float model's outputs for some of them.
 *
 * @param all of the samples
 * @param samples those on which errors are measured
 * @param outputs the float model's for these
 */
record Calibrated(List<double[][]> all, List<double[][]> samples, List<double[][]> outputs) {
  /** The error against the float model is measured on so many samples. */
  private static final int MEASURED = 16;

  /** Observes the ranges of the values of a module at the affine level, and notes them in it. */
  static Calibrated on(ModuleOp affine, List<Path> files) {
    List<double[][]> samples = ModelInputs.readSamples(InputFiles.expand(files), ModuleInputs.specs(affine));
    Calibration.annotate(affine, samples);
    var model = new FloatModel(affine);
    List<double[][]> measured = samples.stream().limit(MEASURED).toList();
    return new Calibrated(samples, measured, measured.stream().map(model::run).toList());
  }

  /** The least precision that meets a target. @param affine the module that was calibrated */
  int precision(Compiler compiler, ModuleOp affine, double target) {
    return new PrecisionSearch(compiler, affine, samples).cheapest(target).precision();
  }

  /** The error of the fixed-point outputs. */
  CalibrationSummary measure(LaidOutModel model) {
    var errors = new ErrorStatistics();
    for (int i = 0; i < samples.size(); i++) {
      long[][] result = LoadedModel.run(model, LoadedModel.quantize(model, samples.get(i))).outputs();
      for (int j = 0; j < result.length; j++) errors.add(Outputs.reals(model.outputs().get(j), result[j]), outputs.get(i)[j]);
    }
    return CalibrationSummary.of(samples.size(), errors.largest(), errors.mean());
  }
}
