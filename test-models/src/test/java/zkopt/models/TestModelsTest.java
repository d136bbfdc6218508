package zkopt.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each model's folder is complete, and ONNX Runtime computes from it what the folder says. */
class TestModelsTest {
  private static final JsonMapper JSON = new JsonMapper();
  /** Of the whole test set; twenty inputs, chosen without looking at the answer, may do a little worse. */
  private static final double ACCURACY = 0.95;

  private static final int CORRECT_OF_TWENTY = 18;
  /** Absolute; scores lie within +-30, and another release of the runtime may sum in another order. */
  private static final float TOLERANCE = 1e-4f;

  @ParameterizedTest
  @MethodSource("zkopt.models.TestModels#names")
  void singleInputsGiveTheExpectedOutputs(String name) throws Exception {
    JsonNode expected = JSON.readTree(TestModels.bytes(name, "expected.json"));
    long[] shape = longs(expected.get("input_shape"));
    JsonNode cases = expected.get("cases");
    assertEquals(TestModels.INPUTS, cases.size());
    int correct = 0;
    try (Runtime runtime = new Runtime(name)) {
      for (int i = 0; i < cases.size(); i++) {
        JsonNode testCase = cases.get(i);
        assertEquals(TestModels.input(i), testCase.get("input").textValue());
        JsonNode input = JSON.readTree(TestModels.bytes(name, TestModels.input(i)));
        float[] output = runtime.run(floats(input.get("input_data").get(0)), shape);
        assertArrayEquals(floats(testCase.get("output_data").get(0)), output, TOLERANCE, TestModels.input(i));
        correct += top(output) == testCase.get("label").intValue() ? 1 : 0;
      }
    }
    assertTrue(correct >= CORRECT_OF_TWENTY, correct + " of " + cases.size() + " are classified correctly");
  }

  @ParameterizedTest
  @MethodSource("zkopt.models.TestModels#names")
  void wholeTestSetReachesTheStatedAccuracy(String name) throws Exception {
    JsonNode expected = JSON.readTree(TestModels.bytes(name, "expected.json"));
    long[] shape = longs(expected.get("input_shape"));
    Npy inputs = Npy.read(TestModels.bytes(name, "test-inputs.npy"));
    Npy labels = Npy.read(TestModels.bytes(name, "test-labels.npy"));
    int samples = expected.get("test_samples").intValue();
    assertEquals("<f4", inputs.type());
    assertEquals("<i8", labels.type());
    assertArrayEquals(new long[] {samples}, labels.shape());
    assertEquals(samples, inputs.shape()[0]);
    assertArrayEquals(
        Arrays.copyOfRange(shape, 1, shape.length),
        Arrays.copyOfRange(inputs.shape(), 1, inputs.shape().length));

    FloatBuffer pixels = inputs.data().asFloatBuffer();
    int correct = 0;
    try (Runtime runtime = new Runtime(name)) {
      float[] sample = new float[pixels.remaining() / samples];
      for (int i = 0; i < samples; i++) {
        pixels.get(sample);
        correct += top(runtime.run(sample, shape)) == labels.data().getLong(Long.BYTES * i) ? 1 : 0;
      }
    }
    assertEquals(expected.get("test_correct").intValue(), correct);
    assertTrue(correct > ACCURACY * samples, correct + " of " + samples + " are classified correctly");
  }

  @Test
  void aFileIsCopiedOutOfTheClassPath(@TempDir Path folder) throws IOException {
    Path copy = TestModels.copy("digits-cnn", TestModels.input(3), folder);
    assertEquals(folder.resolve("inputs/03.json"), copy);
    assertArrayEquals(TestModels.bytes("digits-cnn", "inputs/03.json"), Files.readAllBytes(copy));
  }

  @Test
  void unknownFilesAreNamed(@TempDir Path folder) {
    var error = assertThrows(
        NoSuchFileException.class, () -> TestModels.copy("digits-mlp", "weights.bin", folder));
    assertEquals("test model file 'digits-mlp/weights.bin'", error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> TestModels.input(TestModels.INPUTS));
  }

  /** One model loaded into ONNX Runtime. */
  private static final class Runtime implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    Runtime(String name) throws OrtException {
      session = environment.createSession(TestModels.bytes(name, "model.onnx"));
    }

    float[] run(float[] input, long[] shape) throws OrtException {
      try (OnnxTensor image = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
          OrtSession.Result result = session.run(Map.of("image", image))) {
        return ((float[][]) result.get(0).getValue())[0];
      }
    }

    @Override
    public void close() throws OrtException {
      session.close();
    }
  }

  private static int top(float[] scores) {
    return IntStream.range(0, scores.length).reduce((a, b) -> scores[b] > scores[a] ? b : a).orElseThrow();
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  private static long[] longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::longValue).toArray();
  }
}
