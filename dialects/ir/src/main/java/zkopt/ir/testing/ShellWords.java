package zkopt.ir.testing;

import java.util.List;
import java.util.regex.Pattern;

/** Splits a command line at blanks, but for those in quotes. */
final class ShellWords {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

  private ShellWords() {}

  static List<String> split(String line) {
    return WORD.matcher(line).results().map(m -> m.group().replaceAll("['\"]", "")).toList();
  }
}
