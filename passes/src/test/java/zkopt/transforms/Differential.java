package zkopt.transforms;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/** Runs a pipeline over random modules here and in {@code mlir-opt}, and compares the texts of each function. */
final class Differential {
  /**
   * How many functions there were, and how many came out byte for byte the same.
   *
   * @param differences the texts of those that did not: before, ours, mlir-opt's
   */
  record Outcome(int functions, int same, List<String> differences) {}

  private static final String FUNCTION = "  func.func ";
  private static final Pattern MAP = Pattern.compile("(?m)^(#map\\d*) = (.*)$");
  private static final Pattern MAP_NAME = Pattern.compile("#map\\d*");

  private Differential() {}

  /**
   * Compares modules that {@code text} makes of the seeds 0 to {@code modules} - 1; skips the test where there is no {@code mlir-opt}.
   *
   * @param text a module whose operations are functions
   */
  static Outcome compare(String pipeline, int modules, LongFunction<String> text) throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    int functions = 0;
    var differences = new ArrayList<String>();
    for (int seed = 0; seed < modules; seed++) {
      String before = text.apply(seed);
      var answer = oracle.get().run(before, "--pass-pipeline=" + pipeline);
      if (answer.errors().contains("PLEASE submit a bug report")) {
        System.out.println("seed " + seed + ": mlir-opt crashes");
        continue;
      }
      assertTrue(answer.accepted(), "seed " + seed + ": " + answer.errors());
      Map<String, String> theirs = functions(answer.output());
      Map<String, String> ours = functions(run(pipeline, before, seed));
      for (String name : theirs.keySet()) {
        functions++;
        if (theirs.get(name).equals(ours.get(name))) continue;
        differences.add("seed " + seed + "\n" + functions(before).get(name) + "ours:\n" + ours.get(name) + "mlir-opt's:\n" + theirs.get(name));
      }
    }
    System.out.println(pipeline + ": " + (functions - differences.size()) + " of " + functions + " random functions as mlir-opt's");
    return new Outcome(functions, functions - differences.size(), differences);
  }

  /** The text of each function of a module, with maps in place of their names, by the part of its first line that names it. */
  private static Map<String, String> functions(String module) {
    Map<String, String> maps = MAP.matcher(module).results().collect(Collectors.toMap(r -> r.group(1), r -> r.group(2)));
    var functions = new TreeMap<String, String>();
    for (String named : module.split("(?m)^(?=" + FUNCTION + ")")) {
      String part = MAP_NAME.matcher(named).replaceAll(r -> maps.getOrDefault(r.group(), r.group()));
      if (!part.startsWith(FUNCTION)) continue;
      int end = part.indexOf("\n  }\n");
      functions.put(part.substring(FUNCTION.length(), part.indexOf('(')), end < 0 ? part.lines().findFirst().orElseThrow() : part.substring(0, end + 5));
    }
    return functions;
  }

  private static String run(String pipeline, String text, long seed) {
    var context = IRContext.withAllDialects();
    context.allowUnregisteredDialects(true);
    var module = Parser.parse(context, "random", text);
    boolean succeeded = new PassManager(context, PassPipeline.parse(pipeline, PassRegistry.load())).run(module);
    assertTrue(succeeded, () -> "seed " + seed + ": " + context.diagnostics().diagnostics().stream().map(Diagnostic::message).toList());
    return AsmPrinter.print(module);
  }
}
