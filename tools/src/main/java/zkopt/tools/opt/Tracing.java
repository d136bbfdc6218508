package zkopt.tools.opt;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zkopt.ir.Action;
import zkopt.ir.ActionHandler;
import zkopt.pass.tracing.ActionLog;
import zkopt.pass.tracing.ActionProfile;
import zkopt.pass.tracing.DebugCounter;
import zkopt.tools.cli.FileErrors;

/** What the flags want to be told and decided of each step of passes and rewrites. */
final class Tracing implements AutoCloseable {
  private final OptOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private final LocationFilter filter;
  private final DebugCounter counter;
  private PrintStream log;
  private PrintStream profileStream;
  private ActionProfile profile;

  Tracing(OptOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
    try {
      this.counter = new DebugCounter(options.debugCounter == null ? "" : options.debugCounter);
      this.filter = new LocationFilter(options.logFilter);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** Null when nothing is asked for. */
  ActionHandler handler() {
    ActionHandler handler = null;
    if (options.debugCounter != null || options.printDebugCounter) handler = counter;
    Set<String> debugged = options.debug ? Set.of(Action.PASS, Action.SWEEP, Action.REWRITE)
        : options.debugOnly.stream().map(t -> t.tag).collect(Collectors.toSet());
    if (!debugged.isEmpty()) handler = around(new ActionLog(err, debugged, _ -> true, true), handler);
    if (options.logActions != null) {
      if (log == null) log = open(options.logActions);
      handler = around(new ActionLog(log, Set.of(Action.PASS, Action.SWEEP, Action.REWRITE), op -> filter.matches(op.location()), false), handler);
    }
    if (options.profileActions != null) {
      if (profile == null) {
        profileStream = open(options.profileActions);
        profile = new ActionProfile(profileStream);
      }
      handler = around(profile, handler);
    }
    return handler;
  }

  private static ActionHandler around(ActionHandler outer, ActionHandler inner) {
    return inner == null ? outer : outer.around(inner);
  }

  private PrintStream open(String file) {
    if (file.equals("-")) return out;
    try {
      return new PrintStream(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException("cannot open output file '" + file + "': " + FileErrors.reason(Path.of(file), e));
    }
  }

  /** Writes what is to be written in the end. */
  @Override
  public void close() {
    if (options.printDebugCounter) counter.report(err);
    if (profile != null) profile.close();
    Stream.of(log, profileStream).filter(s -> s != null && s != out).forEach(PrintStream::close);
  }
}
