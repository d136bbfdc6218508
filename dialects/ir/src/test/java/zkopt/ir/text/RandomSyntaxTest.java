package zkopt.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.ir.IRContext;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.testing.RoundTrip;
import zkopt.ir.text.RandomSyntax.Production;

/** Every production of the builtin grammar, in random texts: mlir-opt reads what we print and we what it prints, byte for byte. */
class RandomSyntaxTest {
  private static final long SEED = 20261122;

  @Test
  void someTexts() throws IOException {
    check(8, 40);
  }

  @Tag("slow")
  @Test
  void manyTexts() throws IOException {
    check(Integer.getInteger("zkopt.texts", 300), 40);
  }

  private static void check(int texts, int operations) throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    var used = new HashSet<Production>();
    for (int i = 0; i < texts; i++) {
      String text = new RandomSyntax(SEED + i, used).text(operations);
      try {
        new RoundTrip(oracle.get(), IRContext::withAllDialects).check(text);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + (SEED + i) + ": " + e.getMessage(), e);
      }
    }
    Set<Production> unused = RandomSyntax.all();
    unused.removeAll(used);
    assertEquals(Set.of(), unused, "productions that no text has");
  }
}
