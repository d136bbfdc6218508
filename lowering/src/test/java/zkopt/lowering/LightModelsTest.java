package zkopt.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.IRContext;
import zkopt.ir.MemRefType;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.onnx.OnnxImporter;

/**
 * ONNX's light networks: large ones in full size, with constants in the place of weights. Each gives its expected output when run as
 * loops, on the input of ONNX's own test runner, and goes down to gates.
 */
class LightModelsTest {
  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @ValueSource(strings = "squeezenet")
  void smallOnes(String name) {
    check(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bvlc_alexnet", "densenet121", "inception_v1", "inception_v2", "resnet50", "shufflenet", "vgg19", "zfnet512"})
  @Tag("slow")
  void largeOnes(String name) {
    check(name);
  }

  private static void check(String name) {
    Path folder = Path.of(System.getProperty("user.dir")).resolve("../../shared/models/light").normalize();
    assumeTrue(Files.exists(folder), "the shared models are absent: " + folder);
    var context = IRContext.withAllDialects();
    ModuleOp module = OnnxImporter.importModel(context, folder.resolve("light_" + name + ".onnx"));
    var program = new Programs(context, module);
    program.run("onnx-to-affine");
    float[] expected = OnnxImporter.readTensor(context, folder.resolve("light_" + name + "_output_0.pb")).toFloats();
    float[] actual = AffineInterpreter.of(module).run(ramp(module)).getFirst();
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) assertEquals(expected[i], actual[i], TOLERANCE * (1 + Math.abs(expected[i])), "output " + i);

    program.run("affine-to-fixed,fixed-to-plonk");
    int[] contractions = {0};
    module.walk(ContractOp.class, _ -> contractions[0]++);
    assertTrue(contractions[0] > 0, "no contraction was found");
  }

  /** The numbers from 0 towards 1. */
  private static float[] ramp(ModuleOp module) {
    var type = (MemRefType) AffineInterpreter.mainFunction(module).arguments().getFirst().type();
    float[] ramp = new float[(int) type.numElements()];
    for (int i = 0; i < ramp.length; i++) ramp[i] = (float) i / ramp.length;
    return ramp;
  }
}
