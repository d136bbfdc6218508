package zkopt.tools.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Numbers of bytes for people. */
public final class Sizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB"};

  private Sizes() {}

  /** {@code 31.2 kB}: powers of 1000. */
  public static String text(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  /** The size of a file. */
  public static String text(Path file) {
    return text(FileErrors.reading(file, () -> Files.size(file)));
  }
}
