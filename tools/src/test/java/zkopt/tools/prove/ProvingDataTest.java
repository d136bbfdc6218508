package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.models.TestModels;
import zkopt.tools.cli.ExitCode;

/** What setup keeps of its commitments is used where it is good, refused where it is not, and can be done without. */
class ProvingDataTest {
  /** Bytes that the head has at least. */
  private static final int HEAD = 400;

  @TempDir static Path folder;
  private static Path compiled;
  private static Path data;
  private static Path input;

  @BeforeAll
  static void setUp() throws IOException {
    Path onnx = TestModels.copy("digits-mlp", "model.onnx", folder);
    input = TestModels.copy("digits-mlp", TestModels.input(3), folder);
    compiled = folder.resolve("m.zkc");
    data = folder.resolve("m.zkd");
    Tool.Outcome outcome = Tool.zkprove("setup", onnx, "-o", compiled, "--proofs", 20);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
  }

  private static Tool.Outcome prove(Path model) {
    return Tool.zkprove("prove", model, "--input", input, "-o", folder.resolve("p.zkp"));
  }

  private static void assertProves(Path model) {
    Tool.Outcome outcome = prove(model);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
    assertEquals(ExitCode.GOOD, Tool.zkprove("verify", folder.resolve("p.zkp"), "--vk", folder.resolve("m.vk")).exitCode());
  }

  private static void assertRefused(String message) {
    Tool.Outcome outcome = prove(compiled);
    assertEquals(ExitCode.BAD, outcome.exitCode(), outcome.out());
    assertTrue(outcome.err().contains(message), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
  }

  @Test
  void proofsWithAndWithoutItAreGood() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
    assertProves(compiled);
    Path alone = Files.copy(compiled, Files.createDirectory(folder.resolve("alone")).resolve("m.zkc"));
    assertProves(alone);
    assertFalse(Files.exists(alone.resolveSibling("m.zkd")));
  }

  @Test
  void anyDamageIsRefused() throws IOException {
    Path good = Files.copy(data, folder.resolve("good"), StandardCopyOption.REPLACE_EXISTING);
    long seed = 7;
    var random = new Random(seed);
    long size = Files.size(good);
    int refused = 0;
    for (int i = 0; i < 20; i++) {
      long at = i < 5 ? random.nextInt(HEAD) : random.nextLong(size);
      Files.copy(good, data, StandardCopyOption.REPLACE_EXISTING);
      try (var file = new RandomAccessFile(data.toFile(), "rw")) {
        file.seek(at);
        int old = file.read();
        file.seek(at);
        file.write(old ^ 1 << random.nextInt(Byte.SIZE));
      }
      // bytes between arrays say nothing
      if (Tool.zkprove("inspect", data).exitCode() == ExitCode.GOOD) continue;
      assertRefused("'" + data + "'");
      refused++;
    }
    assertTrue(refused > 15, "only " + refused + " changes were noticed, seed " + seed);
    for (long length : new long[] {0, 1, 100, 5000, size / 2, size - 4096}) {
      Files.copy(good, data, StandardCopyOption.REPLACE_EXISTING);
      try (var file = new RandomAccessFile(data.toFile(), "rw")) {
        file.setLength(length);
      }
      assertRefused("'" + data + "'");
    }
    Files.copy(good, data, StandardCopyOption.REPLACE_EXISTING);
    assertProves(compiled);
  }

  @Test
  void theDataOfAnotherSetupAreRefusedWithBothNamed() throws IOException {
    Path other = folder.resolve("other.zkc");
    Tool.zkprove("setup", folder.resolve("model.onnx"), "-o", other);
    Path good = Files.copy(data, folder.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(folder.resolve("other.zkd"), data, StandardCopyOption.REPLACE_EXISTING);
    assertRefused("'%s' belongs to the model of identity ".formatted(data));
    Files.copy(folder.resolve("m.vk"), data, StandardCopyOption.REPLACE_EXISTING);
    assertRefused("'%s' is not a zkopt proving data (.zkd): it is a zkopt verifying key (.vk)".formatted(data));
    Files.copy(good, data, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void setupCanDoWithout() {
    Path model = folder.resolve("without.zkc");
    for (String option : new String[] {"--json", "--no-proving-data"}) {
      Tool.Outcome outcome = Tool.zkprove("setup", folder.resolve("model.onnx"), "-o", model, option);
      assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
      assertEquals(option.equals("--json"), Files.exists(folder.resolve("without.zkd")));
    }
  }
}
