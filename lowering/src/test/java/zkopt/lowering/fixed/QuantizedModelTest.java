package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.lowering.Programs;
import zkopt.onnx.OnnxImporter;

/** A published int8 model against ONNX Runtime. */
class QuantizedModelTest {
  private static final int SAMPLES = 8;
  private static final int SIZE = 3 * 32 * 32;
  /** Of the outputs, as the model has it. */
  private static final double SCALE = 0.13800646;

  /** Scores are integers times a scale; the float32 rounding of ONNX Runtime decides very few ties otherwise. */
  @Test
  void scoresAreThoseOfOnnxRuntime() throws OrtException {
    Path path = Path.of(System.getProperty("user.dir")).resolve("../../shared/models/cifar-tinymobilenet-int8/model.onnx").normalize();
    assumeTrue(Files.exists(path), "the shared models are absent: " + path);
    var context = IRContext.withAllDialects();
    ModuleOp affine = OnnxImporter.importModel(context, path);
    var program = new Programs(context, affine);
    program.run("onnx-to-affine");
    var random = new Random(7);
    var samples = new float[SAMPLES][SIZE];
    for (float[] sample : samples) {
      for (int i = 0; i < SIZE; i++) sample[i] = (float) (2 * random.nextGaussian() / 3 + Math.sin(i / 40.0));
    }
    Calibration.annotate(affine, Arrays.stream(samples).map(QuantizedModelTest::doubles).toList());
    ModuleOp fixed = program.run("affine-to-fixed");
    int equal = 0;
    try (var options = new OrtSession.SessionOptions();
        var session = OrtEnvironment.getEnvironment().createSession(path.toString(), options)) {
      for (float[] sample : samples) {
        double[] expected = reference(session, sample);
        double[] actual = Programs.runFixed(fixed, sample);
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
          long apart = Math.round(Math.abs(expected[i] - actual[i]) / SCALE);
          assertTrue(apart <= 1, "score " + i + ": expected " + expected[i] + ", but got " + actual[i]);
          if (apart == 0) equal++;
        }
      }
    }
    assertTrue(equal >= SAMPLES * 10 - 4, equal + " scores are equal");
  }

  private static double[][] doubles(float[] sample) {
    double[] values = new double[sample.length];
    for (int i = 0; i < values.length; i++) values[i] = sample[i];
    return new double[][] {values};
  }

  private static double[] reference(OrtSession session, float[] sample) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    try (var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(sample), new long[] {1, 3, 32, 32});
        var results = session.run(Map.of("input", tensor))) {
      FloatBuffer output = ((OnnxTensor) results.get(0)).getFloatBuffer();
      double[] values = new double[output.remaining()];
      for (int i = 0; i < values.length; i++) values[i] = output.get(i);
      return values;
    }
  }
}
