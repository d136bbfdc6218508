package zkopt.pass;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import zkopt.ir.Operation;
import zkopt.ir.Traits;

/** Prints the IR before and after passes, as mlir-opt's flags of the same meaning do. */
public final class IrPrinting implements PassInstrumentation {
  /**
   * What to print and where.
   *
   * @param before passes (by name) before which to print
   * @param after passes after which to print
   * @param onlyOnChange after a pass only when it changed the IR
   * @param onlyOnFailure after a pass only when it failed
   * @param moduleScope the whole module, also when the pass runs on a part of it
   * @param treeDir a directory for one file each, or null: all to {@code out}
   * @param printer makes the text, ending in a newline
   */
  public record Config(
      Predicate<String> before,
      Predicate<String> after,
      boolean onlyOnChange,
      boolean onlyOnFailure,
      boolean moduleScope,
      Path treeDir,
      PrintStream out,
      Function<Operation, String> printer) {}

  private final Config config;
  private final Map<PassRun, String> textBefore = new IdentityHashMap<>();

  public IrPrinting(Config config) {
    this.config = config;
  }

  @Override
  public void beforePass(PassRun run) {
    if (config.before.test(run.passName())) dump("Before", "", run);
    if (config.onlyOnChange) textBefore.put(run, config.printer.apply(run.op()));
  }

  @Override
  public void afterPass(PassRun run) {
    if (config.onlyOnFailure || !config.after.test(run.passName())) return;
    if (config.onlyOnChange && config.printer.apply(run.op()).equals(textBefore.remove(run))) return;
    dump("After", "", run);
  }

  @Override
  public void afterPassFailed(PassRun run) {
    if (config.after.test(run.passName())) dump("After", " Failed", run);
  }

  private void dump(String when, String how, PassRun run) {
    var op = config.moduleScope ? top(run.op()) : run.op();
    String scope = !config.moduleScope ? "" : " ('" + run.op().name() + "' operation" + (symbol(run.op()) == null ? "" : ": @" + symbol(run.op())) + ")";
    String header = "// -----// IR Dump " + when + " " + run.step().info().title() + how + " (" + run.passName() + ")" + scope
        + " //----- //";
    String text = header + "\n" + config.printer.apply(op) + "\n";
    if (config.treeDir == null) config.out.print(text);
    else write(treeFile(when, run), text);
  }

  private static Operation top(Operation op) {
    return op.parentOp() == null ? op : top(op.parentOp());
  }

  private static String symbol(Operation op) {
    return op instanceof Traits.Symbol s ? s.symbolName() : null;
  }

  /** {@code builtin_module_no-symbol-name/func_func_main/0_1_cse.mlir}: the operations around, then the places in the pipelines. */
  private Path treeFile(String when, PassRun run) {
    Path dir = config.treeDir.resolve(directory(run.op()));
    String places = run.position().stream().map(String::valueOf).collect(Collectors.joining("_"));
    return dir.resolve(places + "_" + run.passName() + (when.equals("Before") ? "_before" : "") + ".mlir");
  }

  private static Path directory(Operation op) {
    String name = (op.name() + "_" + (symbol(op) == null ? "no-symbol-name" : symbol(op))).replaceAll("[^A-Za-z0-9_-]", "_");
    return op.parentOp() == null ? Path.of(name) : directory(op.parentOp()).resolve(name);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
