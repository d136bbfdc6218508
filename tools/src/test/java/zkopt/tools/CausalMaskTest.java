package zkopt.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zkopt.assigner.GateInstance;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.RunDeviation;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.lowering.Optimization;
import zkopt.lowering.fixed.Calibration;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.prover.check.MockProver;
import zkopt.tools.levels.FixedPorts;

/** Attention behind a causal mask: what is masked takes no gates, what comes out is the same, and lies about the rest are found. */
class CausalMaskTest {
  private static final String MASKED = """
      func.func @main_graph(%x: tensor<4x3xf32>, %y: tensor<3x4xf32>) -> tensor<4x4xf32> {
        %mask = onnx.Constant dense<[[false, true, true, true], [false, false, true, true], [false, false, false, true], [false, false, false, false]]> : tensor<4x4xi1>
        %far = onnx.Constant dense<-10.0> : tensor<f32>
        %s = "onnx.MatMul"(%x, %y) : (tensor<4x3xf32>, tensor<3x4xf32>) -> tensor<4x4xf32>
        %m = "onnx.Where"(%mask, %far, %s) : (tensor<4x4xi1>, tensor<f32>, tensor<4x4xf32>) -> tensor<4x4xf32>
        %r = "onnx.Softmax"(%m) <{axis = 1 : si64}> : (tensor<4x4xf32>) -> tensor<4x4xf32>
        return %r : tensor<4x4xf32>
      }
      """;

