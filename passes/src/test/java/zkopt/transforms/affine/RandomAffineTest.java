package zkopt.transforms.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.ir.IRContext;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.pass.testing.RandomAffineModule;

/**
 * The affine passes over random loop nests do what mlir-opt's do, byte for byte. {@code -Dzkopt.modules=N} sets over how many. Where the
 * dependences that are found differ, for ours are exact where mlir-opt's are not, so do the results of some modules.
 */
class RandomAffineTest {
  @ParameterizedTest
  @ValueSource(strings = {"lower-affine,convert-scf-to-cf", "affine-expand-index-ops",
      "affine-loop-normalize", "affine-loop-normalize{promote-single-iter=1}", "affine-loop-unroll",
      "affine-loop-unroll{unroll-full=1}", "affine-loop-unroll{unroll-factor=3 cleanup-unroll=1}", "affine-loop-unroll{unroll-num-reps=2}",
      "affine-loop-unroll{unroll-up-to-factor=1 unroll-factor=5}", "affine-loop-unroll{unroll-full=1 unroll-full-threshold=3}",
      "affine-loop-unroll-jam{unroll-jam-factor=3}", "lower-affine", "affine-loop-coalescing"})
  void sameAsMlirOpt(String pass) throws IOException {
    int modules = Integer.getInteger("zkopt.modules", 6);
    assertEquals(modules, same(pass, modules));
  }

  @ParameterizedTest
  @CsvSource({"affine-simplify-structures, 6, 5", "affine-loop-tile{tile-size=3 separate=1}, 6, 5", "affine-parallelize{max-nested=1 parallel-reductions=1}, 6, 6", "affine-scalrep, 6, 6", "affine-parallelize, 6, 6", "affine-loop-fusion, 6, 5", "affine-data-copy-generate{generate-dma=false}, 24, 2"})
  void mostlySameAsMlirOpt(String pass, int modules, int same) throws IOException {
    assertTrue(same(pass, modules) >= same);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"affine-loop-tile{tile-size=3}, 200", "affine-loop-tile{tile-size=3 separate=1}, 200", "affine-loop-tile{cache-size=1}, 200", "affine-loop-unroll{unroll-num-reps=2}, 300",
      "affine-loop-unroll{unroll-up-to-factor=1 unroll-factor=5}, 300", "affine-loop-unroll{unroll-full=1 unroll-full-threshold=3}, 300",
      "affine-loop-unroll-jam{unroll-jam-factor=3}, 300", "affine-parallelize{parallel-reductions=1}, 250", "lower-affine, 300", "'lower-affine,convert-scf-to-cf', 300",
      "affine-expand-index-ops, 200", "canonicalize, 200", "affine-loop-normalize, 300", "affine-loop-unroll, 300", "affine-loop-unroll{unroll-full=1}, 300", "affine-scalrep, 290",
      "affine-parallelize, 250", "affine-loop-fusion, 260", "affine-loop-fusion{fusion-maximal=1}, 250", "affine-loop-fusion{mode=sibling}, 290",
      "affine-data-copy-generate{generate-dma=false}, 30",
      "affine-data-copy-generate, 50"})
  void manySameAsMlirOpt(String pass, int same) throws IOException {
    assertTrue(same(pass, 300) >= same);
  }

  /** How many modules of so many come out the same. */
  private static int same(String pass, int modules) throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    String pipeline = "builtin.module(func.func(" + pass + "))";
    int same = 0;
    for (int seed = 0; seed < modules; seed++) {
      String text = RandomAffineModule.withoutEmptyLoops(seed);
      var answer = oracle.get().run(text, "--pass-pipeline=" + pipeline);
      if (!answer.accepted()) {
        System.out.println(pass + ": seed " + seed + ": mlir-opt fails: " + answer.errors().lines().findFirst().orElse(""));
        continue;
      }
      if (answer.output().stripTrailing().equals(run(pipeline, text).stripTrailing())) same++;
      else System.out.println(pass + ": seed " + seed + " differs from mlir-opt");
    }
    System.out.println(pass + ": " + same + " of " + modules + " random modules the same as mlir-opt's");
    return same;
  }

  private static String run(String pipeline, String text) {
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "random", text);
    assertTrue(new PassManager(context, PassPipeline.parse(pipeline, PassRegistry.load())).run(module));
    return AsmPrinter.print(module);
  }
}
