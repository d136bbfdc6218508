package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.models.TestModels;
import zkopt.tools.cli.ExitCode;

/** What is estimated, against what setup lays out. */
class EstimateVerbTest {
  private static final double TOLERANCE = 0.25;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"digits-mlp, balanced", "digits-cnn, balanced", "digits-avgpool, balanced", "digits-cnn, fast", "digits-cnn, small"})
  void cellsAndBytesAreWithinAQuarter(String name, String profile) throws IOException {
    Path model = TestModels.copy(name, "model.onnx", folder);
    JsonNode estimate = good("estimate", model, "--profile", profile, "--json");
    JsonNode setup = good("setup", model, "--profile", profile, "-o", folder.resolve("m.zkc"), "--no-proving-data", "--json");
    assertNear(setup.get("committedCells"), estimate.get("committedCells"));
    assertNear(good("inspect", folder.resolve("m.vk"), "--json").get("size"), estimate.get("proofBytes"));
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

  private static void assertNear(JsonNode expected, JsonNode estimated) {
    assertTrue(Math.abs(estimated.asDouble() - expected.asDouble()) <= TOLERANCE * expected.asDouble(), estimated + " estimated, and it is " + expected);
  }
}