  private static LaidOutModel layOut(boolean fold) {
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "mask", MASKED);
    var pipeline = PassPipeline.parse("builtin.module(onnx-to-affine,affine-to-fixed{width=25 frac-bits=12},fixed-to-plonk{fold-instances=" + fold + "})", PassRegistry.load());
    assertTrue(new PassManager(context, pipeline).run(module), () -> context.diagnostics().diagnostics().toString());
    return Layout.of(module, new LayoutOptions(8, false, true, 0, 8));
  }

  /** Calibrated on scores near zero, so that no maximum ties what is behind the mask to the scores. @param off what is left out */
  private static LaidOutModel layOutNearZero(String... off) {
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "mask", MASKED);
    run(context, module, "onnx-to-affine", off);
    Calibration.annotate(module, List.<double[][]>of(nearZero(7)));
    run(context, module, "affine-to-fixed,fixed-to-plonk", off);
    return Layout.of(module, new LayoutOptions(8, false, true, 0, 8));
  }

  private static void run(IRContext context, ModuleOp module, String pipeline, String... off) {
    var parsed = PassPipeline.parse("builtin.module(" + pipeline + ")", PassRegistry.load());
    var manager = new PassManager(context, Optimization.without(Optimization.named(List.of(off)), parsed));
    assertTrue(manager.run(module), () -> context.diagnostics().diagnostics().toString());
  }

  private static double[][] nearZero(int seed) {
    var random = new Random(seed);
    return new double[][] {random.doubles(12, -0.5, 0.5).toArray(), random.doubles(12, -0.5, 0.5).toArray()};
  }

  private static long[][] input(int seed) {
    var random = new Random(seed);
    return new long[][] {random.longs(12, -2 << 12, 2 << 12).toArray(), random.longs(12, -2 << 12, 2 << 12).toArray()};
  }

  private static long instances(LaidOutModel model, String gate) {
    return instances(model, input(1), gate);
  }

  private static long instances(LaidOutModel model, long[][] input, String gate) {
    var counted = new long[1];
    model.run(input, new RunDeviation() {
      @Override
      public void before(GateInstance instance) {
        if (instance.gate().startsWith(gate)) counted[0]++;
      }
    });
    return counted[0];
  }

  @Test
  void theOutputsAreTheSameWithAndWithoutFolding() {
    LaidOutModel folded = layOut(true);
    LaidOutModel plain = layOut(false);
    for (int seed = 0; seed < 5; seed++) {
      var run = folded.run(input(seed));
      assertArrayEquals(plain.run(input(seed)).outputs(), run.outputs());
      assertEquals(List.of(), MockProver.check(folded.circuit(), run.assignment()));
    }
    assertEquals(List.of(), MockProver.check(plain.circuit(), plain.run(input(0)).assignment()));
  }

  /** Ten scores, and of those behind the mask one exponential for each row that has any. */
  @Test
  void whatIsMaskedTakesNoGates() {
    LaidOutModel folded = layOut(true);
    assertEquals(0, instances(folded, "less"));
    assertEquals(0, instances(folded, "mul_q"));
    assertEquals(10, instances(folded, "rescale"));
    assertEquals(13, instances(folded, "exp"));
    // between the scores of a row, and once with the constant behind the mask
    assertEquals(6 + 3, instances(folded, "max"));
    assertEquals(16, instances(layOut(false), "exp"));
  }

  /** Ten exponentials for the ten scores before the mask, where all sixteen were computed before loops were split. */
  @Test
  void noExponentialIsComputedForNobody() {
    LaidOutModel split = layOutNearZero();
    LaidOutModel whole = layOutNearZero("split-index-sets");
    assertEquals(10, instances(split, FixedPorts.quantize(split.inputs(), nearZero(1)), "exp"));
    assertEquals(16, instances(whole, FixedPorts.quantize(whole.inputs(), nearZero(1)), "exp"));
    for (int seed = 0; seed < 5; seed++) {
      long[][] input = FixedPorts.quantize(split.inputs(), nearZero(seed));
      var run = split.run(input);
      assertArrayEquals(whole.run(input).outputs(), run.outputs());
      assertEquals(List.of(), MockProver.check(split.circuit(), run.assignment()));
    }
  }

  @Test
  void everyCellIsBound() {
    everyCellIsBound(layOut(true), input(3));
  }

  @Test
  void everyCellIsBoundWhereLoopsAreSplit() {
    LaidOutModel model = layOutNearZero();
    everyCellIsBound(model, FixedPorts.quantize(model.inputs(), nearZero(3)));
  }

  /** Each wired cell, limb and bit of the table changed alone. */
  private static void everyCellIsBound(LaidOutModel model, long[][] input) {
    var assignment = model.run(input).assignment();
    int instances = new Counter().count(model, input);
    for (int at = 0; at < instances; at++) {
      for (int cell = -1; cell < 4; cell++) {
        var lie = new OneCell(at, cell);
        var run = model.run(input, lie);
        if (lie.told) assertFalse(MockProver.check(model.circuit(), run.assignment()).isEmpty(), lie.gate + " instance " + at + " cell " + cell);
      }
    }
    assertEquals(List.of(), MockProver.check(model.circuit(), assignment));
  }

  private static final class Counter implements RunDeviation {
    private int instances;

    int count(LaidOutModel model, long[][] input) {
      model.run(input, this);
      return instances;
    }

    @Override
    public void before(GateInstance instance) {
      instances++;
    }
  }

  /** Adds one to a cell of an instance, or to its output. */
  private static final class OneCell implements RunDeviation {
    private final int at;
    private final int cell;
    private int seen;
    private boolean told;
    private String gate;

    OneCell(int at, int cell) {
      this.at = at;
      this.cell = cell;
    }

    /** The sign of zero stands for nothing. */
    private boolean isFree(GateInstance instance) {
      return cell >= 0 && instance.cells().get(cell).equals("neg") && IntStream.range(0, instance.cells().size())
          .allMatch(i -> instance.cells().get(i).equals("neg") || instance.cells().get(i).matches("[rR].*") || instance.cell(i) == 0);
    }

    @Override
    public void after(GateInstance instance) {
      if (seen++ != at || cell >= instance.cells().size() || isFree(instance)) return;
      gate = instance.gate();
      told = true;
      if (cell < 0) instance.setOutput(instance.output() + 1);
      else instance.setCell(cell, instance.cell(cell) + 1);
    }
  }
}
