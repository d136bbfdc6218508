package zkopt.lowering.fixed;

import java.util.IdentityHashMap;
import java.util.Map;
import zkopt.ir.Operation;
import zkopt.lowering.fixed.Plan.Typed;

/** What samples led to at each plan, by identity. */
final class Observations {
  private final Map<Typed, Observed> ranges = new IdentityHashMap<>();

  /** Notes what was observed at the result of {@code op}, of which {@code plan} is made. */
  void note(Plan plan, Operation op) {
    if (plan instanceof Typed typed && op != null && of(op) instanceof Observed range) ranges.putIfAbsent(typed, range);
  }

  /** Null when nothing was observed. */
  Observed of(Typed plan) {
    return ranges.get(plan);
  }

  static Observed of(Operation op) {
    return Observed.of(op.attribute(Calibration.RANGE));
  }
}
