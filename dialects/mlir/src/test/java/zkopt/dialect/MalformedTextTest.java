package zkopt.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.Verifier;
import zkopt.ir.testing.Corpus;
import zkopt.ir.testing.Mutation;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.ir.text.PrintOptions;

/** Whatever a text holds, reading it ends, and in a diagnostic: no stack trace, no hang, no memory without bound. */
class MalformedTextTest {
  private static final long SEED = 20261121;
  private static final long SLOW_MILLIS = 3000;
  private static final PrintOptions WITH_LOCATIONS = PrintOptions.DEFAULT.locations(true);

  @Test
  void damagedTextsAreDiagnosed() throws IOException {
    fuzz(SEED, 4000);
  }

  @Tag("slow")
  @Test
  void manyDamagedTextsAreDiagnosed() throws IOException {
    fuzz(SEED + 1, Integer.getInteger("zkopt.fuzz", 200_000));
  }

  @Test
  void deepNestingIsDiagnosed() {
    int depth = 100_000;
    for (String text : List.of(
        "\"a.b\"() {x = " + "[".repeat(depth),
        "\"a.b\"() {x = " + "tuple<".repeat(depth),
        "\"a.b\"() : () -> " + "(() -> ".repeat(depth),
        "\"a.b\"() {x = affine_map<(d0) -> (" + "-".repeat(depth) + "d0)>} : () -> ()",
        "\"a.b\"() {x = !t<" + "(".repeat(depth),
        "\"a.b\"() {x = dense<" + "[".repeat(depth),
        "\"a.b\"() : () -> () loc(" + "callsite(".repeat(depth),
        "\"a.b\"() ({".repeat(depth),
        "module {".repeat(depth))) {
      var problem = problem(text);
      assertEquals(null, problem, text.substring(0, 40));
    }
  }

  private static void fuzz(long seed, int rounds) throws IOException {
    var corpus = new ArrayList<String>();
    for (var file : Corpus.files()) {
      for (String part : Corpus.parts(file)) {
        corpus.add(part);
        // the generic form lets every attribute, operand and region be wrong
        generic(part).ifPresent(corpus::add);
      }
    }
    assertTrue(corpus.size() > 50, "corpus");
    var mutation = new Mutation(new Random(seed), corpus);
    var problems = new ArrayList<String>();
    for (int i = 0; i < rounds && problems.size() < 5; i++) {
      String text = mutation.apply(corpus.get(i % corpus.size()));
      long start = System.nanoTime();
      String problem = problem(text);
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (problem == null && millis > SLOW_MILLIS) problem = "took " + millis + " ms";
      if (problem != null) problems.add("seed " + seed + ", round " + i + ": " + problem + "\n--- in\n" + text);
    }
    assertTrue(problems.isEmpty(), () -> String.join("\n\n", problems));
  }

  private static Optional<String> generic(String text) {
    var context = IRContext.withAllDialects();
    context.allowUnregisteredDialects(true);
    try {
      return Optional.of(AsmPrinter.print(Parser.parse(context, "text", text), PrintOptions.DEFAULT.generic(true)));
    } catch (CompileException _) {
      return Optional.empty();
    }
  }

  /** What reading {@code text} does that it should not do; or null. */
  private static String problem(String text) {
    var context = IRContext.withAllDialects();
    context.allowUnregisteredDialects(true);
    try {
      var module = Parser.parse(context, "text", text);
      if (!Verifier.verify(module, context.diagnostics())) return context.diagnostics().hasErrors() ? null : "the verifier fails without an error";
      String problem = reparse(AsmPrinter.print(module, PrintOptions.DEFAULT), PrintOptions.DEFAULT);
      return problem != null ? problem : reparse(AsmPrinter.print(module, WITH_LOCATIONS), WITH_LOCATIONS);
    } catch (CompileException _) {
      return context.diagnostics().hasErrors() ? null : "the parser fails without an error";
    } catch (RuntimeException | Error e) {
      return trace(e);
    }
  }

  /** What we print of a text that is good must be good too, and a fixed point. */
  private static String reparse(String printed, PrintOptions options) {
    var context = IRContext.withAllDialects();
    context.allowUnregisteredDialects(true);
    try {
      String again = AsmPrinter.print(Parser.parse(context, "printed", printed), options);
      return again.equals(printed) ? null : "printed text is not printed the same again:\n" + printed + "\nand then\n" + again;
    } catch (CompileException e) {
      return "printed text is refused: " + e.getMessage() + "\n" + printed;
    }
  }

  private static String trace(Throwable e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString().lines().limit(12).reduce("", (a, b) -> a + "\n" + b);
  }
}
