package zkopt.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.RunDeviation;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.prover.check.MockProver;
import zkopt.prover.check.Violation;

/** Means of rows: sums as contractions with ones, and attention whose quotients come after the product. */
class SumTableTest {
  private static final String MEAN = """
      func.func @main_graph(%x: tensor<16x24xf32>) -> tensor<16x1xf32> {
        %none = "onnx.NoValue"() <{value}> : () -> none
        %r = "onnx.ReduceMean"(%x, %none) <{axes = [1], keepdims = 1 : si64}> : (tensor<16x24xf32>, none) -> tensor<16x1xf32>
        return %r : tensor<16x1xf32>
      }
      """;
  private static final String TWO_MEANS = """
      func.func @main_graph(%x: tensor<16x24xf32>, %y: tensor<16x24xf32>) -> (tensor<16x1xf32>, tensor<16x1xf32>) {
        %none = "onnx.NoValue"() <{value}> : () -> none
        %r = "onnx.ReduceMean"(%x, %none) <{axes = [1], keepdims = 1 : si64}> : (tensor<16x24xf32>, none) -> tensor<16x1xf32> loc("first")
        %s = "onnx.ReduceMean"(%y, %none) <{axes = [1], keepdims = 1 : si64}> : (tensor<16x24xf32>, none) -> tensor<16x1xf32> loc("second")
        return %r, %s : tensor<16x1xf32>, tensor<16x1xf32>
      }
      """;
  private static final String ATTENTION = """
      func.func @main_graph(%x: tensor<16x24xf32>, %v: tensor<24x2xf32>) -> tensor<16x2xf32> {
        %p = "onnx.Softmax"(%x) <{axis = -1 : si64}> : (tensor<16x24xf32>) -> tensor<16x24xf32>
        %r = "onnx.MatMul"(%p, %v) : (tensor<16x24xf32>, tensor<24x2xf32>) -> tensor<16x2xf32>
        return %r : tensor<16x2xf32>
      }
      """;
  private static final String PLONK = "raise-affine-to-contract,raise-sums-to-contract,convert-fixed-to-plonk,canonicalize,symbol-dce";

  private static LaidOutModel layOut(String text, String plonk) {
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "sum", text);
    var pipeline = PassPipeline.parse("builtin.module(onnx-to-affine,affine-to-fixed{width=25 frac-bits=12}," + plonk + ")", PassRegistry.load());
    assertTrue(new PassManager(context, pipeline).run(module), () -> context.diagnostics().diagnostics().toString());
    return Layout.of(module, LayoutOptions.of(8));
  }

  private static long[] random(int seed, int count) {
    return new Random(seed).longs(count, -3 << 12, 3 << 12).toArray();
  }

  @Test
  void sumsByContractionAreTheSums() {
    LaidOutModel model = layOut(MEAN, PLONK);
    LaidOutModel chains = layOut(MEAN, PLONK.replace("raise-sums-to-contract,", ""));
    for (int seed = 0; seed < 3; seed++) {
      long[][] input = {random(seed, 16 * 24)};
      var run = model.run(input);
      assertArrayEquals(chains.run(input).outputs(), run.outputs());
      assertEquals(List.of(), MockProver.check(model.circuit(), run.assignment()));
    }
    assertTrue(model.report().gates().stream().anyMatch(g -> g.gate().equals("contract")), "no contraction was made");
  }

  @Test
  void aSumThatIsOneOffIsFound() {
    LaidOutModel model = layOut(MEAN, PLONK);
    for (int lie = 0; lie < 16; lie++) {
      int at = lie;
      var run = model.run(new long[][] {random(7, 16 * 24)}, new RunDeviation() {
        @Override
        public void sums(String node, long[] sums) {
          sums[at]++;
        }
      });
      assertFalse(MockProver.check(model.circuit(), run.assignment()).isEmpty(), "sum " + at);
    }
  }

  /** All contractions are checked at once, but a false one is named. */
  @ParameterizedTest
  @ValueSource(strings = {"first", "second"})
  void theNodeOfAFalseSumIsNamed(String liar) {
    LaidOutModel model = layOut(TWO_MEANS, PLONK);
    var run = model.run(new long[][] {random(7, 16 * 24), random(8, 16 * 24)}, new RunDeviation() {
      @Override
      public void sums(String node, long[] sums) {
        if (node.equals(liar)) sums[3]++;
      }
    });
    var violations = MockProver.check(model.circuit(), run.assignment());
    assertEquals(List.of(liar), violations.stream().map(Violation::node).distinct().toList());
  }

  /** Near the real numbers: each exponential is off by half a unit in the last place, of values up to 3. */
  @Test
  void quotientsAfterTheProductAreAttention() {
    LaidOutModel model = layOut(ATTENTION, PLONK);
    long[][] input = {random(1, 16 * 24), random(2, 24 * 2)};
    var run = model.run(input);
    assertEquals(List.of(), MockProver.check(model.circuit(), run.assignment()));
    for (int i = 0; i < 16; i++) {
      for (int n = 0; n < 2; n++) {
        double sum = 0;
        double weighted = 0;
        for (int k = 0; k < 24; k++) {
          double e = Math.exp(input[0][24 * i + k] / 4096.0);
          sum += e;
          weighted += e * input[1][2 * k + n] / 4096.0;
        }
        assertEquals(weighted / sum, run.outputs()[0][2 * i + n] / 4096.0, 24 * 3.0 / 4096 / 2);
      }
    }
  }
}
