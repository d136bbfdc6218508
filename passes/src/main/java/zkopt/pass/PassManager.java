package zkopt.pass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import zkopt.ir.Action;
import zkopt.ir.CompileException;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Verifier;

/** Runs a pipeline on an operation, verifying the IR after each pass. */
public final class PassManager {
  /** The name, in logs and profiles, of the action that runs an inner pipeline: mlir-opt's pass for that. */
  private static final String ADAPTOR = "mlir::detail::OpToOpPassAdaptor";

  private final IRContext ir;
  private final PassPipeline pipeline;
  /** The inner pipelines that ran on something, by identity; shared with the managers of other threads. */
  private final Set<PassPipeline> matched;
  private final List<PassInstrumentation> instrumentations = new ArrayList<>();
  private PrintStream out = System.err;
  private boolean verifyEach = true;
  private int threads = Runtime.getRuntime().availableProcessors();
  private PassRun failed;

  /** Thrown to leave all pipelines; the diagnostics have been emitted. */
  private static final class Failure extends RuntimeException {
    Failure() {
      super(null, null, false, false);
    }
  }

  public PassManager(IRContext ir, PassPipeline pipeline) {
    this(ir, pipeline, Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>())));
  }

  private PassManager(IRContext ir, PassPipeline pipeline, Set<PassPipeline> matched) {
    this.ir = ir;
    this.pipeline = pipeline;
    this.matched = matched;
  }

  /** Whether to verify the IR after each pass; on by default. */
  public PassManager verifyEach(boolean verify) {
    verifyEach = verify;
    return this;
  }

  /** Where passes print; standard error by default. */
  public PassManager printTo(PrintStream stream) {
    out = stream;
    return this;
  }

  /** On how many operations at once a nested pipeline may run where nobody watches; as many as there are processors by default. */
  public PassManager threads(int count) {
    threads = count;
    return this;
  }

  public PassManager instrument(PassInstrumentation instrumentation) {
    instrumentations.add(instrumentation);
    return this;
  }

  public PassPipeline pipeline() {
    return pipeline;
  }

  /** The run that failed, or null. */
  public PassRun failed() {
    return failed;
  }

  /** Runs the pipeline; false when a pass failed, and then the diagnostics say why. Never throws for what is wrong with the IR. */
  public boolean run(Operation root) {
    failed = null;
    if (!runsOn(pipeline.anchor(), root)) {
      ir.diagnostics().error(root.location(), "can't run '" + pipeline.anchor() + "' pass manager on '" + root.name() + "' op");
      return false;
    }
    try {
      runPipeline(pipeline, root, List.of());
      if (root.parentOp() == null) warnOfUnmatched(pipeline, root);
      return true;
    } catch (Failure _) {
      return false;
    }
  }

  /** A pipeline that ran on nothing is most often a mistake. */
  private void warnOfUnmatched(PassPipeline pipeline, Operation root) {
    for (var element : pipeline.elements()) {
      if (!(element instanceof PassPipeline inner)) continue;
      if (matched.contains(inner)) {
        warnOfUnmatched(inner, root);
        continue;
      }
      String anchor = inner.anchor();
      String what = anchor.equals(Pass.ANY) ? "operation that is isolated from above" : "'" + anchor + "'";
      boolean unknown = !anchor.equals(Pass.ANY) && ir.operation(anchor) == null;
      ir.diagnostics().warning(root.location(), "passes in '" + anchor + "(...)' never ran: "
          + (unknown ? "no operation of that name is registered" : "there is no " + what + " in a '" + pipeline.anchor() + "'"));
    }
  }

  private static boolean runsOn(String anchor, Operation op) {
    return anchor.equals(Pass.ANY) ? op instanceof Traits.IsolatedFromAbove : anchor.equals(op.name());
  }

  private void runPipeline(PassPipeline pipeline, Operation op, List<Integer> position) {
    instrumentations.forEach(i -> i.beforePipeline(pipeline, op));
    for (int i = 0; i < pipeline.elements().size(); i++) {
      var here = new ArrayList<>(position);
      here.add(i);
      switch (pipeline.elements().get(i)) {
        case PassStep step -> runPass(new PassRun(step, op, here, new PassContext(ir, step.info().name(), out, (p, o) -> runPipeline(p, o, here))));
        case PassPipeline inner -> ir.act(Action.PASS, ADAPTOR, op, () -> {
          runInside(inner, op, here);
          return true;
        });
      }
    }
    instrumentations.reversed().forEach(i -> i.afterPipeline(pipeline, op));
  }

  private void runInside(PassPipeline inner, Operation op, List<Integer> position) {
    List<Operation> operations = op.regions().stream().flatMap(r -> r.blocks().stream()).flatMap(b -> b.operations().stream())
        .filter(o -> runsOn(inner.anchor(), o)).toList();
    if (!operations.isEmpty()) matched.add(inner);
    // who watches wants to see one after the other
    if (operations.size() > 1 && instrumentations.isEmpty() && threads > 1) runAtOnce(inner, operations);
    else operations.forEach(o -> runPipeline(inner, o, position));
  }

  /** What one thread's passes left beside the IR. */
  private record Run(PassManager manager, boolean good, ByteArrayOutputStream printed) {}

  /** As one after the other, but for what happens after a failure: all run then, and the first is told. */
  private void runAtOnce(PassPipeline inner, List<Operation> operations) {
    List<Run> runs;
    // threads of the pool look for plug-ins where this one does
    try (var pool = Executors.newFixedThreadPool(Math.min(threads, operations.size()))) {
      runs = operations.stream().map(o -> pool.submit(() -> runAlone(inner, o))).toList().stream().map(PassManager::resultOf).toList();
    }
    for (Run run : runs) {
      out.writeBytes(run.printed.toByteArray());
      ir.diagnostics().addAll(run.manager.ir.diagnostics().drain());
      ir.remarks().addAll(run.manager.ir.remarks().drain());
      if (run.good) continue;
      failed = run.manager.failed;
      throw new Failure();
    }
  }

  private Run runAlone(PassPipeline pipeline, Operation op) {
    var printed = new ByteArrayOutputStream();
    var manager = new PassManager(ir.withOwnDiagnostics(), pipeline, matched).verifyEach(verifyEach).printTo(new PrintStream(printed)).threads(1);
    return new Run(manager, manager.run(op), printed);
  }

  private static Run resultOf(Future<Run> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) throw error;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void runPass(PassRun run) {
    tell(false, i -> i.beforePass(run));
    if (!succeeds(run)) {
      failed = run;
      tell(true, i -> i.afterPassFailed(run));
      throw new Failure();
    }
    tell(true, i -> i.afterPass(run));
  }

  private void tell(boolean after, Consumer<PassInstrumentation> message) {
    (after ? instrumentations.reversed() : instrumentations).forEach(message);
  }

  private boolean succeeds(PassRun run) {
    long errorsBefore = errors();
    try {
      ir.act(Action.PASS, run.step().info().title(), run.op(), () -> {
        run.step().pass().run(run.op(), run.context());
        return true;
      });
    } catch (Failure _) {
      // of a pass that this one ran
      return false;
    } catch (CompileException e) {
      if (errors() == errorsBefore) ir.diagnostics().error(run.op().location(), e.getMessage());
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      ir.diagnostics().error(run.op().location(), "pass '" + run.passName() + "' failed unexpectedly: " + e)
          .note(run.op().location(), "this is a bug of the pass; it was thrown at " + (e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]));
      return false;
    }
    if (errors() > errorsBefore) return false;
    return !verifyEach || Verifier.verify(run.op(), ir.diagnostics());
  }

  private long errors() {
    return ir.diagnostics().diagnostics().stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).count();
  }
}
