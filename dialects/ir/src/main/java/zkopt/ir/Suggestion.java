package zkopt.ir;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code ; did you mean 'x'?} for the nearest candidate, or nothing when none is near. */
  public static String text(String name, Collection<String> candidates) {
    return nearest(name, candidates).map(n -> "; did you mean '" + n + "'?").orElse("");
  }

  /** The candidate at the least edit distance, case aside, if that is at most a third of the length (rounded, at least one). */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    return candidates.stream().filter(c -> distance(name, c) <= Math.max(1, (name.length() + 1) / 3))
        .min(Comparator.<String>comparingInt(c -> distance(name, c)).thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String a, String b) {
    return levenshtein(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }

  private static int levenshtein(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
