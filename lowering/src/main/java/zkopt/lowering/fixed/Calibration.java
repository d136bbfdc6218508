package zkopt.lowering.fixed;

import java.util.Arrays;
import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.CompileException;
import zkopt.ir.FloatType;
import zkopt.ir.Operation;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.lowering.interp.StoredRange;

/** What values sample inputs lead to. Formats follow it; nothing is trusted to stay within it, what does not is an error when it is computed. */
public final class Calibration {
  /** On allocations, scalar operations and arguments at the affine level: the least and the largest value, {@code [lo : f64, hi : f64]}. */
  public static final String RANGE = "fixed.range";

  private Calibration() {}

  /**
   * Runs the main function on each sample and notes the range of each value in attribute {@link #RANGE}.
   *
   * @param samples for each sample the inputs of the function, row-major
   * @throws CompileException when the module is not at the affine level
   */
  public static void annotate(ModuleOp module, List<double[][]> samples) {
    FuncOp function = AffineInterpreter.mainFunction(module);
    var interpreter = new AffineInterpreter(module, function, true);
    for (double[][] sample : samples) {
      interpreter.run(sample);
      for (int i = 0; i < sample.length; i++) annotateArgument(function, i, sample[i]);
    }
    interpreter.ranges().forEach((value, range) -> {
      Operation op = value.definingOp();
      if (op != null && !range.isEmpty()) op.setAttribute(RANGE, observed(range, value.type() instanceof FloatType).attribute());
    });
  }

  /** Infinities among scalars, as of masks, become finite; in a buffer they are the start of a maximum. */
  private static Observed observed(StoredRange range, boolean scalar) {
    var finite = new Observed(range.least(), range.largest());
    return scalar && range.wasInfinite() ? finite.union(new Observed(-Formats.INFINITY, Formats.INFINITY)) : finite;
  }

  private static void annotateArgument(FuncOp function, int i, double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    var range = new Observed(Arrays.stream(finite).min().orElse(0), Arrays.stream(finite).max().orElse(0));
    Observed before = Observed.of(function.argAttr(i, RANGE));
    function.setArgAttr(i, RANGE, (before == null ? range : before.union(range)).attribute());
  }
}
