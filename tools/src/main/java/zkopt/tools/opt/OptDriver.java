package zkopt.tools.opt;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.Verifier;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.DiagnosticPrinter;
import zkopt.ir.text.Parser;
import zkopt.ir.text.PrintOptions;
import zkopt.onnx.OnnxExporter;
import zkopt.onnx.OnnxImporter;
import zkopt.pass.IrPrinting;
import zkopt.pass.PassInstrumentation;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.pass.PassRun;
import zkopt.pass.PassStatistics;
import zkopt.pass.PassTiming;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;
import zkopt.tools.input.ModelInputs;
import zkopt.tools.levels.LoweringVerification;
import zkopt.tools.levels.ModuleInputs;

/** Reads the input, runs the pipeline on each part of it, and prints the results. */
final class OptDriver {
  /** Of the random inputs of '--verify-lowering'. */
  private static final long LOWERING_SEED = 1;

  /** What an array can hold on any virtual machine. */
  private static final long LARGEST_TEXT = Integer.MAX_VALUE - 8;

  private final OptOptions options;
  private final Function<String, PassPipeline> pipelines;
  private final PassRegistry registry;
  private final ClassLoader plugins;
  private final InputStream in;
  private final PrintStream err;
  private final PassTiming timing = new PassTiming();
  private final PassStatistics statistics = new PassStatistics();
  private final ResultFile result;
  private final Tracing tracing;
  private final RemarkOutput remarks;
  /** Of '--mlir-pass-pipeline-crash-reproducer'. */
  private Reproducer reproducer;
  private LoweringVerification lowering;
  private int exitCode = ExitCode.GOOD;

  OptDriver(OptOptions options, Function<String, PassPipeline> pipelines, PassRegistry registry, ClassLoader plugins, InputStream in,
      ResultFile result, Tracing tracing, RemarkOutput remarks, PrintStream err) {
    this.options = options;
    this.pipelines = pipelines;
    this.registry = registry;
    this.plugins = plugins;
    this.in = in;
    this.result = result;
    this.tracing = tracing;
    this.remarks = remarks;
    this.err = err;
  }

  /** Returns the exit code. */
  int run() throws IOException {
    if (options.isOnnx()) {
      if (options.input.equals("-")) throw new UsageException("an ONNX model is read from a file, not from standard input");
      requireFile(Path.of(options.input));
      process(options.input, "", context -> OnnxImporter.importModel(context, Path.of(options.input)));
    } else {
      String text = readText();
      String name = options.input.equals("-") ? "<stdin>" : options.input;
      if (options.splitMarker != null) warnOfNearMisses(text, name);
      var chunks = options.splitMarker == null ? List.of(text) : Chunks.split(text, options.splitMarker);
      for (int i = 0; i < chunks.size(); i++) {
        if (i > 0) result.writer().append(options.outputMarker == null ? options.splitMarker : options.outputMarker).append('\n');
        String chunk = chunks.get(i);
        process(name, chunk, context -> parse(context, name, chunk));
      }
    }
    if (options.timing) reportTimes(options.timingDisplay == OptOptions.TimingDisplay.LIST);
    if (options.statistics) statistics.report(err, options.statisticsDisplay == OptOptions.StatisticsDisplay.LIST);
    return exitCode;
  }

  private void warnOfNearMisses(String text, String name) {
    var warnings = new DiagnosticEngine();
    Chunks.nearMisses(text, options.splitMarker, name).forEach(at -> warnings.warning(at, "near miss with file split marker"));
    err.print(new DiagnosticPrinter().withSource(name, text).print(warnings.diagnostics()));
  }

  private void reportTimes(boolean list) {
    if (options.timingFormat == OptOptions.OutputFormat.JSON) timing.reportJson(err, list);
    else timing.report(err, list);
  }

