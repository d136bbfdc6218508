package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.ir.CompileException;
import zkopt.models.TestModels;
import zkopt.tools.cli.ToolException;

/** Models with changed bytes are read and lowered to loops, or refused with a message; never an exception of another kind. */
class MalformedModelsTest {
  private static final long SEED = 20_251_121;
  private static final int FEW = 400;
  private static final int MANY = 20_000;

  @TempDir Path folder;

  @Test
  void aFewChangesAreRefusedOrHarmless() throws IOException {
    mutate(FEW);
  }

  @Test
  @Tag("slow")
  void manyChangesAreRefusedOrHarmless() throws IOException {
    mutate(MANY);
  }

  private void mutate(int count) throws IOException {
    var random = new Random(SEED);
    var bases = new ArrayList<byte[]>();
    for (String model : List.of("digits-mlp", "digits-cnn")) {
      bases.add(Files.readAllBytes(TestModels.copy(model, "model.onnx", Files.createDirectory(folder.resolve(model)))));
    }
    Map<Boolean, Integer> outcomes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      byte[] model = mutated(bases.get(i % bases.size()), random);
      Path file = Files.write(folder.resolve("mutated.onnx"), model);
      outcomes.merge(isRefused(file, i), 1, Integer::sum);
    }
    assertTrue(outcomes.getOrDefault(true, 0) > 0 && outcomes.getOrDefault(false, 0) > 0, outcomes.toString());
  }

  private static boolean isRefused(Path file, int number) {
    try {
      new Compiler().readAffine(file, Map.of());
      return false;
    } catch (ToolException | CompileException e) {
      assertFalse(e.getMessage() == null || e.getMessage().isBlank() || e.getMessage().contains("Exception"), "mutation " + number + ": " + e.getMessage());
      return true;
    } catch (RuntimeException | Error e) {
      return fail("mutation " + number + " of seed " + SEED, e);
    }
  }

  /** Structure stands at the start and, behind the data of the weights, at the end: most changes are there. */
  private static byte[] mutated(byte[] model, Random random) {
    byte[] bytes = model.clone();
    int window = Math.min(bytes.length, 1500);
    int changes = 1 + random.nextInt(3);
    for (int c = 0; c < changes; c++) {
      int at = switch (random.nextInt(3)) {
        case 0 -> random.nextInt(window);
        case 1 -> bytes.length - 1 - random.nextInt(window);
        default -> random.nextInt(bytes.length);
      };
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = without(bytes, at, 1 + random.nextInt(4));
        default -> bytes = random.nextInt(10) == 0 ? Arrays.copyOf(bytes, at + 1) : with(bytes, at, (byte) random.nextInt(256));
      }
      window = Math.min(window, bytes.length);
    }
    return bytes;
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] shorter = Arrays.copyOf(bytes, Math.max(1, bytes.length - (end - at)));
    System.arraycopy(bytes, end, shorter, Math.min(at, shorter.length), Math.max(0, Math.min(bytes.length - end, shorter.length - at)));
    return shorter;
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
    longer[at] = value;
    return longer;
  }
}
