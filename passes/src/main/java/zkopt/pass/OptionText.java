package zkopt.pass;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of options: items between separators, where a separator inside quotes ({@code "..."}, {@code '...'}) or brackets counts for
 * nothing.
 */
final class OptionText {
  /** A piece of text and where it starts. */
  record Item(String text, int at) {}

  private OptionText() {}

  /** The items between separators (any white space when it is a space); empty ones are left out. */
  static List<Item> split(String text, char separator) {
    var items = new ArrayList<Item>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isSeparator(text.charAt(i), separator)) {
        if (i > start) items.add(new Item(text.substring(start, i), start));
        start = i + 1;
      } else {
        i = Math.min(endOfGroup(text, i), text.length() - 1);
      }
    }
    return items;
  }

  private static boolean isSeparator(char c, char separator) {
    return separator == ' ' ? Character.isWhitespace(c) : c == separator;
  }

  /** The index of the quote or bracket that closes the one at {@code i}: {@code i} when none opens there, the length when unclosed. */
  static int endOfGroup(String text, int i) {
    char open = text.charAt(i);
    if (open == '"' || open == '\'') {
      int close = text.indexOf(open, i + 1);
      return close < 0 ? text.length() : close;
    }
    int kind = "{([".indexOf(open);
    if (kind < 0) return i;
    for (int j = i + 1; j < text.length(); j++) {
      if (text.charAt(j) == "})]".charAt(kind)) return j;
      j = endOfGroup(text, j);
    }
    return text.length();
  }

  /** The text without the quotes or braces around all of it. */
  static String unwrap(String text) {
    if (text.length() < 2 || "\"'{".indexOf(text.charAt(0)) < 0) return text;
    return endOfGroup(text, 0) == text.length() - 1 ? text.substring(1, text.length() - 1) : text;
  }

  /** The text as a scalar value that {@link #unwrap} reads back. */
  static String wrap(String text) {
    boolean plain = text.chars().noneMatch(c -> Character.isWhitespace(c) || "\"'{},".indexOf(c) >= 0);
    if (plain) return text;
    return text.indexOf('"') < 0 ? '"' + text + '"' : text.indexOf('\'') < 0 ? '\'' + text + '\'' : '{' + text + '}';
  }
}
