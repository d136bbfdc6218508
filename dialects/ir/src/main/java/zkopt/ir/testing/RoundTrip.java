package zkopt.ir.testing;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.Verifier;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.DiagnosticPrinter;
import zkopt.ir.text.Parser;
import zkopt.ir.text.PrintOptions;
import zkopt.ir.text.PrintOptions.Flag;

/**
 * Checks our text against the real {@code mlir-opt}, in both forms and both directions: what we print it accepts and prints back the
 * same; what it prints we accept and print back the same.
 */
public record RoundTrip(MlirOpt oracle, Supplier<IRContext> contexts) {
  private static final String DEBUG_INFO = "--mlir-print-debuginfo";

  private static final Map<Flag, String> FLAGS = Map.of(Flag.LOCAL_SCOPE, "--mlir-print-local-scope",
      Flag.UNIQUE_IDS, "--mlir-print-unique-ssa-ids", Flag.VALUE_USERS, "--mlir-print-value-users");

  /** @throws AssertionError at the first difference */
  public void check(String text) throws IOException {
    String printed = oracleText(text);
    same("we print the source as mlir-opt does", printed, ours(text, PrintOptions.DEFAULT));
    // a sum that mlir-opt printed may be a simpler one once it is read again
    String custom = oracleText(printed);
    same("we print what mlir-opt printed", custom, ours(printed, PrintOptions.DEFAULT));
    String generic = oracleText(custom, "--mlir-print-op-generic");
    same("we print mlir-opt's generic form in custom form", custom, ours(generic, PrintOptions.DEFAULT));
    String ourGeneric = ours(custom, PrintOptions.DEFAULT.generic(true));
    same("mlir-opt reads our generic form", custom, oracleText(ourGeneric));
    same("we print the generic form as mlir-opt does", generic, ourGeneric);
    for (Flag flag : FLAGS.keySet()) {
      same("we print as mlir-opt does with " + FLAGS.get(flag), oracleText(text, FLAGS.get(flag)), ours(text, PrintOptions.DEFAULT.with(flag, true)));
    }
    checkLocations(text);
  }

  /** Where things come from, by name and in place. */
  private void checkLocations(String text) throws IOException {
    var locations = PrintOptions.DEFAULT.locations(true);
    String printed = oracleText(text, DEBUG_INFO);
    same("we print locations as mlir-opt does", printed, ours(text, locations));
    String custom = oracleText(printed, DEBUG_INFO);
    same("we read mlir-opt's locations", custom, ours(printed, locations));
    same("mlir-opt reads our locations", custom, oracleText(ours(custom, locations), DEBUG_INFO));
    same("we print locations in the generic form as mlir-opt does", oracleText(text, DEBUG_INFO, "--mlir-print-op-generic"), ours(text, locations.generic(true)));
  }

  /** Our text of what {@code text} says. */
  public String ours(String text, PrintOptions options) {
    IRContext context = contexts.get();
    context.allowUnregisteredDialects(true);
    try {
      var module = Parser.parse(context, MlirOpt.SOURCE, text);
      if (Verifier.verify(module, context.diagnostics())) return AsmPrinter.print(module, options);
    } catch (CompileException _) {
      // shown below
    }
    throw new AssertionError(new DiagnosticPrinter().withSource(MlirOpt.SOURCE, text).print(context.diagnostics().diagnostics()));
  }

  private String oracleText(String text, String... arguments) throws IOException {
    var answer = oracle.run(text, arguments);
    if (!answer.accepted()) throw new AssertionError("mlir-opt does not accept\n" + text + "\n" + answer.errors());
    return answer.output().stripTrailing() + "\n";
  }

  private static void same(String what, String expected, String actual) {
    if (expected.equals(actual)) return;
    var e = expected.lines().toList();
    var a = actual.lines().toList();
    int line = 0;
    while (line < Math.min(e.size(), a.size()) && e.get(line).equals(a.get(line))) line++;
    throw new AssertionError("it does not hold that " + what + "; line " + (line + 1)
        + "\n  mlir-opt: " + (line < e.size() ? e.get(line) : "(end)")
        + "\n  we:       " + (line < a.size() ? a.get(line) : "(end)"));
  }
}
