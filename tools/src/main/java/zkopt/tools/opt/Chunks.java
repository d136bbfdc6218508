package zkopt.tools.opt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import zkopt.ir.Location;

/** The parts of a text between lines that begin with a marker. */
final class Chunks {
  /** How many characters of a marker may be wrong where somebody seems to have meant it: as in LLVM, the last ones. */
  private static final int NEAR = 2;

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

  /** Where a marker seems to be meant, but its end is missing or another. */
  static List<Location> nearMisses(String text, String marker, String file) {
    var misses = new ArrayList<Location>();
    if (marker.length() <= NEAR) return misses;
    String start = marker.substring(0, marker.length() - NEAR);
    int line = 1;
    int counted = 0;
    for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + start.length())) {
      if (text.startsWith(marker, at)) continue;
      for (; counted < at; counted++) if (text.charAt(counted) == '\n') line++;
      int before = text.substring(text.lastIndexOf('\n', at) + 1, at + start.length()).getBytes(StandardCharsets.UTF_8).length;
      misses.add(new Location.FileLineCol(file, line, before + 1));
    }
    return misses;
  }
}
