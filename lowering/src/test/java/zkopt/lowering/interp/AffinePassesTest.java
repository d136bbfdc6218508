package zkopt.lowering.interp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.pass.testing.RandomAffineModule;

/** Random loop nests compute the same before and after each affine pass, bit by bit. {@code -Dzkopt.modules=N} sets how many. */
class AffinePassesTest {
  @ParameterizedTest
  @ValueSource(strings = {"affine-simplify-structures", "affine-loop-normalize", "affine-loop-normalize{promote-single-iter=1}",
      "affine-loop-unroll", "affine-loop-unroll{unroll-full=1}", "affine-loop-unroll{unroll-factor=3 unroll-num-reps=2}",
      "affine-loop-tile{tile-size=3}", "affine-loop-tile{tile-size=3 separate=1}", "affine-loop-tile{tile-sizes=2,3 separate=1}",
      "affine-loop-unroll{unroll-up-to-factor=1 unroll-factor=5}", "affine-loop-unroll{unroll-full=1 unroll-full-threshold=3}", "affine-parallelize{max-nested=1}", "affine-loop-tile{cache-size=1}", "affine-scalrep", "affine-parallelize", "affine-loop-unroll-jam", "affine-loop-unroll-jam{unroll-jam-factor=2}", "affine-loop-invariant-code-motion", "int-range-optimizations", "affine-loop-fusion", "affine-loop-fusion{fusion-maximal=1}",
      "affine-data-copy-generate{generate-dma=false}", "affine-data-copy-generate{generate-dma=false fast-mem-capacity=0}",
      "affine-data-copy-generate{generate-dma=false fast-mem-capacity=2 fast-mem-space=2}", "affine-data-copy-generate{generate-dma=false skip-non-unit-stride-loops=1}",
      "affine-data-copy-generate", "affine-data-copy-generate{fast-mem-capacity=0}", "affine-data-copy-generate{fast-mem-capacity=2 fast-mem-space=2 slow-mem-space=0 tag-mem-space=3}",
      "affine-data-copy-generate{skip-non-unit-stride-loops=1}", "affine-data-copy-generate{fast-mem-space=0}",
      "affine-loop-coalescing", "affine-loop-fusion,affine-scalrep,canonicalize",
      "affine-scalrep,canonicalize,affine-loop-unroll,affine-scalrep,affine-loop-normalize,cse,canonicalize"})
  void computeTheSame(String passes) {
    int modules = Integer.getInteger("zkopt.modules", 60);
    for (int seed = 0; seed < modules; seed++) {
      String text = RandomAffineModule.text(seed);
      float[][] inputs = {numbers(seed), numbers(-seed - 1)};
      float[] expected = run(text, "", inputs);
      assertArrayEquals(expected, run(text, passes, inputs), passes + " changes what seed " + seed + " computes:\n" + text);
    }
  }

  private static float[] numbers(long seed) {
    var random = new Random(seed);
    float[] numbers = new float[256];
    for (int i = 0; i < numbers.length; i++) numbers[i] = random.nextInt(-64, 64) / 8f;
    return numbers;
  }

  private static float[] run(String text, String passes, float[][] inputs) {
    var context = IRContext.withAllDialects();
    ModuleOp module = Parser.parse(context, "random", text);
    var pipeline = PassPipeline.parse("builtin.module(func.func(" + passes + "))", PassRegistry.load());
    if (!passes.isEmpty()) assertTrue(new PassManager(context, pipeline).run(module), () -> AsmPrinter.print(module));
    return AffineInterpreter.of(module).run(inputs[0].clone(), inputs[1].clone()).getFirst();
  }
}
