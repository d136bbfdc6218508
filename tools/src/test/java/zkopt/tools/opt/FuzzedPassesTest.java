package zkopt.tools.opt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.Verifier;
import zkopt.ir.testing.Corpus;
import zkopt.ir.testing.Mutation;
import zkopt.ir.testing.Variation;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.pass.PipelineException;

/**
 * Passes on odd but good IR, made of the project's own texts by small changes: each ends, in IR that verifies or in a diagnostic of its own,
 * and none in an exception. Passes that lower models may leave what they are not made for to the verifier that runs behind each pass.
 * Pipelines, too, are changed: each is read, or refused with its reason.
 */
class FuzzedPassesTest {
  private static final long SEED = 20261121;
  private static final int FEW = 400;
  private static final int PIPELINE_TEXTS = 5000;
  private static final int MANY = Integer.getInteger("zkopt.fuzz", 20_000);
  private static final long SLOW_SECONDS = 20;

  private static final PassRegistry PASSES = PassRegistry.load();

  private static final List<String> PIPELINES = List.of("canonicalize", "cse", "sccp", "symbol-dce", "inline", "loop-invariant-code-motion", "control-flow-sink", "mem2reg",
      "convert-scf-to-cf", "int-range-optimizations", "dce", "lower-affine", "strip-debuginfo", "symbol-privatize", "func.func(affine-simplify-structures)",
      "func.func(affine-loop-normalize)", "func.func(affine-loop-fusion)", "func.func(affine-loop-fusion{mode=sibling})", "func.func(affine-loop-tile)",
      "func.func(affine-loop-unroll)", "func.func(affine-loop-unroll-jam)", "func.func(affine-scalrep)", "func.func(affine-parallelize)",
      "func.func(affine-data-copy-generate{generate-dma=false})", "func.func(affine-loop-coalescing)", "func.func(affine-loop-invariant-code-motion)",
      "affine-expand-index-ops", "print-op-stats", "view-op-graph");

  private static final List<String> LOWERING = List.of("shape-inference-onnx", "decompose-onnx", "fuse-onnx", "convert-onnx-to-affine", "fuse-elementwise-loops",
      "convert-affine-to-fixed", "fold-rescales", "raise-affine-to-contract", "raise-sums-to-contract", "func.func(split-index-sets)", "tabulate-functions",
      "func.func(drop-softmax-maximum)", "func.func(materialize-sums)", "convert-fixed-to-plonk", "fuse-gates", "print-gates", "choose-contraction-method");

  private static final List<String> ALL = Stream.concat(PIPELINES.stream(), LOWERING.stream()).toList();

  @Test
  void changedPipelinesAreReadOrRefused() {
    var mutation = new Mutation(new Random(SEED), ALL);
    int refused = 0;
    for (int i = 0; i < PIPELINE_TEXTS; i++) {
      String text = mutation.apply("builtin.module(" + ALL.get(i % ALL.size()) + ",func.func(canonicalize{max-iterations=3 top-down=true}))");
      try {
        PassPipeline.parse(text, PASSES);
      } catch (PipelineException e) {
        refused++;
        assertTrue(e.getMessage().contains("error: "), () -> text + ": " + e.getMessage());
      }
    }
    assertTrue(refused > PIPELINE_TEXTS / 2, "only " + refused + " were refused");
  }

  @Test
  void someVariations() throws IOException {
    fuzz(SEED, FEW);
  }

  @Tag("slow")
  @Test
  void manyVariations() throws IOException {
    fuzz(SEED + 1, MANY);
  }

  /** Each text goes through three pipelines, in the order of the list. */
  private static void fuzz(long seed, int rounds) throws IOException {
    var corpus = new ArrayList<String>();
    for (var file : Corpus.files()) corpus.addAll(Corpus.parts(file));
    var variation = new Variation(new Random(seed));
    var problems = new ArrayList<String>();
    int good = 0;
    for (int i = 0; i < rounds; i++) {
      String text = variation.apply(corpus.get(i % corpus.size()));
      for (int p = 0; p < 3; p++) {
        String pipeline = "builtin.module(" + ALL.get((i / corpus.size() + 3 * i + p) % ALL.size()) + ")";
        String problem = inTime(text, pipeline);
        if (problem == null) break;
        good++;
        if (!problem.isEmpty()) problems.add("seed " + seed + ", round " + i + ", " + pipeline + ": " + problem + "\n--- in\n" + text);
      }
    }
    assertTrue(problems.isEmpty(), () -> String.join("\n\n", problems));
    assertTrue(good > rounds / 4, "only " + good + " of the texts were good");
  }

  private static String inTime(String text, String pipeline) {
    var run = new CompletableFuture<String>();
    var thread = Thread.ofPlatform().daemon().start(() -> {
      try {
        run.complete(problem(text, pipeline));
      } catch (RuntimeException | Error e) {
        run.complete(e + " at " + List.of(e.getStackTrace()).subList(0, Math.min(6, e.getStackTrace().length)));
      }
    });
    try {
      return run.get(SLOW_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      return "takes more than " + SLOW_SECONDS + " s, at " + List.of(thread.getStackTrace());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a pass does to a text that it should not do; empty when there is nothing, null when the text is not good. */
  private static String problem(String text, String pipeline) {
    var context = IRContext.withAllDialects();
    context.allowUnregisteredDialects(true);
    ModuleOp module;
    try {
      module = Parser.parse(context, "text", text);
    } catch (CompileException _) {
      return null;
    }
    if (!Verifier.verify(module, context.diagnostics())) return null;
    context.diagnostics().drain();
    var manager = new PassManager(context, PassPipeline.parse(pipeline, PASSES)).verifyEach(false).printTo(new PrintStream(OutputStream.nullOutputStream()));
    if (manager.run(module)) {
      boolean isGood = Verifier.verify(module, context.diagnostics()) || LOWERING.stream().anyMatch(pipeline::contains);
      return isGood ? "" : "makes wrong IR: " + context.diagnostics().diagnostics();
    }
    var said = context.diagnostics().diagnostics().toString();
    return said.contains("failed unexpectedly") ? said : "";
  }
}
