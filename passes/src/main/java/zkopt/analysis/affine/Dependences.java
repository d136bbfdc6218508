package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.affine.IterationDomains.Side;
import zkopt.analysis.affine.LinearSystem.Range;
import zkopt.ir.Operation;
import zkopt.ir.Traits;

/**
 * Whether two accesses touch the same element in an order that must be kept, by the loop that carries it: the question whether integers
 * satisfy the bounds of both iterations, equal subscripts, and the order (Feautrier 1991; MLIR's checkMemrefAccessDependence). Memrefs that
 * are different values and not views of one buffer are taken to share nothing, as MLIR does.
 */
public final class Dependences {
  public enum Answer { NONE, DEPENDENT, UNKNOWN }

  /**
   * What was found.
   *
   * @param distances when dependent: for each loop around both, outermost first, the counter of the target less that of the source
   */
  public record Result(Answer answer, List<Range> distances) {
    public boolean isIndependent() {
      return answer == Answer.NONE;
    }
  }

  private static final Result NONE = new Result(Answer.NONE, List.of());
  private static final Result UNKNOWN = new Result(Answer.UNKNOWN, List.of());

  private final IterationDomains domains = new IterationDomains();
  private final LinearSystem system = domains.system;

  private Dependences() {}

  /**
   * Whether an iteration of {@code target} must stay behind one of {@code source}.
   *
   * @param depth which loop around both carries it, from 1: those outside are in the same iteration, this one is in a later one; one more
   *     than there are, or beyond: all are in the same iteration, and the source stands before the target
   */
  public static Result of(MemoryAccess source, MemoryAccess target, int depth) {
    if (source.memref() != target.memref()) return source.mayShare(target) ? UNKNOWN : NONE;
    if (!source.isStore() && !target.isStore()) return NONE;
    return ofAny(source, target, depth);
  }

  /** As {@link #of}, of loads too. */
  public static Result ofAny(MemoryAccess source, MemoryAccess target, int depth) {
    return new Dependences().solve(source, target, depth);
  }

  private Result solve(MemoryAccess source, MemoryAccess target, int depth) {
    Side from = domains.side(source.op());
    Side to = domains.side(target.op());
    int common = common(from, to);
    if (depth > common && !standsBefore(source.op(), target.op())) return NONE;
    if (scope(source.op()) != scope(target.op()) || ancestors(source.op(), target.op()) == null) return UNKNOWN;
    if (!domains.add(from) || !domains.add(to) || !domains.addEqual(source.subscripts(), from, target.subscripts(), to)) return UNKNOWN;
    for (int i = 0; i < Math.min(common, depth); i++) {
      long[] distance = distance(from, to, i);
      boolean carries = i == depth - 1;
      if (carries) distance[distance.length - 1] = -1;
      system.add(distance, !carries);
    }
    if (system.isEmpty()) return NONE;
    var distances = new ArrayList<Range>();
    for (int i = 0; i < common; i++) distances.add(distanceRange(from, to, i));
    return new Result(Answer.DEPENDENT, List.copyOf(distances));
  }

  private long[] distance(Side from, Side to, int i) {
    long[] row = new long[system.numVariables() + 1];
    row[to.variable(i)] = 1;
    row[from.variable(i)] = -1;
    return row;
  }

  private Range distanceRange(Side from, Side to, int i) {
    int difference = system.addVariable();
    long[] row = distance(from, to, i);
    row[difference] = -1;
    system.addEquation(row);
    return system.range(difference);
  }

  static Operation scope(Operation op) {
    Operation scope = op.parentOp();
    while (scope != null && !(scope instanceof Traits.AffineScope)) scope = scope.parentOp();
    return scope;
  }

  private static int common(Side a, Side b) {
    int n = 0;
    while (n < a.counters().size() && n < b.counters().size() && a.counters().get(n) == b.counters().get(n)) n++;
    return n;
  }

  /** How many loops stand around both, each counter of a parallel loop for one. */
  public static int commonLoops(Operation a, Operation b) {
    var either = new Dependences();
    return common(either.domains.side(a), either.domains.side(b));
  }

  /** The two operations around (or at) both that stand in one block, or null when there are none. */
  static Operation[] ancestors(Operation a, Operation b) {
    for (Operation x = a; x != null && !(x instanceof Traits.AffineScope); x = x.parentOp()) {
      for (Operation y = b; y != null; y = y.parentOp()) {
        if (x.block() == y.block()) return new Operation[] {x, y};
      }
    }
    return null;
  }

  /** Whether {@code a} runs before {@code b} in an iteration of all loops around both. */
  public static boolean standsBefore(Operation a, Operation b) {
    Operation[] both = ancestors(a, b);
    return both == null || both[0] != both[1] && both[0].isBeforeInBlock(both[1]);
  }
}
