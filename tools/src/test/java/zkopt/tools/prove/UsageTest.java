package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.ToolException;

/** What the tool says when it is used in a wrong way: one clear message, exit code 2, never a stack trace. */
class UsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "prov                                  | unknown verb 'prov', did you mean 'prove'?",
      "frobnicate                            | unknown verb 'frobnicate'",
      "prove m.zkc --inptu x                 | unknown option '--inptu', did you mean '--input'?",
      "prove m.zkc                           | missing required option: '--input=FILE'",
      "prove                                 | missing required",
      "verify p.zkp                          | missing required option: '--vk=MODEL.vk'",
      "verify a b --vk c --public d          | '--public' goes with one proof, and 2 are given",
      "setup m.onnx --profile quick          | invalid value for option '--profile'",
      "setup m.onnx --disable fuse-poll      | there is no optimization 'fuse-poll'; did you mean 'fuse-pool'?",
      "estimate m.onnx --disable all --enable-only cse | '--disable' and '--enable-only' do not go together",
      "setup m.onnx --security many          | invalid value for option '--security'",
      "check m.zkc --input x --corrupt 3     | expected COLUMN:ROW=VALUE such as 3:17=-5, but got '3'",
      "setup absent.onnx                     | cannot read 'absent.onnx': no such file",
      "prove absent.zkc --input x            | cannot read 'absent.zkc': no such file",
      "verify absent.zkp --vk absent.vk      | cannot read 'absent.vk': no such file",
      "inspect absent                        | cannot read 'absent': no such file",
      "demo --model resnet                   | no model 'resnet': there are digits-mlp, digits-cnn, digits-avgpool",
      "setup m.onnx -o m.vk                  | 'm.vk' is where the verifying key goes: name the compiled model otherwise",
      "bench absent --input x --runs 0       | there must be at least one run that counts",
      "calibrate absent.onnx --samples x     | cannot read 'absent.onnx': no such file",
      "setup m.onnx --precision 1e-3         | '--precision' needs samples: '--calibrate'",
      "demo --sample 20                      | no test input 20: there are 0 to 19"})
  void badUsage(String arguments, String message) {
    Tool.Outcome outcome = Tool.zkprove((Object[]) arguments.split(" +"));
    assertEquals(ExitCode.BAD, outcome.exitCode());
    assertTrue(outcome.err().startsWith("zkprove: error: " + message) || outcome.err().contains(message), outcome.err());
    assertFalse(outcome.err().contains("\tat "), outcome.err());
    assertEquals("", outcome.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"calibrate", "setup", "prove", "verify", "check", "inspect", "accuracy", "bench", "serve", "demo"})
  void everyVerbExplainsItselfWithExamples(String verb) {
    Tool.Outcome outcome = Tool.zkprove(verb, "--help");
    assertEquals(ExitCode.GOOD, outcome.exitCode());
    assertTrue(outcome.out().contains("zkprove " + verb), outcome.out());
    assertTrue(outcome.out().contains("Examples:"), outcome.out());
    assertTrue(outcome.out().contains("--json"), outcome.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"calibrate", "setup", "prove", "verify", "check", "inspect", "accuracy", "bench", "attack", "serve", "demo"})
  void theHelpNamesEveryVerb(String verb) {
    assertTrue(Tool.zkprove("--help").out().lines().anyMatch(line -> line.matches("  " + verb + " .*")), verb);
    assertEquals(Tool.zkprove(verb, "--help"), Tool.zkprove("help", verb));
  }

  @Test
  void noVerbIsBadUsage() {
    assertEquals(ExitCode.BAD, Tool.zkprove().exitCode());
  }

  @Test
  void errorsForMachinesAreJson() {
    Tool.Outcome outcome = Tool.zkprove("inspect", "absent", "--json");
    assertEquals(ExitCode.BAD, outcome.exitCode());
    assertFalse(outcome.json().get("ok").booleanValue());
    assertEquals("cannot read 'absent': no such file", outcome.json().get("error").textValue());
  }

  @Test
  void anAbsentFolderIsNamed() {
    Path file = folder.resolve("absent").resolve("m.zkc");
    String message = assertThrows(ToolException.class, () -> AtomicFile.write(file, new byte[0])).getMessage();
    assertEquals("cannot write '%s': no such folder as '%s'".formatted(file, file.getParent()), message);
  }

  @Test
  void aFileThatIsNoModelIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "this is not a model");
    Tool.Outcome outcome = Tool.zkprove("setup", file);
    assertEquals(ExitCode.BAD, outcome.exitCode());
    assertTrue(outcome.err().contains(file.toString()), outcome.err());
    Tool.Outcome inspected = Tool.zkprove("inspect", file);
    assertEquals(ExitCode.BAD, inspected.exitCode());
    assertTrue(inspected.err().contains("is no file of zkprove's"), inspected.err());
  }
}
