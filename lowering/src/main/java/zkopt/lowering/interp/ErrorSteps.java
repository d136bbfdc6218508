package zkopt.lowering.interp;

import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.fixed.FixedDialect;
import zkopt.dialect.fixed.FixedErrors;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.ir.FloatAttr;
import zkopt.ir.Operation;

/** The steps that follow the errors of fixed-point operations, each after the operation's own. */
final class ErrorSteps {
  private ErrorSteps() {}

  /** Null for operations that do the same to values and to errors. */
  static Step of(Operation op, Slots slots) {
    return switch (op) {
      case ConstantOp c -> {
        int to = slots.of(c.result());
        long off = ScalarFunction.word(c.attribute(FixedDialect.ERROR) instanceof FloatAttr e ? e.value() : 0);
        yield frame -> frame.errors().words()[to] = off;
      }
      case BinaryOp b -> {
        int x = slots.of(b.operand(0));
        int y = slots.of(b.operand(1));
        int to = slots.of(b.result());
        yield frame -> set(frame, to, FixedErrors.binary(b, frame.words()[x], error(frame, x), frame.words()[y], error(frame, y), frame.words()[to]));
      }
      case UnaryOp u -> {
        int x = slots.of(u.operand());
        int to = slots.of(u.result());
        yield frame -> set(frame, to, FixedErrors.unary(u, frame.words()[x], error(frame, x)));
      }
      case RescaleOp r -> {
        int x = slots.of(r.operand());
        int to = slots.of(r.result());
        yield frame -> set(frame, to, FixedErrors.rescale(r, frame.words()[x], error(frame, x), frame.words()[to]));
      }
      default -> null;
    };
  }

  private static double error(Frame frame, int slot) {
    return ScalarFunction.real(frame.errors().words()[slot]);
  }

  private static void set(Frame frame, int slot, double error) {
    frame.errors().words()[slot] = ScalarFunction.word(error);
  }
}
