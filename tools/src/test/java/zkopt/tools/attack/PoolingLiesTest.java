package zkopt.tools.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.attack.Lie;
import zkopt.circuit.Assignment;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.prover.check.MockProver;

/** Lies about pooling windows over sums that no cell holds: what is a lie about several gates elsewhere is one about one gate here. */
class PoolingLiesTest {
  private static final Path WINDOWS = Path.of("../lowering/src/test/mlir/plonk/fuse-pool.mlir");
  /** With the input, the sums of the two windows are 2000 and 5000, and -3000 and 4000, times 2^12. */
  private static final String WEIGHTS = "dense<[[2000, 0, 0], [0, 2500, 0], [-3000, 0, 0], [0, 0, 1000]]>";
  private static final long[][] INPUT = {{4096, 8192, 16384}};
  private static final String GATE = "rescale_add_relu_max2_s12_q25_12";
  private static final long SEED = 20261121;

  private static LaidOutModel model;

  @BeforeAll
  static void layOut() throws IOException {
    String text = Files.readString(WINDOWS).replace("dense<1000>", WEIGHTS);
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "windows", text);
    var pipeline = PassPipeline.parse("builtin.module(convert-fixed-to-plonk,canonicalize,symbol-dce)", PassRegistry.load());
    assertTrue(new PassManager(context, pipeline).run(module), () -> context.diagnostics().diagnostics().toString());
    model = Layout.of(module, LayoutOptions.of(8));
  }

  private static List<Lie> lies(String kind) {
    return ModelLies.of(model, INPUT, SEED).stream().filter(l -> l.kind().equals(kind) && l.what().contains(GATE)).toList();
  }

  /** The lie changes what the model says, satisfies all equations of the gate, and only a range is left. */
  @ParameterizedTest
  @ValueSource(strings = {"wrong remainder", "wrong maximum"})
  void onlyARangeIsLeft(String kind) {
    List<Lie> lies = lies(kind);
    assertFalse(lies.isEmpty());
    lies.forEach(lie -> assertEquals(Set.of("limb"), lie.gates(), lie.what()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong remainder", "wrong maximum"})
  void theOutputIsAnother(String kind) {
    GateLie lie = GateLie.ALL.stream().filter(l -> l.kind().equals(kind)).findFirst().orElseThrow();
    Assignment honest = model.run(INPUT).assignment();
    assertEquals(List.of(), MockProver.check(model.circuit(), honest));
    for (int window = 0; window < 2; window++) {
      Assignment told = model.run(INPUT, new InstanceLie(lie, GATE, window)).assignment();
      assertFalse(Arrays.equals(honest.instance()[0], told.instance()[0]), "window " + window);
      assertFalse(MockProver.check(model.circuit(), told).isEmpty(), "window " + window);
    }
  }

  @Test
  void theLargestOfEachWindow() {
    assertArrayEquals(new long[][] {{5000, 4000}}, model.run(INPUT).outputs());
  }
}
