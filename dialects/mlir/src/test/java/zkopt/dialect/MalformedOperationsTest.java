package zkopt.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.ir.IRContext;
import zkopt.ir.testing.ErrorComparison;
import zkopt.ir.testing.MlirOpt;

/** What mlir-opt refuses we refuse, mostly in the same words and at the same place; what it accepts we accept. */
class MalformedOperationsTest {
  private static final Path TEXTS = Path.of("src/test/mlir/roundtrip");
  private static final int FEW = 40;
  /** Operations that mlir-opt 19 accepts with operands which its own parser would not: it does not count them. */
  private static final Set<String> STRICTER = Set.of("affine.dma_wait", "affine.for", "affine.parallel", "scf.reduce");
  /** Of 100 that both refuse, so many may be refused in other words; of a sample it may be more than of all. */
  private static final int OTHER_WORDS = 10;

  @Test
  void someDamage() throws IOException {
    compare(FEW);
  }

  @Tag("slow")
  @Test
  void allDamage() throws IOException {
    compare(1);
  }

  private static void compare(int every) throws IOException {
    var found = MlirOpt.find();
    assumeTrue(found.isPresent(), "no mlir-opt on this machine");
    var comparison = new ErrorComparison(found.get(), IRContext::withAllDialects);
    var seen = new HashSet<String>();
    for (Path file : files()) comparison.add(OperationDamage.cases(Files.readString(file), seen, every));
    String dump = System.getProperty("zkopt.report");
    if (dump != null) Files.writeString(Path.of(dump), comparison.report());
    assertEquals(List.of(), comparison.onlyTheirs());
    assertEquals(List.of(), comparison.onlyOurs().stream().filter(d -> !STRICTER.contains(d.text().kind().split(" ")[0])).toList());
    assertTrue(100 * comparison.otherWords().size() <= OTHER_WORDS * comparison.refusedByBoth(), comparison::report);
  }

  private static List<Path> files() throws IOException {
    try (var files = Files.list(TEXTS)) {
      return files.sorted().toList();
    }
  }
}
