package zkopt.tools.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import zkopt.ir.CompileException;

/** Runs a command line so that whatever goes wrong ends in one clear message and the right exit code, never in a stack trace. */
public final class Cli {
  /** Set to true, unexpected errors show their stack trace. */
  private static final String TRACE_PROPERTY = "zkopt.trace";

  private Cli() {}

  /** The exit code of {@code command} run with {@code arguments}. */
  public static int run(CommandLine command, String... arguments) {
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    command.setParameterExceptionHandler((e, _) -> usageError(e));
    command.setExecutionExceptionHandler((e, failed, _) -> failed(failed, e));
    try {
      return command.execute(arguments);
    } catch (Error e) { // picocli hands over exceptions only
      return failed(command, e);
    }
  }

  private static int usageError(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String message = switch (e) {
      case UnmatchedArgumentException u -> unmatched(u);
      // an option in another spelling is what is wrong rather than the option that it should have been
      case MissingParameterException _ when !command.getUnmatchedArguments().isEmpty() ->
          unmatched(new UnmatchedArgumentException(command, command.getUnmatchedArguments()));
      default -> lowerFirst(e.getMessage());
    };
    complain(command, message);
    command.getErr().println("run '%s --help' for its options".formatted(command.getCommandSpec().qualifiedName()));
    return ExitCode.BAD;
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().getFirst();
    boolean verbExpected = !e.getCommandLine().getSubcommands().isEmpty() && !argument.startsWith("-");
    String kind = verbExpected ? "verb" : argument.startsWith("-") ? "option" : "argument";
    List<String> similar = e.getSuggestions().stream().limit(3).toList();
    String hint = similar.isEmpty() || kind.equals("argument") ? ""
        : similar.stream().map(s -> "'" + s + "'").collect(Collectors.joining(" or ", ", did you mean ", "?"));
    return "unknown %s '%s'%s".formatted(kind, argument, hint);
  }

  private static int failed(CommandLine command, Throwable e) {
    if (Boolean.getBoolean(TRACE_PROPERTY)) e.printStackTrace(command.getErr());
    return switch (e) {
      case ToolException t -> complain(command, t.getMessage());
      case CompileException c -> complain(command, c.getMessage());
      case OutOfMemoryError _ -> complain(command, "not enough memory: give the virtual machine more, as with ZKOPT_JAVA_OPTIONS=-Xmx16g");
      case StackOverflowError _ -> complain(command, "the input is nested too deeply");
      default -> complain(command, "internal error: %s; this is a fault of the tool (ZKOPT_JAVA_OPTIONS=-D%s=true shows where)"
          .formatted(e, TRACE_PROPERTY));
    };
  }

  /** Prints an error and returns {@link ExitCode#BAD}. */
  private static int complain(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println("%s: error: %s".formatted(root(command).getCommandName(), message));
    err.flush();
    if (wantsJson(command)) new Report().add("ok", false).add("error", message).print(command.getOut(), true);
    return ExitCode.BAD;
  }

  private static boolean wantsJson(CommandLine command) {
    return command.getCommand() instanceof Verb verb && verb.json();
  }

  private static CommandLine root(CommandLine command) {
    return command.getParent() == null ? command : root(command.getParent());
  }

  /** A message as ours begin; what begins with an acronym stays. */
  public static String lowerFirst(String text) {
    boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
    return text.isEmpty() || acronym ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  /** For {@code main}: runs the command and ends the process. */
  public static void main(CommandLine command, String... arguments) {
    int code = run(command, arguments);
    System.out.flush();
    System.exit(code);
  }
}
