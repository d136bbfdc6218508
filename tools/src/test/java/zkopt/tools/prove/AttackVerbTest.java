package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.models.TestModels;
import zkopt.tools.cli.ExitCode;

/** {@code zkprove attack} on a trained network. */
class AttackVerbTest {
  private static final String MODEL = "digits-mlp";
  private static final int SAMPLE = 14;

  @TempDir private static Path folder;
  private static Path compiled;
  private static Path input;

  @BeforeAll
  static void setUp() throws Exception {
    TestModels.copy(MODEL, "model.onnx", folder);
    input = TestModels.copy(MODEL, TestModels.input(SAMPLE), folder);
    compiled = folder.resolve("m.zkc");
    assertEquals(ExitCode.GOOD, Tool.zkprove("setup", folder.resolve("model.onnx"), "-o", compiled).exitCode());
  }

  private static JsonNode attack(Object... options) {
    Object[] arguments = {"attack", compiled, "--input", input, "--seed", 7, "--json"};
    Object[] all = new Object[arguments.length + options.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    Tool.Outcome outcome = Tool.zkprove(all);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.out() + outcome.err());
    assertEquals(outcome.json().get("tried"), outcome.json().get("rejected"));
    return outcome.json();
  }

  @Test
  void mutationsAreRejectedByMoreThanOneCheck() {
    JsonNode family = attack("--only", "random mutations", "--mutations", 1000).get("families").get(0);
    assertEquals(1000, family.get("tried").longValue());
    assertTrue(family.get("refusedBy").size() > 5, family.toString());
  }

  @Test
  void oneAttackCanBeRepeated() {
    assertEquals(1, attack("--only", "random mutations/mutation 17", "--mutations", 1000).get("tried").intValue());
  }

  @Test
  void everyRunSaysHowToRepeatIt() {
    assertTrue(attack("--only", "other public values").get("repeat").textValue().endsWith("--seed 7"));
  }

  @Test
  void anUnknownFamilyIsNamed() {
    Tool.Outcome outcome = Tool.zkprove("attack", compiled, "--input", input, "--only", "magic");
    assertEquals(ExitCode.BAD, outcome.exitCode());
    assertTrue(outcome.err().contains("no family of attacks is called 'magic'"), outcome.err());
  }

  @Test
  @Tag("slow")
  void allAttacksAreRejected() {
    attack("--mutations", 1_000_000);
  }
}
