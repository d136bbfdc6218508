package zkopt.tools.levels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import zkopt.assigner.AssignmentException;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.lowering.interp.ExecutionException;
import zkopt.pass.PassInstrumentation;
import zkopt.pass.PassRun;

/**
 * Translation validation: after each pass the module is run on one input and its outputs are compared with those before. Floats may
 * differ by rounding, fixed point from the floats it was made of by a tolerance; from fixed point on every integer must be the same,
 * and the table that the last level leads to must hold.
 *
 * <p>What cannot be run, such as a module in the middle of a conversion, is passed over: the next one that can is compared with the last
 * one that could. The first disagreement is an error, which names the passes between and the first ONNX node that computes something else.
 */
public final class LoweringVerification implements PassInstrumentation {
  /** What outputs in floats may differ by, or that part of their size: sums may be added up in another order. */
  private static final double FLOAT_TOLERANCE = 1e-4;

  private final Function<ModuleOp, double[][]> input;
  private final double fixedTolerance;
  private final List<String> passes = new ArrayList<>();
  private double[][] inputs;
  private Computation before;
  private String notRun;
  private int compared;
  private boolean disagreed;

  /**
   * @param input gives the values of each input of the module as it is before the first pass
   * @param fixedTolerance what outputs in fixed point may differ by from those in floats, or that part of their size
   */
  public LoweringVerification(Function<ModuleOp, double[][]> input, double fixedTolerance) {
    this.input = input;
    this.fixedTolerance = fixedTolerance;
  }

  /** Whether some pass changed what the module computes; a diagnostic says which. */
  public boolean disagreed() {
    return disagreed;
  }

  /** How many times outputs were compared. */
  public int compared() {
    return compared;
  }

  /** Why the module could not be run when that was tried last, or null when it could. */
  public String notRun() {
    return notRun;
  }

  @Override
  public void beforePass(PassRun run) {
    if (inputs != null || !(root(run.op()) instanceof ModuleOp module)) return;
    inputs = input.apply(module);
    try {
      before = computation(module, run.context().ir());
    } catch (ExecutionException | AssignmentException e) {
      notRun = e.getMessage();
    }
  }

  @Override
  public void afterPass(PassRun run) {
    if (disagreed || !(root(run.op()) instanceof ModuleOp module)) return;
    passes.add(run.passName());
    try {
      Computation after = computation(module, run.context().ir());
      if (after == null) return;
      if (before != null) compare(run, after);
      before = after;
      passes.clear();
    } catch (ExecutionException | AssignmentException e) {
      if (before != null) report(run, e.getMessage());
    }
  }

  private static Operation root(Operation op) {
    return op.parentOp() == null ? op : root(op.parentOp());
  }

  private Computation computation(ModuleOp module, IRContext context) {
    notRun = null;
    try {
      return Computation.of(module, context, inputs);
    } catch (CompileException e) {
      notRun = e.getMessage();
      return null;
    }
  }

  private void compare(PassRun run, Computation after) {
    compared++;
    double tolerance = tolerance(before.level(), after.level());
    if (before.outputs().size() != after.outputs().size()) {
      report(run, "there were %d outputs, now there are %d".formatted(before.outputs().size(), after.outputs().size()));
      return;
    }
    for (int i = 0; i < after.outputs().size(); i++) {
      String difference = difference(before.outputs().get(i), after.outputs().get(i), tolerance);
      if (difference == null) continue;
      noteFirstNode(report(run, "output " + i + ", " + difference), run, after, tolerance);
      return;
    }
  }

  private double tolerance(Level from, Level to) {
    if (from.compareTo(Level.FIXED) >= 0) return 0;
    return to.compareTo(Level.FIXED) >= 0 ? fixedTolerance : FLOAT_TOLERANCE;
  }

  private static String difference(double[] before, double[] after, double tolerance) {
    if (before.length != after.length) return "it had %d elements, now it has %d".formatted(before.length, after.length);
    for (int i = 0; i < before.length; i++) {
      if (before[i] == after[i] || Double.isNaN(before[i]) && Double.isNaN(after[i])) continue;
      if (!(Math.abs(before[i] - after[i]) <= tolerance * Math.max(1, Math.abs(before[i])))) return "element %d: was %s, is %s".formatted(i, before[i], after[i]);
    }
    return null;
  }

  private Diagnostic report(PassRun run, String what) {
    disagreed = true;
    String which = passes.size() == 1 ? "pass '" + passes.getFirst() + "'" : "one of the passes '" + String.join("', '", passes) + "'";
    return run.context().diagnostics().error(run.op().location(), which + " changed what the module computes: " + what);
  }

  private void noteFirstNode(Diagnostic error, PassRun run, Computation after, double tolerance) {
    for (Map.Entry<String, double[]> node : after.nodes().entrySet()) {
      double[] was = before.nodes().get(node.getKey());
      if (was == null || was.length != node.getValue().length) continue;
      String difference = difference(was, node.getValue(), tolerance);
      if (difference == null) continue;
      error.note(run.op().location(), "the first node that computes something else is '" + node.getKey() + "': " + difference);
      return;
    }
  }
}
