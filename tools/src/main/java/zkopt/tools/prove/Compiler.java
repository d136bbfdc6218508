package zkopt.tools.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.IRMapping;
import zkopt.ir.Location;
import zkopt.ir.Verifier;
import zkopt.ir.text.Parser;
import zkopt.lowering.Optimization;
import zkopt.onnx.ImportOptions;
import zkopt.onnx.OnnxImporter;
import zkopt.pass.PassInstrumentation;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.tools.choice.OptimizationChoice;
import zkopt.tools.choice.Road;
import zkopt.tools.choice.TableCount;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.ToolException;
import zkopt.tools.levels.Level;

/** The compiler's road from an ONNX file to the plonk level, one named pipeline at a time. */
public final class Compiler {
  private final IRContext context = IRContext.withAllDialects();
  private final PassRegistry registry = PassRegistry.load();
  private final List<Optimization> off;
  private final List<PassInstrumentation> instrumentations;

  /** A compiler that does all it can. @param instrumentations what watches the passes */
  public Compiler(PassInstrumentation... instrumentations) {
    this(List.of(), instrumentations);
  }

  /** @param off what is left out @param instrumentations what watches the passes */
  public Compiler(List<Optimization> off, PassInstrumentation... instrumentations) {
    this.off = List.copyOf(off);
    this.instrumentations = List.of(instrumentations);
  }

  /**
   * The model in a file: of ONNX, or, where its name ends in {@code .mlir}, as text at any level.
   *
   * @param dimensions sizes of symbolic dimensions of an ONNX model
   */
  ModuleOp read(Path file, Map<String, Long> dimensions) {
    if (!file.toString().endsWith(".mlir")) return importNamed(file, dimensions);
    String text = FileErrors.reading(file, () -> Files.readString(file));
    return explaining("'" + file + "'", () -> {
      ModuleOp module = Parser.parse(context, file.toString(), text);
      if (!Verifier.verify(module, context.diagnostics())) throw new CompileException("the module is not valid");
      return module;
    });
  }

  private ModuleOp importNamed(Path file, Map<String, Long> dimensions) {
    return explaining("'" + file + "'", () -> OnnxImporter.importModel(context, file, ImportOptions.withDimensions(dimensions)));
  }

  /** The model in a file at the affine level: loops on memrefs of floats. */
  ModuleOp readAffine(Path file, Map<String, Long> dimensions) {
    ModuleOp module = read(file, dimensions);
    Level level = Level.of(module);
    if (level == Level.ONNX) toAffine(module);
    else if (level != Level.AFFINE) throw new ToolException("'%s' is in fixed point: a float model is needed here".formatted(file));
    return module;
  }

  /** The model at the ONNX level. */
  public ModuleOp importModel(Path onnx, ImportOptions options) {
    return explaining("", () -> OnnxImporter.importModel(context, onnx, options));
  }

  /** Replaces operators on tensors by loops on memrefs of floats. */
  public void toAffine(ModuleOp onnx) {
    explaining("", () -> run("onnx-to-affine", onnx));
  }

  /** Replaces floats by fixed-point integers. */
  public void toFixed(ModuleOp affine, FixedPoint format) {
    explaining("", () -> run(format.pipeline(), affine));
  }

  /** A fixed-point form that states what {@link zkopt.dialect.fixed.FixedErrors} asks for; {@code affine} stays as it is. */
  public ModuleOp toFixedWithErrors(ModuleOp affine, FixedPoint format) {
    ModuleOp copy = (ModuleOp) affine.clone(new IRMapping());
    explaining("", () -> run("affine-to-fixed-with-errors{" + format.options() + "}", copy));
    return copy;
  }

  /** Replaces loop bodies by gates. */
  public void toPlonk(ModuleOp fixed) {
    explaining("", () -> run("fixed-to-plonk", fixed));
  }

  IRContext context() {
    return context;
  }

  /** What this compiler's passes should leave out of a road besides what they do now, for the table to be small. @param start which stays as it is */
  OptimizationChoice choose(ModuleOp start, FixedPoint format, List<double[][]> samples, TableCount count) {
    return OptimizationChoice.of(Road.from(Level.of(start), format.pipeline(), samples, registry), start, off, count, context);
  }

  private Void run(String pipeline, ModuleOp module) {
    var passes = new PassManager(context, Optimization.without(off, PassPipeline.parse("builtin.module(" + pipeline + ")", registry)));
    instrumentations.forEach(passes::instrument);
    if (!passes.run(module)) throw new CompileException("'" + pipeline + "' failed");
    return null;
  }

  /** Runs a step of the compiler; what it complains about becomes the message, with {@code subject} in front unless it names that. */
  private <T> T explaining(String subject, Supplier<T> step) {
    try {
      return step.get();
    } catch (CompileException e) {
      String text = context.diagnostics().drain().stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR)
          .map(Compiler::text).collect(Collectors.joining("\n"));
      if (text.isEmpty()) text = e.getMessage();
      throw new ToolException(text.contains(subject) ? text : subject + ": " + text, e);
    }
  }

  private static String text(Diagnostic d) {
    if (d.location() instanceof Location.FileLineCol at) return "line " + at.line() + ": " + d.message();
    // many messages name the node themselves
    String where = d.location().nodeName().map(n -> "node '" + n + "'").filter(n -> !d.message().contains(n)).map(n -> n + ": ").orElse("");
    String notes = d.notes().stream().map(n -> "\n  note: " + n.message()).collect(Collectors.joining());
    return where + d.message() + notes;
  }
}
