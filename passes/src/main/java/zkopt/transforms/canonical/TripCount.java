package zkopt.transforms.canonical;

import zkopt.ir.IntegerAttr;
import zkopt.ir.Value;

/** How often a dimension of a loop runs. */
final class TripCount {
  private TripCount() {}

  /**
   * The number of iterations, as far as constants tell it; else null. It is no more than 0 for a loop that does not run.
   *
   * @param lower a {@link Value} or a {@link Long}, as the others
   */
  static Long of(Object lower, Object upper, Object step) {
    if (lower.equals(upper)) return 0L;
    Long from = number(lower);
    Long to = number(upper);
    Long by = number(step);
    return from == null || to == null || by == null || by == 0 ? null : (Long) Math.ceilDiv(to - from, by.longValue());
  }

  /** The number that a bound is, or null. */
  static Long number(Object bound) {
    return switch (bound) {
      case Long number -> number;
      case Value value -> ArithValues.constant(value) instanceof IntegerAttr i ? (Long) i.value() : null;
      default -> throw new IllegalArgumentException("no bound: " + bound);
    };
  }
}
