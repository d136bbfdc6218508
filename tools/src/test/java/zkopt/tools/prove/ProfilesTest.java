package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.models.TestModels;
import zkopt.tools.cli.ExitCode;

/** Every profile at several levels of security, from setup to the account of the proof's bytes. */
class ProfilesTest {
  private static final String MODEL = "digits-mlp";
  private static final int SAMPLE = 14;

  @TempDir static Path folder;

  private static Path onnx;
  private static Path input;

  @BeforeAll
  static void copyModel() throws IOException {
    onnx = TestModels.copy(MODEL, "model.onnx", folder);
    input = TestModels.copy(MODEL, TestModels.input(SAMPLE), folder);
  }

  @ParameterizedTest
  @CsvSource({"fast,100", "fast,128", "balanced,100", "balanced,128", "small,100", "small,128", "balanced,110"})
  void provesTheBitsAskedFor(String profile, int bits) {
    Path model = folder.resolve(profile + bits + ".zkc");
    Path key = folder.resolve(profile + bits + ".vk");
    Path proof = folder.resolve(profile + bits + ".zkp");
    JsonNode setup = good("setup", onnx, "--profile", profile, "--security", bits, "-o", model, "--json");
    assertTrue(setup.get("securityBits").doubleValue() >= bits);
    good("prove", model, "--input", input, "-o", proof, "--json");
    assertTrue(good("verify", proof, "--vk", key, "--json").get("valid").booleanValue());

    JsonNode inspected = good("inspect", key, "--json");
    JsonNode johnson = inspected.get("johnson");
    double error = 0;
    for (JsonNode term : johnson.get("terms")) error += Math.pow(2, term.get("log2Error").doubleValue());
    assertTrue(error <= Math.pow(2, -bits), "terms add up to " + error);
    assertTrue(johnson.get("digestBits").intValue() >= 2 * bits);

    JsonNode size = good("inspect", proof, "--vk", key, "--json");
    assertEquals(size.get("proofBytes").doubleValue(), size.get("size").doubleValue());
    assertEquals(size.get("size").doubleValue(), inspected.get("size").doubleValue(), 0.05 * size.get("size").doubleValue());
  }

  @Test
  void moreThanTheHashProves() {
    Tool.Outcome outcome = Tool.zkprove("setup", onnx, "--security", 129, "-o", folder.resolve("m.zkc"));
    assertEquals(ExitCode.BAD, outcome.exitCode());
    assertTrue(outcome.err().contains("profile 'balanced' with 129 bits: trees over a hash of 256 bits prove no more than 128"), outcome.err());
    assertTrue(Files.notExists(folder.resolve("m.zkc")));
  }

  @Test
  void sizesUnderAnotherKey() {
    for (String name : new String[] {"a", "b"}) good("setup", onnx, "-o", folder.resolve(name + ".zkc"), "--json");
    good("prove", folder.resolve("a.zkc"), "--input", input, "-o", folder.resolve("a.zkp"), "--json");
    Tool.Outcome outcome = Tool.zkprove("inspect", folder.resolve("a.zkp"), "--vk", folder.resolve("b.vk"));
    assertEquals(ExitCode.BAD, outcome.exitCode());
    assertTrue(outcome.err().contains("is not a proof under the key of"), outcome.err());
  }

  private static JsonNode good(Object... arguments) {
    Tool.Outcome outcome = Tool.zkprove(arguments);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err() + outcome.out());
    return outcome.json();
  }
}
