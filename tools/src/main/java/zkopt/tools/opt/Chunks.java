package zkopt.tools.opt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The parts of a text between lines that begin with a marker. */
final class Chunks {
  private Chunks() {}

  /** The parts, each with blank lines before it so that its lines keep their numbers. */
  static List<String> split(String text, String marker) {
    var chunks = new ArrayList<String>();
    int skipped = 0;
    for (String part : Pattern.compile("^" + Pattern.quote(marker) + ".*$", Pattern.MULTILINE).split(text, -1)) {
      chunks.add("\n".repeat(skipped) + part);
      skipped += (int) part.chars().filter(c -> c == '\n').count();
    }
    return chunks;
  }
}
