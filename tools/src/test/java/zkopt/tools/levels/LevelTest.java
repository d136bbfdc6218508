package zkopt.tools.levels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;

/** A module goes to the table as it is only where its inputs are shown to be in range, its data are, and no sum can wrap. */
class LevelTest {
  private static final Path DENSE = Path.of("../assigner/layout/src/test/mlir/dense.mlir");

  private static Level levelWith(String part, String other) throws IOException {
    String text = Files.readString(DENSE);
    String changed = text.replace(part, other);
    assertNotEquals(text, changed);
    return level(changed);
  }

  private static Level level(String text) {
    return Level.of(Parser.parse(IRContext.withAllDialects(), "dense.mlir", text));
  }

  @Test
  void gatesWithCheckedInputsAreThePlonkLevel() throws IOException {
    assertEquals(Level.PLONK, level(Files.readString(DENSE)));
  }

  @Test
  void inputsThatAGateDefinesInAWiderRangeAreNotChecked() throws IOException {
    assertEquals(Level.FIXED, levelWith("@input : (!fixed.q<9, 4>)", "@input : (!fixed.q<12, 4>)"));
  }

  @Test
  void sumsThatMayBeWiderThanTheirTypeAreNotThePlonkLevel() throws IOException {
    assertEquals(Level.FIXED, levelWith("!fixed.q<20, 8>", "!fixed.q<10, 8>"));
  }

  @Test
  void dataThatDoNotFitTheirTypeAreNotThePlonkLevel() throws IOException {
    assertEquals(Level.FIXED, levelWith("[16, -8, 3]", "[256, -8, 3]"));
  }
}
