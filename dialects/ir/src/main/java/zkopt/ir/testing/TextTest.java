package zkopt.ir.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.Verifier;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.DiagnosticPrinter;
import zkopt.ir.text.Parser;
import zkopt.ir.text.PrintOptions;

/**
 * A {@code .mlir} file that tests itself, as LLVM's do:
 *
 * <pre>
 *   // RUN: zkopt %s --canonicalize | FileCheck %s
 *   // RUN: zkopt %s --split-input-file --verify-diagnostics
 * </pre>
 *
 * Known here: {@code --split-input-file} (at lines {@code // -----}), {@code --verify-diagnostics} (see {@link ExpectedDiagnostics}),
 * {@code --allow-unregistered-dialect}, {@code --mlir-print-op-generic}, {@code --remarks-filter=REGEX}, and {@code --check-prefix=X} behind FileCheck. Other
 * arguments go to the {@link Tool}. The module is verified before the tool runs and before it is printed.
 */
public record TextTest(Path file) {
  private static final String REMARKS = "--remarks-filter=";

  /** What a test runs between reading and printing; arguments are those that {@link TextTest} does not know. */
  @FunctionalInterface
  public interface Tool {
    void run(ModuleOp module, List<String> arguments, IRContext context);

    /** Does nothing. */
    Tool NONE = (_, arguments, _) -> {
      if (!arguments.isEmpty()) throw new IllegalArgumentException("unknown arguments " + arguments);
    };
  }

  /** All {@code .mlir} files under a directory, sorted. */
  public static List<TextTest> under(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(f -> f.toString().endsWith(".mlir")).sorted().map(TextTest::new).toList();
    }
  }

  /** Runs every RUN line. @throws AssertionError when one fails */
  public void run(Supplier<IRContext> contexts, Tool tool) throws IOException {
    String text = Files.readString(file);
    var runs = text.lines().filter(l -> l.startsWith("// RUN:")).map(l -> l.substring("// RUN:".length()).strip()).toList();
    if (runs.isEmpty()) throw new AssertionError(file + ": no RUN line");
    for (String run : runs) new Run(run, text, contexts, tool).run();
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }

  private final class Run {
    private final String command;
    private final String text;
    private final Supplier<IRContext> contexts;
    private final Tool tool;
    private final List<String> arguments = new ArrayList<>();
    private boolean split;
    private boolean verifyDiagnostics;
    private boolean allowUnregistered;
    private boolean generic;
    private String remarks = "";
    private String prefix;

    Run(String command, String text, Supplier<IRContext> contexts, Tool tool) {
      this.command = command;
      this.text = text;
      this.contexts = contexts;
      this.tool = tool;
    }

    void run() {
      String[] stages = command.split("\\|", 2);
      readArguments(stages[0]);
      if (stages.length == 2) readCheck(stages[1].strip());
      var output = new StringBuilder();
      int firstLine = 0;
      for (String part : split ? text.split("(?m)^// -----.*$") : new String[] {text}) {
        // keep line numbers those of the file
        output.append(runPart("\n".repeat(firstLine) + part));
        firstLine += (int) part.chars().filter(c -> c == '\n').count();
      }
      if (prefix != null) new FileCheck(file.toString(), text, prefix).check(output.toString());
    }

    private void readArguments(String stage) {
      var words = new ArrayList<>(ShellWords.split(stage));
      words.removeFirst();
      for (String word : words) {
        switch (word.replaceFirst("^--?", "--")) {
          case "--split-input-file" -> split = true;
          case "--verify-diagnostics" -> verifyDiagnostics = true;
          case "--allow-unregistered-dialect" -> allowUnregistered = true;
          case "--mlir-print-op-generic" -> generic = true;
          case "%s", "--%s" -> {
            // the file itself
          }
          default -> {
            if (word.startsWith(REMARKS)) remarks = word.substring(REMARKS.length());
            else arguments.add(word);
          }
        }
      }
    }

    private void readCheck(String stage) {
      prefix = "CHECK";
      for (String word : ShellWords.split(stage)) {
        if (word.startsWith("--check-prefix=")) prefix = word.substring("--check-prefix=".length());
      }
    }

    private String runPart(String part) {
      IRContext context = contexts.get();
      context.allowUnregisteredDialects(allowUnregistered);
      context.showRemarks((_, category) -> category.matches(remarks), true);
      String output = "";
      try {
        ModuleOp module = Parser.parse(context, file.toString(), part);
        if (Verifier.verify(module, context.diagnostics())) {
          tool.run(module, arguments, context);
          if (Verifier.verify(module, context.diagnostics())) output = AsmPrinter.print(module, PrintOptions.DEFAULT.generic(generic));
        }
      } catch (CompileException e) {
        if (!context.diagnostics().hasErrors()) throw e;
      }
      if (verifyDiagnostics) new ExpectedDiagnostics(file.toString(), part).check(context.diagnostics().diagnostics());
      else if (context.diagnostics().hasErrors()) {
        throw new AssertionError(command + "\n"
            + new DiagnosticPrinter().withSource(file.toString(), part).print(context.diagnostics().diagnostics()));
      }
      return output + "// -----\n";
    }
  }
}
