package zkopt.tools.conformance;

import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.math.UnaryOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;

/**
 * Where ONNX's own rounding decides between two whole numbers: it computes a quotient in float32 before it rounds it to a whole number, and
 * the divisor, as the scale of a DynamicQuantizeLinear, in float32 too.
 */
final class RoundedQuotients {
  private RoundedQuotients() {}

  /** Whether a quotient by a divisor that is computed or an input is rounded to a whole number. */
  static boolean in(ModuleOp affine) {
    boolean[] found = new boolean[1];
    affine.walk(UnaryOp.class, op -> found[0] |= op.kind() == UnaryOp.Kind.ROUNDEVEN && isByData(op.operand()));
    return found[0];
  }

  private static boolean isByData(Value quotient) {
    if (isLoad(quotient.definingOp())) return true;
    return quotient.definingOp() instanceof BinaryOp b && b.kind() == BinaryOp.Kind.DIVF && !(b.rhs().definingOp() instanceof ConstantOp);
  }

  /** A quotient that was stored before, and whose divisor is not seen. */
  private static boolean isLoad(Operation op) {
    return op instanceof zkopt.dialect.affine.LoadOp load && Buffers.base(load.memref()).definingOp() instanceof zkopt.dialect.memref.AllocOp;
  }
}
