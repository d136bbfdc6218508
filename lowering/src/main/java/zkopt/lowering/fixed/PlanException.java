package zkopt.lowering.fixed;

import zkopt.ir.Operation;

/** There is no fixed-point form. {@code culprit} is the data that would fit with fewer fraction bits, or null. */
final class PlanException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Operation op;
  private final transient WeightData culprit;

  PlanException(Operation op, String message) {
    this(op, message, null);
  }

  PlanException(Operation op, String message, WeightData culprit) {
    super(message);
    this.op = op;
    this.culprit = culprit;
  }

  Operation op() {
    return op;
  }

  WeightData culprit() {
    return culprit;
  }
}
