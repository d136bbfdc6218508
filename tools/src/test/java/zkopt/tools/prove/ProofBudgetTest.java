package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.assigner.TableShape;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.file.ModelKey;

class ProofBudgetTest {
  @TempDir Path folder;

  @Test
  void countsUpToTheBudgetAndStartsAfreshWithANewSetup() {
    Path file = folder.resolve("m.zkc");
    CompiledModel first = model(2, (byte) 1);
    new ProofBudget(file, first).take();
    new ProofBudget(file, first).take();
    String message = assertThrows(ToolException.class, () -> new ProofBudget(file, first).take()).getMessage();
    assertTrue(message.startsWith("2 proofs were made from '%s'".formatted(file)), message);
    new ProofBudget(file, model(1, (byte) 2)).take();
    assertEquals(1, folder.toFile().list().length);
  }

  @Test
  void aDamagedCountDoesNotStartAfresh() throws IOException {
    Path file = folder.resolve("m.zkc");
    var budget = new ProofBudget(file, model(2, (byte) 1));
    budget.take();
    for (String damaged : new String[] {"?", "\0\0\0", "0123456789abcdef", "0123456789abcdef -5"}) {
      Path counter = Files.writeString(folder.resolve("m.zkc.proofs"), damaged);
      assertEquals("'%s' does not hold a count of proofs".formatted(counter), assertThrows(ToolException.class, budget::take).getMessage());
    }
  }

  @Test
  void threadsShareTheCount() {
    var budget = new ProofBudget(folder.resolve("m.zkc"), model(100, (byte) 1));
    IntStream.range(0, 60).parallel().forEach(_ -> budget.take());
    assertEquals(40, budget.left());
    assertEquals(40, budget.left());
  }

  private static CompiledModel model(long proofs, byte key) {
    var parameters = new CompiledModel.Parameters("balanced", 100, false, true, 8, new TableShape(List.of(), List.of(), 0, 0, 0));
    return new CompiledModel("m.onnx", new byte[0], parameters, "", new LinkedHashMap<>(), List.of(), null, new byte[32], proofs,
        new ModelKey("m.onnx", List.of(), List.of(), null, "%02x".formatted(key).repeat(32)));
  }
}
