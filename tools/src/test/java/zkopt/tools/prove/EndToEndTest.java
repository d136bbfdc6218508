package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.models.TestModels;
import zkopt.tools.cli.ExitCode;

/** The demo models from their ONNX files to verified proofs, and what a verifier must not accept. */
class EndToEndTest {
  private static final String[] MODELS = {"digits-mlp", "digits-cnn"};
  private static final int SAMPLE = 14;
  private static final double TOLERANCE = 1e-2;

  @TempDir static Path folder;

  /** Both models, compiled and proven once for all tests. */
  @BeforeAll
  static void setUpAndProve() throws IOException {
    for (String model : MODELS) {
      Path onnx = TestModels.copy(model, "model.onnx", folder.resolve(model));
      for (int i = 0; i < TestModels.INPUTS; i++) TestModels.copy(model, TestModels.input(i), folder.resolve(model));
      good("setup", onnx, "--calibrate", folder.resolve(model).resolve("inputs"), "-o", compiled(model));
      good("prove", compiled(model), "--input", input(model), "-o", proof(model), "--public", publicValues(model));
    }
  }

  private static Tool.Outcome good(Object... arguments) {
    Tool.Outcome outcome = Tool.zkprove(arguments);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err() + outcome.out());
    return outcome;
  }

  private static Path compiled(String model) {
    return folder.resolve(model).resolve("m.zkc");
  }

  private static Path key(String model) {
    return folder.resolve(model).resolve("m.vk");
  }

  private static Path proof(String model) {
    return folder.resolve(model).resolve("proof.zkp");
  }

  private static Path publicValues(String model) {
    return folder.resolve(model).resolve("values.json");
  }

  private static Path input(String model) {
    return folder.resolve(model).resolve(TestModels.input(SAMPLE));
  }

  @Test
  void proofsVerifyAndSayWhatTheFloatModelSays() throws IOException {
    for (String model : MODELS) {
      JsonNode answer = good("verify", proof(model), "--vk", key(model), "--json").json();
      assertTrue(answer.get("valid").booleanValue());
      JsonNode output = answer.get("outputs").get(0);
      JsonNode expected = new ObjectMapper().readTree(TestModels.bytes(model, "expected.json")).get("cases").get(SAMPLE);
      assertEquals(expected.get("label").intValue(), output.get("topClass").intValue(), model);
      for (int i = 0; i < output.get("values").size(); i++) {
        assertEquals(expected.get("output_data").get(0).get(i).doubleValue(), output.get("values").get(i).doubleValue(), TOLERANCE, model);
      }
    }
  }

  @Test
  void theVerifierNeedsOnlyKeyProofAndPublicValues() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path key = Files.copy(key("digits-cnn"), elsewhere.resolve("k"));
    Path proof = Files.copy(proof("digits-cnn"), elsewhere.resolve("p"));
    Path values = Files.copy(publicValues("digits-cnn"), elsewhere.resolve("v"));
    good("verify", proof, "--vk", key, "--public", values);
  }

  @Test
  void theVerdictNamesTheStatement() {
    String text = good("verify", proof("digits-cnn"), "--vk", key("digits-cnn")).out();
    assertTrue(text.startsWith("valid: "), text);
    assertTrue(text.contains("output 'scores'") && text.contains("private: the weights, input 'image'"), text);
  }

  @Test
  void aChangedOutputIsRejected() throws IOException {
    JsonNode values = new ObjectMapper().readTree(publicValues("digits-cnn").toFile());
    String first = values.get("outputs").get(0).get("values").get(0).asText();
    String changed = Files.readString(publicValues("digits-cnn")).replaceFirst(Pattern.quote(first), "1.5");
    Path file = Files.writeString(folder.resolve("changed.json"), changed);
    assertInvalid(Tool.zkprove("verify", proof("digits-cnn"), "--vk", key("digits-cnn"), "--public", file));
  }

  @Test
  void anyChangedByteIsRejected() throws IOException {
    byte[] content = Files.readAllBytes(proof("digits-mlp"));
    long seed = 20261121;
    var random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      byte[] changed = content.clone();
      int at = i < 10 ? i * 7 : random.nextInt(content.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(folder.resolve("changed.zkp"), changed);
      Tool.Outcome outcome = Tool.zkprove("verify", file, "--vk", key("digits-mlp"));
      assertEquals(ExitCode.NO, outcome.exitCode(), "byte " + at + ", seed " + seed + ": " + outcome.out() + outcome.err());
      assertTrue(outcome.out().startsWith("not valid: "), outcome.out());
    }
  }

  @Test
  void aTruncatedProofIsRejected() throws IOException {
    byte[] content = Files.readAllBytes(proof("digits-mlp"));
    for (int length : new int[] {0, 1, 30, 200, content.length / 2, content.length - 1}) {
      Path file = Files.write(folder.resolve("cut.zkp"), Arrays.copyOf(content, length));
      assertInvalid(Tool.zkprove("verify", file, "--vk", key("digits-mlp")));
    }
  }

  @Test
  void anotherModelsKeyIsRejected() {
    Tool.Outcome outcome = Tool.zkprove("verify", proof("digits-cnn"), "--vk", key("digits-mlp"));
    assertInvalid(outcome);
    assertTrue(outcome.out().contains("another model"), outcome.out());
  }

  @Test
  void anotherCommitmentToTheSameModelIsRejected() {
    Path second = folder.resolve("second.zkc");
    good("setup", folder.resolve("digits-mlp/model.onnx"), "-o", second);
    assertInvalid(Tool.zkprove("verify", proof("digits-mlp"), "--vk", folder.resolve("second.vk")));
  }

  @Test
  void aFileOfAnotherKindIsBadUsage() {
    assertEquals(ExitCode.BAD, Tool.zkprove("verify", key("digits-cnn"), "--vk", key("digits-cnn")).exitCode());
    assertEquals(ExitCode.BAD, Tool.zkprove("verify", proof("digits-cnn"), "--vk", proof("digits-cnn")).exitCode());
    assertEquals(ExitCode.BAD, Tool.zkprove("prove", key("digits-cnn"), "--input", input("digits-cnn")).exitCode());
  }

  @Test
  void checkAcceptsAnHonestTableAndNamesWhatIsWrongInAnother() {
    good("check", compiled("digits-cnn"), "--input", input("digits-cnn"));
    Tool.Outcome outcome = Tool.zkprove("check", compiled("digits-cnn"), "--input", input("digits-cnn"), "--corrupt", "0:0=77", "--json");
    assertEquals(ExitCode.NO, outcome.exitCode());
    JsonNode violation = outcome.json().get("violations").get(0);
    for (String member : new String[] {"constraint", "gate", "row", "cells", "node"}) assertTrue(violation.has(member), violation.toString());
    List<String> lines = Tool.zkprove("check", compiled("digits-cnn"), "--input", input("digits-cnn"), "--corrupt", "0:0=77").out().lines().toList();
    assertTrue(lines.get(1).matches("error: constraint '.*' of gate '.*' does not hold in row \\d+"), lines.get(1));
    assertTrue(lines.get(2).matches("  note: the row belongs to node '.*'"), lines.get(2));
  }

  @Test
  void inspectShowsEveryKindOfFile() {
    JsonNode model = good("inspect", compiled("digits-cnn"), "--json").json();
    JsonNode key = good("inspect", key("digits-cnn"), "--json").json();
    JsonNode proof = good("inspect", proof("digits-cnn"), "--json").json();
    assertEquals(model.get("identity"), key.get("identity"));
    assertEquals(key.get("identity"), proof.get("identity"));
    assertTrue(key.get("securityBits").doubleValue() >= 100, key.toString());
    assertTrue(model.get("layout").get("gates").size() > 2, model.toString());
  }

  @Test
  void theWrongInputIsNamed() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"input_data\": [[1, 2, 3]]}");
    Tool.Outcome outcome = Tool.zkprove("prove", compiled("digits-cnn"), "--input", wrong);
    assertEquals(ExitCode.BAD, outcome.exitCode());
    assertTrue(outcome.err().contains("input 'image': expected shape 1x1x8x8 (64 values), but '%s' holds 3 (3 values)".formatted(wrong)), outcome.err());
    Path large = Files.writeString(folder.resolve("large.json"), "{\"input_data\": [[" + "9e9,".repeat(63) + "0]]}");
    Tool.Outcome overflow = Tool.zkprove("prove", compiled("digits-cnn"), "--input", large);
    assertEquals(ExitCode.BAD, overflow.exitCode());
    assertTrue(overflow.err().contains("'image'") && overflow.err().contains("q<25, 12>"), overflow.err());
  }

  @Test
  void accuracyCountsBothModels() throws IOException {
    Path inputs = TestModels.copy("digits-mlp", "test-inputs.npy", folder.resolve("digits-mlp"));
    Path labels = TestModels.copy("digits-mlp", "test-labels.npy", folder.resolve("digits-mlp"));
    JsonNode report = good("accuracy", compiled("digits-mlp"), "--inputs", inputs, "--labels", labels, "--model",
        folder.resolve("digits-mlp/model.onnx"), "--json").json();
    JsonNode expected = new ObjectMapper().readTree(TestModels.bytes("digits-mlp", "expected.json"));
    assertEquals(expected.get("test_samples"), report.get("samples"));
    assertEquals(expected.get("test_correct"), report.get("floatCorrect"));
    assertEquals(expected.get("test_correct").intValue(), report.get("fixedPointCorrect").intValue(), 1);
    assertTrue(report.get("largestError").doubleValue() < TOLERANCE, report.toString());
    Tool.Outcome wrong = Tool.zkprove("accuracy", compiled("digits-mlp"), "--inputs", input("digits-mlp"), "--labels", labels);
    assertEquals(ExitCode.BAD, wrong.exitCode());
    assertTrue(wrong.err().contains("must hold one array of 1 labels"), wrong.err());
  }

  private static void assertInvalid(Tool.Outcome outcome) {
    assertEquals(ExitCode.NO, outcome.exitCode(), outcome.err() + outcome.out());
    assertTrue(outcome.out().startsWith("not valid: "), outcome.out());
    assertFalse(outcome.out().contains("Exception"), outcome.out());
  }
}
