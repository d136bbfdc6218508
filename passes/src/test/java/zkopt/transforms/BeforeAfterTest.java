package zkopt.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/**
 * The cases of {@code src/test/mlir}. A file begins with {@code // RUN: <pipeline>}; its cases stand between {@code // -----} lines:
 * the text before, {@code // =====>}, the text after; or {@code // =====> same}, or {@code // =====> error: <message>}, with its notes in lines {@code // note: <message>}.
 */
class BeforeAfterTest {
  private static final Path CASES = Path.of("src/test/mlir");
  private static final String NOTE = "// note: ";

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        assertTrue(text.startsWith("// RUN: "), file + " has no RUN line");
        String pipeline = pipeline(text);
        int number = 0;
        for (String part : text.split("(?m)^// -----$")) {
          number++;
          tests.add(DynamicTest.dynamicTest(file.getFileName() + " #" + number, () -> check(pipeline, part)));
        }
      }
    }
    assertFalse(tests.isEmpty());
    return tests;
  }

  /** Passes that do exactly what mlir-opt's do are compared with these, where the machine has them. */
  @ParameterizedTest
  @ValueSource(strings = {"canonicalize-arith-wide", "canonicalize-merge-blocks", "canonicalize-affine-maps",
      "cse", "symbol-dce", "licm", "lower-affine", "control-flow-sink", "inline", "sccp", "mem2reg", "canonicalize-cf",
      "affine-loop-normalize", "affine-loop-unroll", "affine-loop-unroll-full", "affine-loop-tile", "affine-scalrep", "affine-parallelize",
      "affine-simplify-structures", "affine-loop-fusion", "affine-loop-fusion-maximal", "affine-loop-invariant-code-motion",
      "affine-expand-index-ops", "int-range-optimizations", "canonicalize-scf", "affine-loop-unroll-jam", "affine-loop-coalescing",
      "affine-data-copy-generate", "affine-data-copy-generate-dma", "affine-data-copy-generate-dma-capacity", "affine-data-copy-generate-capacity", "affine-data-copy-generate-stride", "convert-scf-to-cf", "symbol-privatize",
      "canonicalize-scf-branches", "canonicalize-scf-parallel", "canonicalize-scf-while", "canonicalize-scf-forall", "canonicalize-tensor",
      "canonicalize-memref", "canonicalize-slices", "canonicalize-tiles", "canonicalize-builtin", "inline-private", "affine-loop-tile-separate",
      "affine-loop-tile-sizes", "affine-loop-tile-cache", "affine-loop-unroll-reps", "affine-loop-unroll-up-to-factor", "affine-loop-unroll-cleanup",
      "affine-loop-unroll-threshold", "affine-parallelize-max-nested", "affine-parallelize-reductions", "affine-loop-fusion-fast-memory"})
  void oracle(String name) throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    String text = Files.readString(CASES.resolve(name + ".mlir"));
    String pipeline = pipeline(text);
    for (String part : text.split("(?m)^// -----$")) {
      String before = part.substring(0, part.indexOf("// =====>"));
      var answer = oracle.get().run(before, "--pass-pipeline=" + pipeline);
      assertTrue(answer.accepted(), answer.errors());
      assertEquals(normal(answer.output()), lowered(pipeline, before));
    }
  }

  private static String pipeline(String text) {
    return text.lines().findFirst().get().substring("// RUN: ".length());
  }

  private static void check(String pipeline, String part) {
    int arrow = part.indexOf("// =====>");
    assertTrue(arrow >= 0, "no '// =====>' in\n" + part);
    String before = part.substring(0, arrow);
    String rest = part.substring(arrow + "// =====>".length());
    String how = rest.lines().findFirst().orElse("").strip();
    if (how.startsWith("error: ")) {
      var context = context();
      assertFalse(run(context, pipeline, parse(context, before)), "should fail");
      Diagnostic error = context.diagnostics().diagnostics().getFirst();
      assertEquals(how.substring("error: ".length()), error.message());
      var notes = rest.lines().filter(l -> l.startsWith(NOTE)).map(l -> l.substring(NOTE.length())).toList();
      if (!notes.isEmpty()) assertEquals(notes, error.notes().stream().map(Diagnostic::message).toList());
    } else {
      String after = how.equals("same") ? before : rest;
      assertEquals(normal(after), lowered(pipeline, before));
    }
  }

  private static String lowered(String pipeline, String text) {
    var context = context();
    var module = parse(context, text);
    assertTrue(run(context, pipeline, module), () -> messages(context));
    return AsmPrinter.print(module);
  }

  private static String normal(String text) {
    return AsmPrinter.print(parse(context(), text));
  }

  private static IRContext context() {
    var context = IRContext.withAllDialects();
    context.allowUnregisteredDialects(true);
    return context;
  }

  private static ModuleOp parse(IRContext context, String text) {
    try {
      return Parser.parse(context, "case", text);
    } catch (zkopt.ir.CompileException e) {
      throw new AssertionError(messages(context) + "\n" + text, e);
    }
  }

  private static boolean run(IRContext context, String pipeline, ModuleOp module) {
    return new PassManager(context, PassPipeline.parse(pipeline, PassRegistry.load())).run(module);
  }

  private static String messages(IRContext context) {
    return String.join("\n", context.diagnostics().diagnostics().stream().map(Diagnostic::message).toList());
  }
}
