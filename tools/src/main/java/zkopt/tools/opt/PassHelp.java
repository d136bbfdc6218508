package zkopt.tools.opt;

import java.io.PrintStream;
import java.util.List;
import zkopt.ir.Suggestion;
import zkopt.pass.PassRegistry;
import zkopt.tools.cli.ExitCode;

/** {@code --help-<pass>}: what a pass does and which options it has, from its declaration. */
final class PassHelp {
  private static final String FLAG = "--help-";

  private PassHelp() {}

  static boolean asked(List<String> arguments) {
    return arguments.stream().anyMatch(a -> a.startsWith(FLAG));
  }

  static int print(List<String> arguments, PassRegistry registry, PrintStream out) {
    for (String argument : arguments) {
      if (!argument.startsWith(FLAG)) continue;
      String name = argument.substring(FLAG.length());
      var pass = registry.pass(name);
      String pipeline = registry.pipeline(name);
      if (pass == null && pipeline == null) {
        throw new UsageException("'" + name + "' does not refer to a registered pass or pass pipeline" + Suggestion.text(name, registry.names()));
      }
      if (pass != null) PassList.printAll(pass, out);
      else out.println("  --" + name + " stands for " + pipeline);
    }
    return ExitCode.GOOD;
  }
}
