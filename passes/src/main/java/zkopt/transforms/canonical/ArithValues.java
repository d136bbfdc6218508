package zkopt.transforms.canonical;

import java.math.BigInteger;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.arith.Integers;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Traits;
import zkopt.ir.TypedAttr;
import zkopt.ir.Value;

/** What rules ask of the operation that a value comes from. */
final class ArithValues {
  private ArithValues() {}

  /** The operation of this kind that {@code value} comes from, or null. */
  static BinaryOp binary(Value value, BinaryOp.Kind kind) {
    return value.definingOp() instanceof BinaryOp op && op.kind() == kind ? op : null;
  }

  /** What this kind of cast makes {@code value} of, or null. */
  static Value castOf(Value value, CastOp.Kind kind) {
    return value.definingOp() instanceof CastOp op && op.kind() == kind ? op.in() : null;
  }

  static Attribute constant(Value value) {
    return value.definingOp() instanceof Traits.ConstantLike c ? c.constantValue() : null;
  }

  /** The constant integer of at most 64 bits, no splat, or null. */
  static IntegerAttr integer(Value value) {
    return constant(value) instanceof IntegerAttr i ? i : null;
  }

  /** The number of a constant integer of any width, no splat; or null. */
  static BigInteger number(Value value) {
    return constant(value) instanceof TypedAttr a ? Integers.signed(a) : null;
  }

  /** Whether {@code value} is this integer, in every element. */
  static boolean isInteger(Value value, long constant) {
    return Constants.isInteger(constant(value), constant);
  }
}
