package zkopt.tools.opt;

import java.io.PrintStream;
import zkopt.pass.OptionInfo;
import zkopt.pass.Pass;
import zkopt.pass.PassInfo;
import zkopt.pass.PassRegistry;

/** The text of {@code --list-passes}. */
final class PassList {
  private static final int COLUMN = 40;

  private PassList() {}

  static void print(PassRegistry registry, PrintStream out) {
    out.println("Passes:");
    for (PassInfo pass : registry.passes()) print(pass, out);
    out.println();
    out.println("Named pipelines:");
    registry.pipelines().forEach((name, text) -> out.println(line("  --" + name, text)));
  }

  /** A pass with its options. */
  static void print(PassInfo pass, PrintStream out) {
    String anchor = pass.anchor().equals(Pass.ANY) ? "any operation" : "'" + pass.anchor() + "'";
    out.println(line("  --" + pass.name(), pass.summary() + " (runs on " + anchor + ")"));
    for (OptionInfo option : pass.options()) {
      String given = option.defaultText().isEmpty() ? "" : "; default " + option.defaultText();
      out.println(line("      " + option.name() + "=<" + option.typeSummary() + ">", option.summary() + given));
    }
  }

  /** A pass with its options and what it counts. */
  static void printAll(PassInfo pass, PrintStream out) {
    print(pass, out);
    pass.statistics().forEach((name, what) -> out.println(line("      (S) " + name, what)));
  }

  private static String line(String left, String right) {
    return left.length() < COLUMN ? left + " ".repeat(COLUMN - left.length()) + right : left + "\n" + " ".repeat(COLUMN) + right;
  }
}
