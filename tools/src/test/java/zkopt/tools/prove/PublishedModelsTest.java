package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.input.InputFiles;

/** Models published elsewhere, from their files to verified proofs that agree with the reference outputs beside them. */
class PublishedModelsTest {
  private static final double TOLERANCE = 1e-2;
  private static final Pattern RESULT = Pattern.compile("memref<[^>]*>\\[([^\\]]*)\\]");

  @TempDir Path folder;

  @Test
  void mnist12() throws IOException {
    provesAndVerifies(shared("mnist-12/mnist-12.onnx"), shared("mnist-12/mnist-12.json"), result("mnist-12/mnist-12.res"));
  }

  @Test
  void basicMnist() throws IOException {
    provesAndVerifies(shared("basic-mnist/basic_mnist.onnx"), shared("basic-mnist/basic_mnist.json"), result("basic-mnist/basic_mnist.res"));
  }

  @Test
  void mnist8WithTensorProtos() {
    double[] expected = InputFiles.read(shared("mnist-8/test_data_set_0/output_0.pb")).getFirst().values();
    provesAndVerifies(shared("mnist-8/model.onnx"), shared("mnist-8/test_data_set_0/input_0.pb"), expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet/lenet_2_4_8.onnx", "lenet/lenet_4_8_32.onnx"})
  void lenetWithABatchSize(String model) {
    Path input = shared("lenet/input.json");
    double[][] inputs = {InputFiles.read(input).getFirst().values()};
    double[] expected = FloatModel.load(shared(model), Map.of("batch_size", 1L)).run(inputs)[0];
    provesAndVerifies(shared(model), input, expected, "--dim", "batch_size=1");
  }

  @Test
  void mnistTribuoWithLogSoftmaxOfAnOldOperatorSet() {
    provesAndVerifies(shared("mnist-tribuo-cnn/model.onnx"), shared("mnist-tribuo-cnn/ort_ref/input_0.npy"), reference("mnist-tribuo-cnn"),
        "--dim", "batch=1");
  }

  @Test
  @Tag("slow")
  void cifarTinyMobileNet() {
    provesAndVerifies(shared("cifar-tinymobilenet/model.onnx"), shared("cifar-tinymobilenet/ort_ref/input_0.npy"),
        reference("cifar-tinymobilenet"));
  }

  /** Scores are one step of their scale apart at most. */
  @Test
  @Tag("slow")
  void quantizedCifarTinyMobileNet() {
    provesAndVerifies(shared("cifar-tinymobilenet-int8/model.onnx"), shared("cifar-tinymobilenet-int8/ort_ref/input_0.npy"),
        reference("cifar-tinymobilenet-int8"), 0.1381);
  }

  @Test
  @Tag("slow")
  void visionTransformer() {
    provesAndVerifies(shared("vit-ibp-3-3-8/model.onnx"), shared("vit-ibp-3-3-8/ort_ref/input_0.npy"), reference("vit-ibp-3-3-8"));
  }

  /** The input are 64 tokens, which the model takes rows by. */
  @Test
  @Tag("slow")
  void nanoGptHoldsInTheTable() {
    holdsInTheTable(shared("nanogpt/nanoGPT-new.onnx"), shared("nanogpt/nanoGPT-new.json"));
  }

  @Test
  @Tag("slow")
  void ultraFaceHoldsInTheTable() throws IOException {
    var random = new Random(1);
    String pixels = IntStream.range(0, 3 * 240 * 320).mapToObj(_ -> Double.toString(random.nextInt(256) / 128.0 - 1)).collect(Collectors.joining(","));
    Path input = Files.writeString(folder.resolve("image.json"), "{\"input_data\":[[" + pixels + "]]}");
    holdsInTheTable(shared("ultraface/Ultraface_version-RFB-320.onnx"), input);
  }

  private void holdsInTheTable(Path onnx, Path input) {
    Path compiled = folder.resolve("m.zkc");
    good("setup", onnx, "-o", compiled, "--no-proving-data");
    assertEquals(0, good("check", compiled, "--input", input).get("violations").size());
  }

  /** ONNX Runtime's output. */
  private static double[] reference(String model) {
    return InputFiles.read(shared(model + "/ort_ref/output_0.npy")).getFirst().values();
  }

  private void provesAndVerifies(Path onnx, Path input, double[] expected, String... options) {
    provesAndVerifies(onnx, input, expected, TOLERANCE, options);
  }

  private void provesAndVerifies(Path onnx, Path input, double[] expected, double tolerance, String... options) {
    Path compiled = folder.resolve("m.zkc");
    Path proof = folder.resolve("proof.zkp");
    var setup = new ArrayList<Object>(List.of("setup", onnx, "--calibrate", input, "-o", compiled));
    setup.addAll(List.of(options));
    good(setup.toArray());
    good("prove", compiled, "--input", input, "-o", proof);
    JsonNode answer = good("verify", proof, "--vk", folder.resolve("m.vk"));
    JsonNode output = answer.get("outputs").get(0);
    assertEquals(Outputs.argMax(expected), output.get("topClass").intValue());
    for (int i = 0; i < expected.length; i++) assertEquals(expected[i], output.get("values").get(i).doubleValue(), tolerance, "output " + i);
  }

  private static JsonNode good(Object... arguments) {
    Object[] withJson = Arrays.copyOf(arguments, arguments.length + 1);
    withJson[arguments.length] = "--json";
    Tool.Outcome outcome = Tool.zkprove(withJson);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err() + outcome.out());
    return outcome.json();
  }

  private static double[] result(String file) throws IOException {
    Matcher matcher = RESULT.matcher(Files.readString(shared(file)));
    assertTrue(matcher.find(), file);
    return Arrays.stream(matcher.group(1).split(",")).mapToDouble(Double::parseDouble).toArray();
  }

  /** A file of {@code shared/models} beside the repository. */
  private static Path shared(String file) {
    Path path = Path.of(System.getProperty("user.dir")).resolve("../../shared/models").resolve(file).normalize();
    assumeTrue(Files.exists(path), "the shared models are absent: " + path);
    return path;
  }
}
