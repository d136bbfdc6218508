package zkopt.tools.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine that this program runs on, as far as the time of a proof depends on it. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Machine() {}

  /** Processors that the virtual machine may use, what they are, and the Java release. */
  static String name() {
    return "%d x %s, Java %d".formatted(Runtime.getRuntime().availableProcessors(), processor(), Runtime.version().feature());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines.filter(l -> l.startsWith(MODEL)).map(l -> l.substring(l.indexOf(':') + 1).strip()).findFirst().orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
