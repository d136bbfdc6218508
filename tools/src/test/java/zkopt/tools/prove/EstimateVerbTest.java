package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.models.TestModels;
import zkopt.tools.cli.ExitCode;

/** What is estimated, against what setup lays out. */
class EstimateVerbTest {
  private static final double TOLERANCE = 0.25;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"digits-mlp", "digits-cnn", "digits-avgpool"})
  void committedCellsAreWithinAQuarter(String name) throws IOException {
    Path model = TestModels.copy(name, "model.onnx", folder);
    Tool.Outcome estimate = Tool.zkprove("estimate", model, "--json");
    assertEquals(ExitCode.GOOD, estimate.exitCode(), estimate.err());
    Tool.Outcome setup = Tool.zkprove("setup", model, "-o", folder.resolve("m.zkc"), "--no-proving-data", "--json");
    assertEquals(ExitCode.GOOD, setup.exitCode(), setup.err());
    double estimated = cells(estimate.json());
    double laidOut = cells(setup.json());
    assertTrue(Math.abs(estimated - laidOut) <= TOLERANCE * laidOut, estimated + " estimated, " + laidOut + " laid out");
  }

  private static double cells(JsonNode report) {
    return report.get("committedCells").asDouble();
  }
}