  private static void requireFile(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      String reason = Files.isDirectory(file) ? "Is a directory" : Files.exists(file) ? "Permission denied" : "No such file or directory";
      throw new UsageException("cannot open input file '" + file + "': " + reason);
    }
  }

  private String readText() {
    try {
      if (options.input.equals("-")) return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return readFile(Path.of(options.input));
    } catch (NoSuchFileException e) {
      throw new UsageException("cannot open input file '" + options.input + "': No such file or directory");
    } catch (IOException e) {
      throw new UsageException("cannot open input file '" + options.input + "': " + e.getMessage());
    }
  }

  /** Bytes that are no UTF-8 are for the parser to refuse, by their place. */
  private static String readFile(Path file) throws IOException {
    if (Files.size(file) > LARGEST_TEXT) throw new UsageException("input file '" + file + "' is too large: a text has 2 GB at most");
    try {
      return Files.readString(file); // makes no copy of a large text
    } catch (MalformedInputException _) {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
  }

  private Operation parse(IRContext context, String name, String text) {
    return options.noImplicitModule ? Parser.parseOperation(context, name, text) : Parser.parse(context, name, text);
  }

  private void process(String name, String text, Function<IRContext, ? extends Operation> reader) throws IOException {
    var context = IRContext.withAllDialects(plugins);
    context.allowUnregisteredDialects(options.allowUnregistered);
    context.handleActions(tracing.handler());
    remarks.ask(context);
    var diagnostics = new DiagnosticOutput(options, err, name, text);
    if (options.opOnDiagnostic && !diagnostics.verifies()) context.diagnostics().showOperations(options.outputForm());
    if (options.stackTraces) context.diagnostics().showStackTraces();
    PassRun failed = null;
    boolean good;
    lowering = null;
    try {
      timing.start("Parser");
      var module = reader.apply(context);
      timing.stop();
      var manager = options.runReproducer ? reproducing(context, diagnostics, name, text) : manager(context, diagnostics, pipelines.apply(module.name()), options.verifyEach);
      good = Verifier.verify(module, context.diagnostics()) && (!options.verifyRoundTrip || roundTrips(module, context)) && manager.run(module);
      failed = manager.failed();
      if (good && options.generateReproducer != null) Reproducer.write(options.generateReproducer, module, manager.pipeline(), options.verifyEach);
      if (lowering != null && lowering.notRun() != null) context.diagnostics().warning(module.location(), "what the last passes did was not verified: " + lowering.notRun());
      if (good) output(module, context);
    } catch (CompileException _) {
      good = false;
    }
    remarks.take(context);
    if (reproduced(failed)) reproducer.report(failed, context.diagnostics());
    diagnostics.take(context.diagnostics());
    if (lowering != null && lowering.disagreed()) exitCode = ExitCode.NO;
    if (!diagnostics.verifies()) {
      if (failed != null && !reproduced(failed)) err.println("note: while running pass '" + failed.passName() + "' on '" + failed.op().name() + "'");
      if (!good) exitCode = ExitCode.BAD;
    } else if (!diagnostics.compare()) {
      exitCode = ExitCode.NO;
    }
  }

  private boolean reproduced(PassRun failed) {
    return failed != null && reproducer != null && reproducer.written();
  }

  private void output(Operation module, IRContext context) throws IOException {
    timing.start("Output");
    if (options.exportOnnx != null) {
      export(module, context);
    } else {
      AsmPrinter.write(module, options.outputForm(), result.writer());
      result.writer().append(end(module));
    }
    timing.stop();
  }

  /** Operations inside others are shown without aliases. */
  private String dump(Operation op) {
    return (op.parentOp() == null ? AsmPrinter.print(op, options.dumpForm()) : AsmPrinter.printLocally(op, options.dumpForm()) + "\n") + end(op);
  }

  /** As mlir-opt ends what it prints: outermost operations with their aliases in an empty line. */
  private String end(Operation op) {
    return op.parentOp() == null && !options.localScope ? "\n" : "";
  }

  private void export(Operation root, IRContext context) {
    if (!(root instanceof ModuleOp module)) throw new UsageException("an ONNX model is made from a module, not from '" + root.name() + "'");
    byte[] model = OnnxExporter.export(context, module);
    try {
      Files.write(options.exportOnnx, model);
    } catch (IOException e) {
      throw new UsageException("cannot open output file '" + options.exportOnnx + "': " + FileErrors.reason(options.exportOnnx, e));
    }
  }

  private double[][] loweringInputs(ModuleOp module) {
    if (options.verifyLowering.equals(OptOptions.RANDOM_INPUT)) return ModuleInputs.random(module, LOWERING_SEED);
    try {
      return ModelInputs.read(Path.of(options.verifyLowering), ModuleInputs.specs(module));
    } catch (ToolException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private PassManager reproducing(IRContext context, DiagnosticOutput diagnostics, String name, String text) {
    var run = Reproducer.Run.read(context, name, text);
    return manager(context, diagnostics, PassPipeline.parse(run.pipeline(), registry), run.verifyEach());
  }

  /** Whether the module is printed the same after it was printed and read again, in either form. */
  private boolean roundTrips(Operation module, IRContext context) {
    String first = AsmPrinter.print(module, PrintOptions.DEFAULT);
    for (boolean generic : new boolean[] {false, true}) {
      var again = IRContext.withAllDialects(plugins);
      again.allowUnregisteredDialects(options.allowUnregistered);
      String text = AsmPrinter.print(module, PrintOptions.DEFAULT.generic(generic));
      String second = AsmPrinter.print(parse(again, "<roundtrip>", text), PrintOptions.DEFAULT);
      if (first.equals(second)) continue;
      context.diagnostics().error(module.location(), (generic ? "generic" : "custom") + " form does not roundtrip");
      return false;
    }
    return true;
  }

  private PassManager manager(IRContext context, DiagnosticOutput diagnostics, PassPipeline passes, boolean verifyEach) {
    if (options.dumpPipeline) err.println("Pass Manager with " + passes.elements().size() + " passes:\n" + passes + "\n");
    var manager = new PassManager(context, passes).verifyEach(verifyEach).printTo(err);
    // a reproducer holds the IR as it was before a pass: passes must not run beside each other
    if (options.disableThreading || options.crashReproducer != null || tracing.handler() != null) manager.threads(1);
    if (options.crashReproducer != null) {
      reproducer = new Reproducer(options.crashReproducer, options.localReproducer, verifyEach);
      manager.instrument(reproducer);
    }
    if (options.verifyLowering != null) {
      lowering = new LoweringVerification(this::loweringInputs, options.loweringTolerance);
      manager.instrument(lowering);
    }
    if (options.timing) manager.instrument(timing);
    if (options.statistics) manager.instrument(statistics);
    if (options.printsIr()) {
      manager.instrument(new IrPrinting(new IrPrinting.Config(options.before(), options.after(), options.printAfterChange, options.printAfterFailure,
          options.moduleScope, options.treeDir, err, this::dump)));
      manager.instrument(new PassInstrumentation() { // the last that is made is the first that is told of the end of a pass
        @Override
        public void afterPass(PassRun run) {
          diagnostics.take(context.diagnostics());
        }

        @Override
        public void afterPassFailed(PassRun run) {
          diagnostics.take(context.diagnostics());
        }
      });
    }
    return manager;
  }
}
