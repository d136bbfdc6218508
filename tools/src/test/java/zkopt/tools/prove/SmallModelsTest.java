package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.Port;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.onnx.ImportOptions;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.check.MockProver;
import zkopt.verifier.Verifier;

/** The models of {@code test-models/small}: scikit-learn's estimators and recurrent networks, against what ONNX Runtime gave. */
class SmallModelsTest {
  private static final Path MODELS = Path.of("../test-models/small");
  private static final ProofParameters PARAMETERS = ProofParameters.of(Profile.BALANCED, 100);

  /** The error is absolute where outputs are small, else relative. */
  @ParameterizedTest
  @CsvSource({"iris-forest, 1e-3", "iris-boosting, 1e-3", "cancer-boosting, 1e-3", "diabetes-boosting, 1e-3", "wine-logistic, 2e-3", "iris-svc, 2e-3",
      "digits-lstm, 6e-2", "digits-gru, 6e-2"})
  void isProvedAndGivesWhatOnnxRuntimeGave(String name, double tolerance) throws IOException {
    var compiler = new Compiler();
    ModuleOp module = compiler.importModel(MODELS.resolve(name).resolve("model.onnx"), ImportOptions.DEFAULT);
    compiler.toAffine(module);
    compiler.toFixed(module, FixedPoint.DEFAULT);
    compiler.toPlonk(module);
    LaidOutModel model = Layout.of(module, LayoutOptions.of(PARAMETERS.blindingRows()));
    JsonNode cases = new ObjectMapper().readTree(MODELS.resolve(name).resolve("cases.json").toFile()).get("cases");
    LaidOutModel.Run run = null;
    for (JsonNode each : cases) {
      Port input = model.inputs().getFirst();
      run = model.run(new long[][] {IntStream.range(0, input.elements()).mapToLong(i -> input.quantize(each.get("input").get(i).asDouble())).toArray()});
      for (int o = 0; o < run.outputs().length; o++) compare(name, each.get("outputs").get(o), model.outputs().get(o), run.outputs()[o], tolerance);
    }
    assertEquals(List.of(), MockProver.check(model.circuit(), run.assignment()));
    ProvingKey key = Setup.run(model.circuit(), model.weights(), PARAMETERS, new byte[Setup.SEED_BYTES]);
    byte[] proof = Prover.prove(key, run.assignment(), new byte[Setup.SEED_BYTES]).toBytes();
    assertTrue(Verifier.verify(key.verifyingKey(), run.assignment().instance(), proof).accepted());
  }

  private static void compare(String name, JsonNode expected, Port port, long[] actual, double tolerance) {
    assertEquals(expected.size(), actual.length);
    for (int i = 0; i < actual.length; i++) {
      double e = expected.get(i).asDouble();
      assertEquals(e, port.dequantize(actual[i]), tolerance * Math.max(1, Math.abs(e)), name);
    }
  }
}
