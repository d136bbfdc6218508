package zkopt.tools.opt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import zkopt.ir.AsmText;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.ir.text.PrintOptions;
import zkopt.pass.PassInstrumentation;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRun;
import zkopt.tools.cli.FileErrors;

/**
 * When a pass fails, writes the IR from before with the pipeline that fails on it to a file, which {@code --run-reproducer} runs: the
 * whole pipeline on the input, or (local) only the pass that failed on what it was given.
 */
final class Reproducer implements PassInstrumentation {
  private static final String OWNER = "mlir_reproducer";

  /** What a reproducer's file says of the run. */
  record Run(String pipeline, boolean verifyEach) {
    /** @throws UsageException when the text has no reproducer */
    static Run read(IRContext context, String source, String text) {
      Map<String, String> resources = Parser.externalResources(context, source, text, OWNER);
      String pipeline = resources.get("pipeline");
      if (pipeline == null) throw new UsageException("'" + source + "' holds no reproducer: no 'pipeline' in the external resource '" + OWNER + "'");
      return new Run(pipeline, !"false".equals(resources.get("verify_each")));
    }
  }

  private final Path file;
  private final boolean local;
  private final boolean verifyEach;
  private String module;
  private String pipeline;
  private boolean written;

  Reproducer(Path file, boolean local, boolean verifyEach) {
    this.file = file;
    this.local = local;
    this.verifyEach = verifyEach;
  }

  /** Whether a pass failed. */
  boolean written() {
    return written;
  }

  @Override
  public void beforePipeline(PassPipeline pipeline, Operation op) {
    if (op.parentOp() != null) return;
    this.pipeline = pipeline.toString();
    this.module = AsmPrinter.print(op, PrintOptions.DEFAULT);
  }

  @Override
  public void beforePass(PassRun run) {
    if (!local) return;
    String step = run.step().toString();
    Operation root = run.op();
    for (; root.parentOp() != null; root = root.parentOp()) step = root.name() + "(" + step + ")";
    pipeline = root.name() + "(" + step + ")";
    module = AsmPrinter.print(root, PrintOptions.DEFAULT);
  }

  @Override
  public void afterPassFailed(PassRun run) {
    write();
  }

  /** Writes what there was before the pipeline, or the last pass. */
  private void write() {
    write(file, text(module, pipeline, verifyEach));
    written = true;
  }

  /** Writes a module, as it is now, with a pipeline. */
  static void write(Path file, Operation module, PassPipeline pipeline, boolean verifyEach) {
    write(file, text(AsmPrinter.print(module, PrintOptions.DEFAULT), pipeline.toString(), verifyEach));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UsageException("cannot open reproducer file '" + file + "': " + FileErrors.reason(file, e));
    }
  }

  /** Says, in mlir-opt's words, which pass failed and where the reproducer is. */
  void report(PassRun failed, DiagnosticEngine diagnostics) {
    String symbol = failed.op() instanceof Traits.Symbol s && s.symbolName() != null ? ": @" + s.symbolName() : "";
    String pass = "`" + failed.step().info().title() + "` on '" + failed.op().name() + "' operation" + symbol;
    diagnostics.error(failed.op().location(), "Failures have been detected while processing an MLIR pass pipeline")
        .note(failed.op().location(), "Pipeline failed while executing " + (local ? pass : "[" + pass + "]") + ": reproducer generated at `" + file + "`");
  }

  /** The module with the run as an external resource, in the section that holds its own resources if it has one. */
  private static String text(String module, String pipeline, boolean verifyEach) {
    String section = "  external_resources: {\n    " + OWNER + ": {\n      pipeline: " + AsmText.quote(pipeline)
        + ",\n      disable_threading: true,\n      verify_each: " + verifyEach + "\n    }\n  }\n#-}\n";
    String end = "\n#-}\n";
    return module.endsWith(end) ? module.substring(0, module.length() - end.length()) + ",\n" + section : module + "\n{-#\n" + section;
  }
}
