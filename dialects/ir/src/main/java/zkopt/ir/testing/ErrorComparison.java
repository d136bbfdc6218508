package zkopt.ir.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import zkopt.ir.IRContext;

/** Malformed texts read by us and by {@code mlir-opt}: what both accept, what only one refuses, what both refuse and in which words. */
public final class ErrorComparison {
  /** A text. @param kind what is wrong in it, for people */
  public record Case(String kind, String text) {}

  /** A text about which we do not agree; null for no error. */
  public record Difference(Case text, FirstError theirs, FirstError ours) {
    @Override
    public String toString() {
      int line = theirs != null ? theirs.line() : ours.line();
      String where = text.text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
      return text.kind + "\n  mlir-opt: " + theirs + "\n  we:       " + ours + "\n  " + where;
    }
  }

  private final MlirOpt oracle;
  private final Supplier<IRContext> contexts;
  private int good;
  private int same;
  private final List<Difference> onlyTheirs = new ArrayList<>();
  private final List<Difference> onlyOurs = new ArrayList<>();
  private final List<Difference> otherWords = new ArrayList<>();

  public ErrorComparison(MlirOpt oracle, Supplier<IRContext> contexts) {
    this.oracle = oracle;
    this.contexts = contexts;
  }

  /** Compares these; texts at which the oracle crashes do not count. */
  public void add(List<Case> cases) throws IOException {
    var expected = FirstError.of(cases.stream().map(Case::text).toList(), oracle);
    for (int i = 0; i < cases.size(); i++) {
      FirstError theirs = expected.get(i);
      if (Objects.equals(theirs, FirstError.CRASH)) continue;
      FirstError ours = FirstError.of(cases.get(i).text, contexts.get());
      var difference = new Difference(cases.get(i), theirs, ours);
      if (theirs == null && ours == null) good++;
      else if (ours == null) onlyTheirs.add(difference);
      else if (theirs == null) onlyOurs.add(difference);
      else if (theirs.equals(ours)) same++;
      else otherWords.add(difference);
    }
  }

  /** Those that only {@code mlir-opt} refuses. */
  public List<Difference> onlyTheirs() {
    return List.copyOf(onlyTheirs);
  }

  /** Those that only we refuse. */
  public List<Difference> onlyOurs() {
    return List.copyOf(onlyOurs);
  }

  /** Those that both refuse, in other words or at another place. */
  public List<Difference> otherWords() {
    return List.copyOf(otherWords);
  }

  /** How many both refuse. */
  public int refusedByBoth() {
    return same + otherWords.size();
  }

  /** The counts, and each difference. */
  public String report() {
    return "good " + good + ", same words " + same + ", only mlir-opt " + onlyTheirs.size() + ", only we " + onlyOurs.size() + ", other words "
        + otherWords.size() + "\n" + section("only mlir-opt", onlyTheirs) + section("only we", onlyOurs) + section("other words", otherWords);
  }

  private static String section(String title, List<Difference> differences) {
    return differences.stream().map(d -> title + ": " + d + "\n").collect(joining());
  }
}
