package zkopt.tools.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import zkopt.assigner.AssignmentException;
import zkopt.assigner.GateInstance;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.RunDeviation;
import zkopt.attack.Lie;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.prover.check.MockProver;
import zkopt.prover.check.Violation;
import zkopt.tools.prove.Compiler;
import zkopt.tools.prove.FixedPoint;

/** Lies about which way a decision went: a comparison in a tree, the leaf that is reached, the class with the most votes, a state in time. */
class DecisionLiesTest {
  /** Two trees on two features: x0 <= 1 ? (x1 < 0.5 ? class 0 : class 1) : class 2, and x1 >= 2 ? class 1 : class 0 or 2. */
  private static final String TREES = """
      func.func @main_graph(%x: tensor<1x2xf32>) -> (tensor<1xi64>, tensor<1x3xf32>) {
        %y:2 = "onnx.TreeEnsembleClassifier"(%x) <{class_ids = [0, 1, 2, 1, 0, 2], class_nodeids = [3, 4, 2, 1, 2, 2],
            class_treeids = [0, 0, 0, 1, 1, 1], class_weights = [1.0 : f32, 1.0 : f32, 1.0 : f32, 0.75 : f32, 0.5 : f32, 0.25 : f32],
            classlabels_int64s = [7, 8, 9], nodes_falsenodeids = [2, 4, 0, 0, 0, 2, 0, 0], nodes_featureids = [0, 1, 0, 0, 0, 1, 0, 0],
            nodes_modes = ["BRANCH_LEQ", "BRANCH_LT", "LEAF", "LEAF", "LEAF", "BRANCH_GTE", "LEAF", "LEAF"],
            nodes_nodeids = [0, 1, 2, 3, 4, 0, 1, 2], nodes_treeids = [0, 0, 0, 0, 0, 1, 1, 1], nodes_truenodeids = [1, 3, 0, 0, 0, 1, 0, 0],
            nodes_values = [1.0 : f32, 0.5 : f32, 0.0 : f32, 0.0 : f32, 0.0 : f32, 2.0 : f32, 0.0 : f32, 0.0 : f32], post_transform = "NONE"}>
          : (tensor<1x2xf32>) -> (tensor<1xi64>, tensor<1x3xf32>)
        return %y#0, %y#1 : tensor<1xi64>, tensor<1x3xf32>
      }
      """;

  /** A state that doubles and takes in what comes. */
  private static final String RECURRENCE = """
      func.func @main_graph(%s: tensor<2xf32>, %x: tensor<4x2xf32>) -> tensor<2xf32> {
        %y = "onnx.Scan"(%s, %x) <{num_scan_inputs = 1 : si64}> ({
        ^bb0(%state: tensor<2xf32>, %next: tensor<2xf32>):
          %0 = "onnx.Mul"(%state, %next) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
          %1 = "onnx.Add"(%state, %0) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
          onnx.Yield %1 : tensor<2xf32>
        }) : (tensor<2xf32>, tensor<4x2xf32>) -> tensor<2xf32>
        return %y : tensor<2xf32>
      }
      """;

  private static final double[] STATE = {1, 2};
  private static final double[] STEPS = {1, 0.25, -0.5, 0.75, -1, 1.25, 1.5, 0.125};

  private static LaidOutModel layOut(String text) {
    var compiler = new Compiler();
    ModuleOp module = Parser.parse(IRContext.withAllDialects(), "model.mlir", text);
    compiler.toAffine(module);
    compiler.toFixed(module, FixedPoint.DEFAULT);
    compiler.toPlonk(module);
    return Layout.of(module, new LayoutOptions(8, true, true, 0, 0));
  }

  /** The integers of real inputs. */
  private static long[][] input(LaidOutModel model, double[]... reals) {
    long[][] integers = new long[reals.length][];
    for (int i = 0; i < reals.length; i++) integers[i] = DoubleStream.of(reals[i]).mapToLong(model.inputs().get(i)::quantize).toArray();
    return integers;
  }

  private static long[][] point(LaidOutModel model, double x0, double x1) {
    return input(model, new double[] {x0, x1});
  }

  private static void assertDecides(LaidOutModel model, long[][] input, long label, double... votes) {
    LaidOutModel.Run run = model.run(input);
    assertEquals(label, run.outputs()[0][0]);
    for (int i = 0; i < votes.length; i++) assertEquals(votes[i], model.outputs().get(1).dequantize(run.outputs()[1][i]), 1e-3);
    assertEquals(List.of(), MockProver.check(model.circuit(), run.assignment()));
  }

