package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.lowering.Programs;
import zkopt.onnx.OnnxImporter;

/** A published int8 model against ONNX Runtime, on the images of CIFAR-10 that it is measured on. */
class QuantizedModelTest {
  /** Of all 100, of which 3 of the 1,000 scores are one step off. */
  private static final int IMAGES = 40;
  private static final int CHANNELS = 3;
  private static final int PIXELS = 32 * 32;
  private static final double[] MEAN = {0.4914, 0.4822, 0.4465};
  private static final double DEVIATION = 0.247;
  /** Of the outputs, as the model has it. */
  private static final double SCALE = 0.13800646;

  /**
   * Scores are integers times a scale. ONNX Runtime multiplies sums with the float32 quotient of the scales, and rounds that product to float32
   * before it rounds it to a whole number; here it is exact. That decides few ties otherwise.
   */
  @Test
  void scoresAreThoseOfOnnxRuntime() throws OrtException, IOException {
    Path path = shared("models/cifar-tinymobilenet-int8/model.onnx");
    List<float[]> images = images(shared("datasets/cifar10-test-100.csv")).subList(0, IMAGES);
    var context = IRContext.withAllDialects();
    ModuleOp affine = OnnxImporter.importModel(context, path);
    var program = new Programs(context, affine);
    program.run("onnx-to-affine");
    Calibration.annotate(affine, images.stream().map(QuantizedModelTest::doubles).toList());
    ModuleOp fixed = program.run("affine-to-fixed");
    int oneOff = 0;
    try (var options = new OrtSession.SessionOptions();
        var session = OrtEnvironment.getEnvironment().createSession(path.toString(), options)) {
      for (float[] image : images) {
        double[] expected = reference(session, image);
        double[] actual = Programs.runFixed(fixed, image);
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
          long apart = Math.round(Math.abs(expected[i] - actual[i]) / SCALE);
          assertTrue(apart <= 1, "score " + i + ": expected " + expected[i] + ", but got " + actual[i]);
          oneOff += (int) apart;
        }
      }
    }
    assertTrue(oneOff <= 3, oneOff + " of " + 10 * images.size() + " scores are one step off");
  }

  /** Lines of a label and the bytes of an image, channels last. */
  private static List<float[]> images(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().map(line -> {
      int[] bytes = Arrays.stream(line.split(",")).skip(1).mapToInt(Integer::parseInt).toArray();
      float[] image = new float[CHANNELS * PIXELS];
      for (int i = 0; i < bytes.length; i++) {
        int channel = i % CHANNELS;
        image[channel * PIXELS + i / CHANNELS] = (float) ((bytes[i] / 255.0 - MEAN[channel]) / DEVIATION);
      }
      return image;
    }).toList();
  }

  private static Path shared(String file) {
    Path path = Path.of(System.getProperty("user.dir")).resolve("../../shared").resolve(file).normalize();
    assumeTrue(Files.exists(path), "the shared files are absent: " + path);
    return path;
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
