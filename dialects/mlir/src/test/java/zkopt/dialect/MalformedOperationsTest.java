package zkopt.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.dialect.OperationDamage.Case;
import zkopt.ir.CompileException;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.Location;
import zkopt.ir.Verifier;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.text.Parser;

/** What mlir-opt refuses we refuse, mostly in the same words and at the same place; what it accepts we accept. */
class MalformedOperationsTest {
  private static final Path TEXTS = Path.of("src/test/mlir/roundtrip");
  private static final int FEW = 40;

  /** Operations of which mlir-opt checks something that we do not: packing, gathering, bodies of atomic operations. */
  private static final Set<String> LESS_STRICT = Set.of("func.func", "memref.atomic_yield", "memref.generic_atomic_rmw", "memref.reinterpret_cast",
      "scf.forall", "tensor.gather", "tensor.pack", "tensor.parallel_insert_slice", "tensor.scatter", "tensor.unpack");
  /** Where we take no missing sizes of operand parts for zeros, and count the operands of a transfer. */
  private static final Set<String> STRICTER = Set.of("affine.dma_wait", "affine.for", "affine.parallel", "memref.alloc", "memref.alloca", "scf.reduce");
  /** Of 100 that both refuse, so many may be refused in other words; of all texts it is 4, of a sample it may be more. */
  private static final int OTHER_WORDS = 10;

  private static final Pattern ERROR = Pattern.compile("within split at [^:]*:(\\d+) offset :(\\d+):(\\d+): error: (.*)");

  private record Problem(int line, int column, String message) {}

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
    var oracle = new Oracle(found.get());
    var lessStrict = new TreeSet<String>();
    var stricter = new TreeSet<String>();
    var otherWords = new ArrayList<String>();
    int refused = 0;
    var seen = new HashSet<String>();
    for (Path file : files()) {
      var cases = OperationDamage.cases(Files.readString(file), seen, every);
      var expected = oracle.problems(cases);
      for (int i = 0; i < cases.size(); i++) {
        Case damage = cases.get(i);
        Problem theirs = expected.get(i);
        Problem ours = ours(damage.text());
        if (Objects.equals(theirs, Oracle.CRASH)) continue;
        if (theirs != null && ours != null) refused++;
        if (theirs != null && ours == null) lessStrict.add(damage.operation());
        else if (theirs == null && ours != null) stricter.add(damage.operation());
        else if (!Objects.equals(theirs, ours)) otherWords.add(damage.operation() + " " + damage.damage() + "\n  mlir-opt: " + theirs + "\n  we:       " + ours);
      }
    }
    lessStrict.removeAll(LESS_STRICT);
    stricter.removeAll(STRICTER);
    assertEquals(Set.of(), lessStrict, "operations of which mlir-opt refuses more than we do");
    assertEquals(Set.of(), stricter, "operations of which we refuse more than mlir-opt does");
    int different = otherWords.size();
    assertTrue(100 * different <= OTHER_WORDS * refused, () -> different + " refused in other words:\n" + String.join("\n", otherWords));
  }

  private static List<Path> files() throws IOException {
    try (var files = Files.list(TEXTS)) {
      return files.sorted().toList();
    }
  }

  /** The first error of ours, or null. */
  private static Problem ours(String text) {
    var context = IRContext.withAllDialects();
    context.allowUnregisteredDialects(true);
    try {
      Verifier.verify(Parser.parse(context, "text", text), context.diagnostics());
    } catch (CompileException _) {
      // is in the diagnostics
    }
    return context.diagnostics().drain().stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).findFirst().map(d -> {
      var place = (Location.FileLineCol) d.location();
      return new Problem(place.line(), place.column(), d.message());
    }).orElse(null);
  }

  /** Asks mlir-opt about many texts in one run. */
  private record Oracle(MlirOpt tool) {
    /** Where mlir-opt itself fails. */
    static final Problem CRASH = new Problem(0, 0, "crash");

    List<Problem> problems(List<Case> cases) throws IOException {
      if (cases.isEmpty()) return List.of();
      var text = new StringBuilder();
      var starts = new ArrayList<Integer>();
      int line = 1;
      for (Case damage : cases) {
        // what mlir-opt counts from is the separator, but for the first text
        starts.add(starts.isEmpty() ? line : line - 1);
        text.append(damage.text()).append("// -----\n");
        line += (int) damage.text().lines().count() + 1;
      }
      String errors = tool.run(text.toString(), "--split-input-file", "--mlir-print-op-on-diagnostic=false").errors();
      if (errors.contains("Stack dump")) return halves(cases);
      Problem[] problems = new Problem[cases.size()];
      ERROR.matcher(errors).results().forEach(error -> {
        int at = starts.indexOf(Integer.parseInt(error.group(1)));
        int skipped = at == 0 ? 0 : 1;
        if (problems[at] == null) problems[at] = new Problem(Integer.parseInt(error.group(2)) - skipped, Integer.parseInt(error.group(3)), error.group(4));
      });
      return Arrays.asList(problems);
    }

    private List<Problem> halves(List<Case> cases) throws IOException {
      if (cases.size() == 1) return List.of(CRASH);
      int middle = cases.size() / 2;
      var problems = new ArrayList<>(problems(cases.subList(0, middle)));
      problems.addAll(problems(cases.subList(middle, cases.size())));
      return problems;
    }
  }
}
