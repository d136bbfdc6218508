package zkopt.tools.opt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zkopt.pass.PassRegistry;

/**
 * Takes the flags that name passes and pipelines ({@code --cse}, {@code --canonicalize='max-iterations=3'}) out of a command line, and
 * brings the rest into one form: two dashes, and a value for each flag that may go without.
 */
final class PassArguments {
  /** Flags that may stand alone, with the value that this means. */
  private static final Map<String, String> ALONE = Map.of(
      "--split-input-file", OptOptions.SPLIT_MARKER,
      "--verify-diagnostics", "all",
      "--mlir-print-op-on-diagnostic", "true",
      "--verify-each", "true");

  private final List<String> passes = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  PassArguments(List<String> arguments, PassRegistry registry) {
    for (String argument : arguments) {
      String flag = argument.matches("-[a-z].+") ? "-" + argument : argument;
      int equals = flag.indexOf('=');
      String name = equals < 0 ? flag : flag.substring(0, equals);
      boolean isPass = name.startsWith("--") && (registry.pass(name.substring(2)) != null || registry.pipeline(name.substring(2)) != null);
      if (isPass) passes.add(name.substring(2) + (equals < 0 ? "" : "{" + flag.substring(equals + 1) + "}"));
      else if (ALONE.containsKey(flag)) others.add(flag + "=" + ALONE.get(flag));
      else others.add(flag);
    }
  }

  static boolean mayStandAlone(String flag) {
    return ALONE.containsKey(flag);
  }

  /** The passes as the text of pipeline elements; empty when there are none. */
  String passes() {
    return String.join(",", passes);
  }

  List<String> others() {
    return others;
  }
}
