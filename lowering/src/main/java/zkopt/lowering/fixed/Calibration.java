package zkopt.lowering.fixed;

import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.ArrayAttr;
import zkopt.ir.CompileException;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.lowering.interp.AffineInterpreter;

/** What values sample inputs lead to. It checks and explains formats; nothing is trusted to stay within it. */
public final class Calibration {
  /** On allocations of the affine level: the least and the largest value stored, {@code [lo : f64, hi : f64]}. */
  public static final String RANGE = "fixed.range";

  private Calibration() {}

  /**
   * Runs the main function on each sample and notes the range of each allocation in attribute {@link #RANGE}.
   *
   * @param samples for each sample the inputs of the function, row-major
   * @throws CompileException when the module is not at the affine level
   */
  public static void annotate(ModuleOp module, List<float[][]> samples) {
    var interpreter = new AffineInterpreter(module, AffineInterpreter.mainFunction(module), true);
    for (float[][] sample : samples) interpreter.run(sample);
    interpreter.ranges().forEach((memref, range) -> {
      if (range.isEmpty() || memref.definingOp() == null) return;
      memref.definingOp().setAttribute(RANGE, new ArrayAttr(List.of(
          new FloatAttr(range.least(), FloatType.F64), new FloatAttr(range.largest(), FloatType.F64))));
    });
  }
}
