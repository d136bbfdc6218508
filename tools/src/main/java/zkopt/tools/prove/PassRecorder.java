package zkopt.tools.prove;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.Operation;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.PrintOptions;
import zkopt.pass.PassInstrumentation;
import zkopt.pass.PassRun;
import zkopt.tools.artifact.PassSnapshot;

/** Notes the module after each pass, for {@code zkprove explain}. */
final class PassRecorder implements PassInstrumentation {
  /** The step before all passes. */
  static final String IMPORT = "import";

  private static final int MAX_ELEMENTS = 16;
  private static final PrintOptions WITHOUT_DATA = PrintOptions.DEFAULT.elideElementsLargerThan(MAX_ELEMENTS).elideResourcesLargerThan(0);

  private final List<PassSnapshot> snapshots;
  private long started = System.nanoTime();

  /** @param before the steps of the module that the passes begin with */
  PassRecorder(List<PassSnapshot> before) {
    snapshots = new ArrayList<>(before);
  }

  /** The steps so far, in order. */
  List<PassSnapshot> snapshots() {
    return List.copyOf(snapshots);
  }

  /** The model as it was read, before the first pass, keeps its locations, which name the ONNX nodes. */
  @Override
  public void beforePass(PassRun run) {
    if (snapshots.isEmpty()) note(IMPORT, root(run.op()), WITHOUT_DATA.locations(true));
    started = System.nanoTime();
  }

  @Override
  public void afterPass(PassRun run) {
    note(run.passName(), root(run.op()), WITHOUT_DATA);
  }

  private static Operation root(Operation op) {
    return op.parentOp() == null ? op : root(op.parentOp());
  }

  private void note(String step, Operation module, PrintOptions options) {
    double millis = (System.nanoTime() - started) / 1e6;
    int[] operations = {0};
    module.walk(_ -> operations[0]++);
    snapshots.add(new PassSnapshot(step, millis, operations[0], AsmPrinter.print(module, options)));
  }
}
