package zkopt.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.ir.IRContext;
import zkopt.ir.testing.ErrorComparison;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.testing.TokenDamage;

/** Texts of the builtin grammar with one token wrong: mlir-opt and we refuse the same, mostly in the same words and at the same place. */
class MalformedSyntaxTest {
  private static final long SEED = 20261123;
  /** What newer LLVM takes: places in files without a column, {@code ?} as a location, and names of resources in quotes. */
  private static final Set<String> TAKEN = Set.of("expected ':' in FileLineColLoc", "expected location instance", "expected identifier key for 'resource' entry");
  /** Of 100 that both refuse, so many may be refused in other words. */
  private static final int OTHER_WORDS = 5;

  @Test
  void someTexts() throws IOException {
    compare(1);
  }

  @Tag("slow")
  @Test
  void manyTexts() throws IOException {
    compare(Integer.getInteger("zkopt.texts", 60));
  }

  private static void compare(int texts) throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    var comparison = new ErrorComparison(oracle.get(), IRContext::withAllDialects);
    for (int i = 0; i < texts; i++) {
      comparison.add(TokenDamage.cases(new RandomSyntax(SEED + i, new HashSet<>()).text(4), new Random(SEED + i)));
    }
    String dump = System.getProperty("zkopt.report");
    if (dump != null) Files.writeString(Path.of(dump), comparison.report());
    assertEquals(List.of(), comparison.onlyTheirs().stream().filter(d -> !TAKEN.contains(d.theirs().message())).toList());
    assertTrue(100 * comparison.onlyOurs().size() <= comparison.refusedByBoth(), comparison::report);
    assertTrue(100 * comparison.otherWords().size() <= OTHER_WORDS * comparison.refusedByBoth(), comparison::report);
  }
}
