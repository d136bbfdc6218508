package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.models.TestModels;
import zkopt.tools.cli.ExitCode;

/** What is estimated, against what setup lays out. */
class EstimateVerbTest {
  /** Of the average of proofs under the key of setup, which differ by what their queries share. */
  private static final double BYTES = 0.005;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"digits-mlp, balanced", "digits-cnn, balanced", "digits-avgpool, balanced", "digits-cnn, fast", "digits-cnn, small"})
  void columnsAndBytesAreThoseOfSetup(String name, String profile) throws IOException {
    assertForeseen(TestModels.copy(name, "model.onnx", folder), profile);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iris-forest", "iris-svc", "wine-logistic", "cancer-boosting", "digits-gru"})
  void thoseOfOtherKindsToo(String name) {
    assertForeseen(Path.of("../test-models/small").resolve(name).resolve("model.onnx"), "balanced");
  }

  @Test
  void thoseOfAPublishedModel() {
    Path model = Path.of("../../shared/models/mnist-12");
    assumeTrue(Files.exists(model), "no published models here");
    assertForeseen(model.resolve("mnist-12.onnx"), "balanced", "--calibrate", model.resolve("mnist-12.json"));
  }

  private void assertForeseen(Path model, String profile, Object... options) {
    JsonNode estimate = good(with(options, "estimate", model, "--profile", profile, "--json"));
    JsonNode setup = good(with(options, "setup", model, "--profile", profile, "-o", folder.resolve("m.zkc"), "--no-proving-data", "--json"));
    for (String exact : new String[] {"rows", "committedCells"}) assertEquals(setup.get(exact).asLong(), estimate.get(exact).asLong(), exact);
    for (String kind : new String[] {"witness", "quotient", "weights", "fixed"}) {
      assertEquals(setup.get("columns").get(kind), estimate.get("columns").get(kind), kind);
    }
    double bytes = good("inspect", folder.resolve("m.vk"), "--json").get("size").asDouble();
    assertEquals(bytes, estimate.get("proofBytes").asDouble(), BYTES * bytes);
  }

  private static Object[] with(Object[] options, Object... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of(options)).toArray();
  }

  /** The heap is measured beside whatever else this virtual machine does: {@link LiveHeapTest} is about it. */
  @Test
  void benchPrintsWhatWasPredictedBesideWhatItMeasures() throws IOException {
    Path model = TestModels.copy("digits-mlp", "model.onnx", folder);
    Path input = TestModels.copy("digits-mlp", "inputs/00.json", folder);
    Path compiled = folder.resolve("m.zkc");
    good("setup", model, "-o", compiled, "--json");
    JsonNode bench = good("bench", compiled, "--input", input, "--runs", "3", "--warm-up", "0", "--json");
    JsonNode predictions = bench.get("predictions");
    assertEquals(1, predictions.get("committedCells").get("ratio").asDouble());
    assertEquals(1, predictions.get("proofBytes").get("ratio").asDouble(), 0.05);
    assertEquals(bench.get("proveMillis"), predictions.get("proveMillis").get("measured"));
    assertTrue(predictions.get("heapBytes").get("measured").asLong() > 0);
    for (JsonNode figure : predictions) {
      assertEquals(figure.get("ratio").asDouble(), figure.get("predicted").asDouble() / figure.get("measured").asDouble());
    }
  }

  @Test
  void benchSaysWhichPredictionsOfSeveralModelsAreOff() throws IOException {
    Path model = TestModels.copy("digits-mlp", "model.onnx", folder);
    Path input = TestModels.copy("digits-mlp", "inputs/00.json", folder);
    Path forest = Path.of("../test-models/small/iris-forest/model.onnx");
    Tool.Outcome outcome = Tool.zkprove("bench", model + "=" + input, forest, "--runs", "1", "--warm-up", "0", "--within", "0.001", "--json");
    assertEquals(ExitCode.NO, outcome.exitCode(), outcome.err());
    JsonNode bench = outcome.json();
    assertEquals(List.of(model.toString(), forest.toString()), bench.get("models").findValuesAsText("model"));
    String off = bench.get("notWithin").toString();
    assertTrue(off.contains("heap, bytes of " + model) && off.contains("heap, bytes of " + forest), off);
    assertFalse(off.contains("cells of"), off);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light_bvlc_alexnet", "light_densenet121", "light_inception_v1", "light_inception_v2", "light_resnet50", "light_shufflenet",
      "light_squeezenet", "light_vgg19", "light_zfnet512"})
  @Tag("slow")
  void largeNetworksTakeSeconds(String name) {
    Path model = Path.of("../../shared/models/light/" + name + ".onnx");
    assumeTrue(Files.exists(model), "no published models here");
    JsonNode estimate = assertTimeout(Duration.ofSeconds(60), () -> good("estimate", model, "--json"));
    assertTrue(estimate.get("emptyRows").asDouble() < 0.1, estimate::toString);
    assertTrue(estimate.get("proveMillis").asDouble() > 0 && estimate.get("heapBytes").asLong() > estimate.get("committedCells").asLong());
  }

  private static JsonNode good(Object... arguments) {
    Tool.Outcome outcome = Tool.zkprove(arguments);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
    return outcome.json();
  }
}