  /** What the mock prover says of each run in which one instance of the gates that match tells this lie; where a value leaves its range there is none. */
  private static List<List<Violation>> lies(LaidOutModel model, long[][] input, Predicate<String> gate, Consumer<GateInstance> lie) {
    var found = new ArrayList<List<Violation>>();
    for (int i = 0; i < run(model, input, gate, -1, lie).instances; i++) {
      try {
        found.add(MockProver.check(model.circuit(), run(model, input, gate, i, lie).run.assignment()));
      } catch (AssignmentException _) {
        continue;
      }
    }
    return found;
  }

  private record Told(LaidOutModel.Run run, int instances) {}

  private static Told run(LaidOutModel model, long[][] input, Predicate<String> gate, int which, Consumer<GateInstance> lie) {
    var count = new int[1];
    var run = model.run(input, new RunDeviation() {
      @Override
      public void after(GateInstance instance) {
        if (gate.test(instance.gate()) && count[0]++ == which) lie.accept(instance);
      }
    });
    return new Told(run, count[0]);
  }

  private static void assertAllFound(int atLeast, List<List<Violation>> lies) {
    assertTrue(lies.size() >= atLeast, "only " + lies.size() + " lies");
    for (int i = 0; i < lies.size(); i++) assertFalse(lies.get(i).isEmpty(), "lie " + i);
  }

  /** The other answer y, with the u that makes a - b + 2^m y = u hold, whole in its lowest cell: of the wrong size, which its range must tell. */
  private static void otherAnswer(GateInstance g) {
    int lowest = g.cells().indexOf("u0");
    int m = 0;
    for (int i = lowest; i < g.cells().size(); i++) {
      m += g.bits(i);
      g.setCell(i, 0);
    }
    g.setOutput(1 - g.output());
    g.setCell(lowest, g.input(0) - g.input(1) + (g.output() << m));
  }

  @Test
  void theTreesDecideAsTheyShouldAtTiesToo() {
    LaidOutModel model = layOut(TREES);
    assertDecides(model, point(model, 0, 0), 7, 1.5, 0, 0.25);
    assertDecides(model, point(model, 1, 0.5), 8, 0.5, 1, 0.25);
    assertDecides(model, point(model, 0, 2), 8, 0, 1.75, 0);
    long[][] justAbove = point(model, 1, 0);
    justAbove[0][0]++;
    assertDecides(model, justAbove, 9, 0.5, 0, 1.25);
  }

  /** Every comparison, of features and of votes, with the other answer: at ties, where <= and < part, and away from them. */
  @Test
  void theOtherAnswerOfAComparisonIsFound() {
    LaidOutModel model = layOut(TREES);
    for (long[][] input : List.of(point(model, 0, 0), point(model, 1, 0.5), point(model, 5, 2))) {
      assertAllFound(3, lies(model, input, g -> g.startsWith("less"), DecisionLiesTest::otherAnswer));
    }
  }

  /** Every output of every gate of the trees one more, or 0 and 1 exchanged: a leaf more or less, another vote, another class. */
  @Test
  void anotherValueOfAnyGateIsFound() {
    LaidOutModel model = layOut(TREES);
    for (long more : new long[] {1, -1, 4096, -4096}) {
      assertAllFound(10, lies(model, point(model, 1, 0.5), g -> !g.startsWith("input"), g -> g.setOutput(g.output() + more)));
    }
  }

  @Test
  void allKindsOfLiesAboutTreesAndAStateInTimeAreFound() {
    var models = new ArrayList<List<Lie>>();
    LaidOutModel trees = layOut(TREES);
    models.add(ModelLies.of(trees, point(trees, 1, 0.5), 1));
    LaidOutModel recurrence = layOut(RECURRENCE);
    models.add(ModelLies.of(recurrence, input(recurrence, STATE, STEPS), 1));
    for (var lies : models) {
      assertTrue(lies.size() >= 5);
      lies.forEach(l -> assertFalse(l.gates().isEmpty(), l.kind() + ": " + l.what()));
    }
  }

  /** The state of one iteration is another: what the next one reads is not what was written. */
  @Test
  void aStateThatIsExchangedIsFound() {
    LaidOutModel model = layOut(RECURRENCE);
    long[][] input = input(model, STATE, STEPS);
    assertEquals(List.of(), MockProver.check(model.circuit(), model.run(input).assignment()));
    assertAllFound(16, lies(model, input, _ -> true, g -> g.setOutput(g.output() + 5)));
  }
}
