package zkopt.verifier.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What stands on the command line. */
record Arguments(boolean help, Path key, List<Path> proofs) {
  private static final String KEY_OPTION = "--vk";

  static Arguments parse(List<String> arguments) throws InputException {
    if (arguments.contains("--help") || arguments.contains("-h")) return new Arguments(true, null, List.of());
    Path key = null;
    List<Path> proofs = new ArrayList<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      if (argument.equals(KEY_OPTION) || argument.startsWith(KEY_OPTION + "=")) {
        if (key != null) throw usage("'%s' stands twice".formatted(KEY_OPTION));
        key = path(value(argument, rest));
      } else if (argument.startsWith("-")) {
        throw usage("unknown option '%s'".formatted(argument));
      } else {
        proofs.add(path(argument));
      }
    }
    if (key == null) throw usage("missing option '%s MODEL.vk'".formatted(KEY_OPTION));
    if (proofs.isEmpty()) throw usage("no proof given");
    return new Arguments(false, key, proofs);
  }

  private static String value(String argument, Iterator<String> rest) throws InputException {
    int equals = argument.indexOf('=');
    if (equals >= 0) return argument.substring(equals + 1);
    if (!rest.hasNext()) throw usage("option '%s' needs a file".formatted(KEY_OPTION));
    return rest.next();
  }

  private static Path path(String text) throws InputException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw usage("'%s' is no file name".formatted(text));
    }
  }

  private static InputException usage(String message) {
    return new InputException(message + "; '--help' shows the usage");
  }
}
