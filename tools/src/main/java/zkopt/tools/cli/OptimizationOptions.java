package zkopt.tools.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import zkopt.lowering.Optimization;

/** Which optimizations the compiler leaves out. */
public final class OptimizationOptions {
  @Option(names = "--disable", split = ",", paramLabel = "NAME", completionCandidates = Names.class,
      description = {"Optimizations to leave out, or 'all'.", "There are: ${COMPLETION-CANDIDATES}."})
  private List<String> disabled = new ArrayList<>();

  @Option(names = "--enable-only", split = ",", paramLabel = "NAME", completionCandidates = Names.class,
      description = "Leave out all optimizations but these.")
  private List<String> enabled = new ArrayList<>();

  /** The names of all optimizations. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Optimization.all().stream().map(Optimization::name), Stream.of(Optimization.ALL)).iterator();
    }
  }

  /** Those to leave out. @throws ToolException for a name that nothing has, or options that do not go together */
  public List<Optimization> off() {
    if (!disabled.isEmpty() && !enabled.isEmpty()) throw new ToolException("'--disable' and '--enable-only' do not go together");
    try {
      List<Optimization> on = Optimization.named(enabled);
      return enabled.isEmpty() ? Optimization.named(disabled) : Optimization.all().stream().filter(o -> !on.contains(o)).toList();
    } catch (IllegalArgumentException e) {
      throw new ToolException(e.getMessage(), e);
    }
  }
}
