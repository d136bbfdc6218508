package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.MemRefType;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.onnx.OnnxImporter;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/** Published models in fixed point against floats, both run by the interpreter. */
class PublishedModelsFixedTest {
  @ParameterizedTest
  @CsvSource({"mnist-12/mnist-12.onnx", "mnist-8/model.onnx", "basic-mnist/basic_mnist.onnx"})
  void logitsAreWithinAHundredth(String file) {
    Path path = Path.of(System.getProperty("user.dir")).resolve("../../shared/models").resolve(file).normalize();
    assumeTrue(Files.exists(path), "the shared models are absent: " + path);
    var context = IRContext.withAllDialects();
    ModuleOp module = OnnxImporter.importModel(context, path);
    run(context, module, "onnx-to-affine");
    var function = AffineInterpreter.mainFunction(module);
    int size = (int) ((MemRefType) function.arguments().getFirst().type()).numElements();
    var random = new Random(1);
    float[][] inputs = new float[4][size];
    for (float[] input : inputs) {
      for (int i = 0; i < size; i++) input[i] = random.nextInt(3) == 0 ? random.nextFloat() : 0;
    }
    var floats = AffineInterpreter.of(module);
    List<float[]> expected = java.util.Arrays.stream(inputs).map(x -> floats.run(x).getFirst()).toList();
    run(context, module, "affine-to-fixed");
    for (int run = 0; run < inputs.length; run++) {
      double[] actual = Programs.runFixed(module, inputs[run]);
      for (int i = 0; i < actual.length; i++) {
        double error = Math.abs(actual[i] - expected.get(run)[i]);
        assertTrue(error < 1e-2, "input " + run + ", output " + i + ": error " + error);
      }
      assertEquals(expected.get(run).length, actual.length);
    }
  }

  private static void run(IRContext context, ModuleOp module, String pipeline) {
    boolean ran = new PassManager(context, PassPipeline.parse("builtin.module(" + pipeline + ")", PassRegistry.load())).run(module);
    assertTrue(ran, () -> context.diagnostics().diagnostics().toString());
  }
}
