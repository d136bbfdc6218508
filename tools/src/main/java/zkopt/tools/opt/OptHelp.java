package zkopt.tools.opt;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The text of {@code --help}: a line or two for each flag, in groups. */
final class OptHelp {
  private static final int COLUMN = 42;
  private static final int WIDTH = 120;

  /** The heading of each group, and what the names of its flags begin with; a flag is in the first group that it fits. */
  private static final Map<String, List<String>> GROUPS = groups();

  private final StringBuilder text = new StringBuilder();

  private OptHelp() {}

  private static Map<String, List<String>> groups() {
    var groups = new LinkedHashMap<String, List<String>>();
    groups.put("Input and output", List.of("-o", "--import-onnx", "--export-onnx", "--split-input-file", "--output-split-marker", "--no-implicit-module",
        "--allow-unregistered-dialect", "--load-plugin"));
    groups.put("Passes", List.of("--pass-pipeline", "--disable", "--enable-only", "--mlir-disable-threading"));
    groups.put("Checks", List.of("--verify"));
    groups.put("Printing the IR between passes", List.of("--mlir-print-ir"));
    groups.put("What ran, and how long", List.of("--dump-pass-pipeline", "--mlir-timing", "--mlir-output-format", "--mlir-pass-statistics", "--remark",
        "--debug", "--log", "--profile"));
    groups.put("Failures", List.of("--mlir-pass-pipeline", "--mlir-generate-reproducer", "--run-reproducer", "--mlir-debug-counter", "--mlir-print-debug-counter"));
    groups.put("Shape of the text", List.of("--mlir"));
    groups.put("Information", List.of("-"));
    return groups;
  }

  static void print(CommandSpec spec, PrintStream out) {
    var help = new OptHelp();
    help.text.append("Usage: ").append(spec.usageMessage().customSynopsis()[0]).append("\n\n").append(spec.usageMessage().description()[0]).append('\n');
    GROUPS.keySet().forEach(group -> help.group(group, spec));
    help.text.append('\n');
    for (String line : spec.usageMessage().footer()) help.text.append(line).append('\n');
    out.print(help.text);
  }

  private void group(String heading, CommandSpec spec) {
    text.append('\n').append(heading).append(":\n");
    spec.options().stream().filter(o -> groupOf(o).equals(heading)).forEach(this::option);
  }

  private static String groupOf(OptionSpec option) {
    return GROUPS.entrySet().stream().filter(g -> g.getValue().stream().anyMatch(option.longestName()::startsWith)).map(Map.Entry::getKey).findFirst().orElseThrow();
  }

  private void option(OptionSpec option) {
    boolean takesNone = option.arity().max() == 0 && !option.paramLabel().equals("<bool>");
    boolean mayStandAlone = option.arity().min() == 0 || PassArguments.mayStandAlone(option.longestName());
    String value = takesNone ? "" : mayStandAlone ? "[=" + option.paramLabel() + "]" : "=" + option.paramLabel();
    String left = "  " + String.join(", ", option.names()) + value;
    text.append(left);
    int column = left.length();
    if (column >= COLUMN) {
      text.append('\n');
      column = 0;
    }
    text.repeat(' ', COLUMN - column);
    column = COLUMN;
    for (String word : option.description()[0].split(" ")) {
      if (column + word.length() > WIDTH) {
        text.setLength(text.length() - 1);
        text.append('\n').repeat(' ', COLUMN);
        column = COLUMN;
      }
      text.append(word).append(' ');
      column += word.length() + 1;
    }
    text.setLength(text.length() - 1);
    text.append('\n');
  }
}
