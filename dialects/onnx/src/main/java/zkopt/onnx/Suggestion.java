package zkopt.onnx;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** "Did you mean": the nearest name by edit distance (Levenshtein). */
final class Suggestion {
  private Suggestion() {}

  /** {@code " (did you mean 'Conv'?)"}, or nothing when no name is near. */
  static String didYouMean(String name, Collection<String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    return known.stream().filter(k -> distance(lower, k.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(k -> distance(lower, k.toLowerCase(Locale.ROOT))))
        .map(k -> " (did you mean '" + k + "'?)").orElse("");
  }

  private static int distance(String a, String b) {
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
