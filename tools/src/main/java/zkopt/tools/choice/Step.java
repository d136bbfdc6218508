package zkopt.tools.choice;

import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.lowering.fixed.Calibration;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PipelineElement;

/** A step of a {@link Road}. Equal steps do the same. */
sealed interface Step {
  /** @throws CompileException when the module cannot go on */
  void run(ModuleOp module, IRContext ir);

  /** A pass, or passes on what is inside. */
  record Passes(PipelineElement element) implements Step {
    @Override
    public void run(ModuleOp module, IRContext ir) {
      var passes = new PassManager(ir, new PassPipeline(ModuleOp.SPEC.name(), List.of(element))).verifyEach(false);
      if (!passes.run(module)) throw new CompileException("'" + element + "' failed");
    }
  }

  /** Observes the ranges of values at the affine level. */
  record Calibrate(List<double[][]> samples) implements Step {
    @Override
    public void run(ModuleOp module, IRContext ir) {
      Calibration.annotate(module, samples);
    }
  }
}
