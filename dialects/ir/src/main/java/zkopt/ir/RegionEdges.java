package zkopt.ir;

import java.util.List;

/** Checks that what an operation's regions hand to each other, and back to it, has the types that are taken there. */
public final class RegionEdges {
  private static final String RESULTS = "parent results";

  private final Operation op;
  private final DiagnosticEngine diagnostics;

  public RegionEdges(Operation op, DiagnosticEngine diagnostics) {
    this.op = op;
    this.diagnostics = diagnostics;
  }

  /** What is wrong with regions that are entered without values; or null. */
  public static String noArguments(Operation op) {
    for (int i = 0; i < op.regions().size(); i++) {
      Region region = op.region(i);
      if (!region.isEmpty() && !region.front().arguments().isEmpty()) return "region #" + i + " should have no arguments";
    }
    return null;
  }

  /** Whether operands of {@code op} fit the arguments of its region. */
  public boolean enter(List<? extends Value> operands, int region) {
    return fits("parent operands", operands, name(region), types(op.region(region).front().arguments()));
  }

  /** Whether what is yielded at the end of a region fits the arguments of another, or of itself. */
  public boolean pass(int from, List<? extends Value> yielded, int to) {
    return fits(name(from), yielded, name(to), types(op.region(to).front().arguments()));
  }

  /** Whether what is yielded at the end of a region fits the results of {@code op}. */
  public boolean leave(int region, List<? extends Value> yielded) {
    return fits(name(region), yielded, RESULTS, op.resultTypes());
  }

  /** Whether what each block of a region yields to {@code op} fits its results; blocks that end otherwise yield nothing. */
  public boolean leave(int region, OpSpec terminator) {
    return op.region(region).blocks().stream().map(Block::last).filter(last -> last != null && last.spec() == terminator)
        .allMatch(last -> leave(region, last.operands()));
  }

  private static String name(int region) {
    return "Region #" + region;
  }

  private static List<Type> types(List<? extends Value> values) {
    return values.stream().<Type>map(Value::type).toList();
  }

  private boolean fits(String from, List<? extends Value> source, String to, List<Type> target) {
    String edge = "control flow edge from " + from + " to " + to + ": source ";
    if (source.size() != target.size()) {
      return fail(" region " + edge + "has " + source.size() + " operands, but target successor needs " + target.size());
    }
    for (int i = 0; i < target.size(); i++) {
      if (source.get(i).type().equals(target.get(i))) continue;
      return fail(" along " + edge + "type #" + i + " '" + source.get(i).type() + "' should match input type #" + i + " '" + target.get(i) + "'");
    }
    return true;
  }

  private boolean fail(String message) {
    diagnostics.opError(op, message);
    return false;
  }
}
