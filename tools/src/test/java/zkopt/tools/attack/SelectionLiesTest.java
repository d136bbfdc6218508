package zkopt.tools.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.assigner.AssignmentException;
import zkopt.assigner.GateInstance;
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

/**
 * Lies about which elements a TopK or a GridSample takes. Each instance of each gate lies in turn, and all that comes after is computed
 * from the lie: an element that seems larger than it is, a rank that two have, an index that is not the element's.
 */
class SelectionLiesTest {
  /** Two ties, of which one straddles the third place. */
  private static final long[][] TIES = {{3 << 12, 5 << 12, 3 << 12, -1 << 12, 5 << 12}};

  private static final String TOP_K = """
      func.func @main_graph(%x: tensor<5xf32>) -> (tensor<3xf32>, tensor<3xi64>) {
        %k = onnx.Constant dense<3> : tensor<1xi64>
        %r:2 = "onnx.TopK"(%x, %k) <{largest = LARGEST : si64}> : (tensor<5xf32>, tensor<1xi64>) -> (tensor<3xf32>, tensor<3xi64>)
        return %r#0, %r#1 : tensor<3xf32>, tensor<3xi64>
      }
      """;
  private static final String GRID_SAMPLE = """
      func.func @main_graph(%x: tensor<1x1x3xf32>, %grid: tensor<1x1x1xf32>) -> tensor<1x1x1xf32> {
        %r = "onnx.GridSample"(%x, %grid) <{mode = "MODE"}> : (tensor<1x1x3xf32>, tensor<1x1x1xf32>) -> tensor<1x1x1xf32>
        return %r : tensor<1x1x1xf32>
      }
      """;

  private static LaidOutModel layOut(String text) {
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "test", text);
    var pipeline = PassPipeline.parse("builtin.module(onnx-to-affine,affine-to-fixed{width=25 frac-bits=12},fixed-to-plonk)", PassRegistry.load());
    assertTrue(new PassManager(context, pipeline).run(module), () -> context.diagnostics().diagnostics().toString());
    return Layout.of(module, LayoutOptions.of(8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0"})
  void theFirstOfEqualElementsComesFirst(String largest) {
    long[][] outputs = layOut(TOP_K.replace("LARGEST", largest)).run(TIES).outputs();
    boolean most = largest.equals("1");
    assertArrayEquals(most ? new long[] {5 << 12, 5 << 12, 3 << 12} : new long[] {-1 << 12, 3 << 12, 3 << 12}, outputs[0]);
    assertArrayEquals(most ? new long[] {1, 4, 0} : new long[] {3, 0, 2}, outputs[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0"})
  void everyLieAboutAnOrderIsFound(String largest) {
    assertAllFound(layOut(TOP_K.replace("LARGEST", largest)), TIES);
  }

  @Test
  void everyLieAboutTheFirstOfManyIsFound() {
    long[][] input = {{0, 5 << 12, -1 << 12, 5 << 12, 0, 0, 0, 0, 1 << 12}};
    LaidOutModel model = layOut(TOP_K.replace("LARGEST", "1").replace("<5x", "<9x").replace("<3x", "<1x").replace("dense<3>", "dense<1>"));
    assertArrayEquals(new long[][] {{5 << 12}, {1}}, model.run(input).outputs());
    assertAllFound(model, input);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nearest", "linear"})
  void everyLieAboutAPlaceIsFound(String mode) {
    assertAllFound(layOut(GRID_SAMPLE.replace("MODE", mode)), new long[][] {{1 << 12, 2 << 12, 4 << 12}, {-1000}});
  }

  @Test
  void theOutputsAreWhatIsComputed() {
    LaidOutModel model = layOut(TOP_K.replace("LARGEST", "1"));
    var assignment = model.run(TIES).assignment();
    long[] values = assignment.instance()[0];
    for (int i = 0; i < values.length; i++) {
      values[i]++;
      assertFalse(MockProver.check(model.circuit(), assignment).isEmpty(), "public value " + i);
      values[i]--;
    }
  }

  private static void assertAllFound(LaidOutModel model, long[][] input) {
    assertEquals(List.of(), MockProver.check(model.circuit(), model.run(input).assignment()));
    int instances = new Told(-1, _ -> { }).run(model, input);
    int told = 0;
    for (int i = 0; i < instances; i++) {
      var lies = List.<Consumer<GateInstance>>of(g -> g.setOutput(1 - g.output()), SelectionLiesTest::exchangeInputs, SelectionLiesTest::pretendEqual);
      for (Consumer<GateInstance> lie : lies) {
        var deviation = new Told(i, lie);
        if (deviation.run(model, input) > 0 && deviation.changed) told++;
      }
    }
    assertTrue(told > instances, told + " lies about " + instances + " instances");
  }

  /** All that follows from the operands being each other. */
  private static void exchangeInputs(GateInstance g) {
    if (g.inputs() == 2) g.compute(g.input(1), g.input(0));
  }

  /** All that follows from the second operand being the first. */
  private static void pretendEqual(GateInstance g) {
    if (g.inputs() == 2) g.compute(g.input(0), g.input(0));
  }

  /** A lie about one instance of a run. */
  private static final class Told implements RunDeviation {
    private final int which;
    private final Consumer<GateInstance> lie;
    private int seen;
    private boolean changed;
    private String what;

    Told(int which, Consumer<GateInstance> lie) {
      this.which = which;
      this.lie = lie;
    }

    @Override
    public void after(GateInstance instance) {
      if (seen++ != which) return;
      String before = state(instance);
      try {
        lie.accept(instance);
      } catch (ArithmeticException _) {
        return;
      }
      what = instance.gate() + ": " + before + " -> " + state(instance);
      changed = !before.equals(state(instance));
    }

    private static String state(GateInstance g) {
      var state = new StringBuilder().append(g.output());
      for (int i = 0; i < g.cells().size(); i++) state.append(' ').append(g.cell(i));
      return state.toString();
    }

    /** The number of instances; 0 when the lie leads to a value that no cell can take. */
    int run(LaidOutModel model, long[][] input) {
      try {
        var assignment = model.run(input, this).assignment();
        if (changed) assertFalse(MockProver.check(model.circuit(), assignment).isEmpty(), what);
        return seen;
      } catch (AssignmentException | ArithmeticException _) {
        return 0;
      }
    }
  }
}
