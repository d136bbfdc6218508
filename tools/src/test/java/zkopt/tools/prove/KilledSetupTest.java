package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.models.TestModels;
import zkopt.tools.ZkProve;
import zkopt.tools.cli.ExitCode;

/** A setup that is killed leaves all of its files or none, and nothing that the next one does not clear away. */
class KilledSetupTest {
  private static final List<String> FILES = List.of("m.vk", "m.zkc", "m.zkd");

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void copyModel() throws IOException {
    model = TestModels.copy("digits-mlp", "model.onnx", folder.resolve("model"));
    Files.createDirectory(out());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path compiled() {
    return out().resolve("m.zkc");
  }

  /** Starts a setup, kills it when {@code moment} has come, and returns whether it was still running. */
  private boolean kill(BooleanSupplier moment) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
        "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), ZkProve.class.getName(), "setup", model.toString(), "-o",
        compiled().toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    while (process.isAlive() && !moment.getAsBoolean()) Thread.onSpinWait();
    boolean running = process.isAlive();
    process.destroyForcibly().waitFor();
    return running;
  }

  private List<String> names(boolean hidden) {
    try (Stream<Path> files = Files.list(out())) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(".") == hidden).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What stands there after a kill must be nothing, or after the next use of the model be all. */
  private void assertAllOrNothing() {
    if (Files.exists(compiled())) {
      Tool.Outcome outcome = Tool.zkprove("inspect", compiled());
      assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
      assertEquals(FILES, names(false));
      String identity = Tool.zkprove("inspect", compiled(), "--json").json().get("identity").asText();
      for (String file : FILES) {
        assertEquals(identity, Tool.zkprove("inspect", out().resolve(file), "--json").json().get("identity").asText(), file);
      }
    } else {
      assertEquals(List.of(), names(false));
    }
  }

  private void assertTheNextSetupClearsUp() {
    Tool.Outcome outcome = Tool.zkprove("setup", model, "-o", compiled());
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
    assertEquals(FILES, names(false));
    assertEquals(List.of(), names(true));
  }

  @Test
  void killedWhileItWrites() throws IOException, InterruptedException {
    assertTrue(kill(() -> !names(true).isEmpty()), "the setup ended before it was killed");
    assertFalse(names(true).isEmpty(), "nothing was being written");
    assertAllOrNothing();
    assertTheNextSetupClearsUp();
  }

  @Test
  @Tag("slow")
  void killedAtManyMoments() throws IOException, InterruptedException {
    for (int i = 0; i < 30; i++) {
      long delay = TimeUnit.MILLISECONDS.toNanos(i < 10 ? 300L * i : 3 * (i - 10));
      boolean fromWriting = i >= 10;
      long[] start = {fromWriting ? 0 : System.nanoTime()};
      kill(() -> {
        if (start[0] == 0 && !names(true).isEmpty()) start[0] = System.nanoTime();
        return start[0] != 0 && System.nanoTime() - start[0] >= delay;
      });
      assertAllOrNothing();
      if (i % 3 == 0) {
        assertTheNextSetupClearsUp();
        for (String file : FILES) Files.delete(out().resolve(file)); // the next kills are those of a first setup
      }
    }
  }
}
