package zkopt.transforms.canonical;

import java.math.BigDecimal;
import java.math.BigInteger;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CmpFOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.CmpIOp.Predicate;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.Integers;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** {@code cmpf(itofp(x), c) -> cmpi(x, c')}, or what it always is, where rounding x to the float's type cannot change the answer. */
record CompareIntegerAsFloat() implements Rewrite<CmpFOp> {
  @Override
  public Class<CmpFOp> root() {
    return CmpFOp.class;
  }

  @Override
  public boolean matchAndRewrite(CmpFOp op, Rewriter rewriter) {
    if (!(ArithValues.constant(op.rhs()) instanceof FloatAttr(double c, FloatType floats)) || Double.isNaN(c)) return false;
    Value signed = ArithValues.castOf(op.lhs(), CastOp.Kind.SITOFP);
    Value x = signed != null ? signed : ArithValues.castOf(op.lhs(), CastOp.Kind.UITOFP);
    if (x == null || !(x.type() instanceof IntegerType type) || roundingMatters(c, floats, type.width(), signed == null)) return false;
    switch (op.predicate()) {
      case FALSE, TRUE -> {
        return false;
      }
      case ORD -> always(op, true, rewriter);
      case UNO -> always(op, false, rewriter);
      default -> compare(op, x, c, floats, type, signed == null, rewriter);
    }
    return true;
  }

  private static boolean roundingMatters(double c, FloatType floats, int width, boolean isUnsigned) {
    if (width <= floats.significantBits()) return false;
    int valueBits = isUnsigned ? width : width - 1;
    if (Double.isInfinite(c)) return Math.getExponent(floats.value(largest(floats))) < valueBits;
    int exponent = c == 0 ? Integer.MIN_VALUE : Math.getExponent(c);
    return floats.significantBits() <= exponent && exponent <= valueBits;
  }

  /** The bits before those of infinity. */
  private static long largest(FloatType floats) {
    return floats.bits(Double.POSITIVE_INFINITY) - 1;
  }

  private static void compare(CmpFOp op, Value x, double c, FloatType floats, IntegerType type, boolean isUnsigned, Rewriter rewriter) {
    Predicate predicate = integer(op.predicate(), isUnsigned);
    BigInteger least = isUnsigned ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(type.width() - 1).negate();
    BigInteger most = BigInteger.ONE.shiftLeft(isUnsigned ? type.width() : type.width() - 1).subtract(BigInteger.ONE);
    if (c > floats.round(most.doubleValue())) {
      always(op, isAnyOf(predicate, Predicate.NE, Predicate.SLT, Predicate.SLE, Predicate.ULT, Predicate.ULE), rewriter);
    } else if (c < floats.round(least.doubleValue())) {
      always(op, isAnyOf(predicate, Predicate.NE, Predicate.SGT, Predicate.SGE, Predicate.UGT, Predicate.UGE), rewriter);
    } else {
      BigInteger whole = new BigDecimal(c).toBigInteger();
      boolean fraction = c != Math.rint(c);
      if (fraction && isAnyOf(predicate, Predicate.EQ, Predicate.NE)) {
        always(op, predicate == Predicate.NE, rewriter);
        return;
      }
      if (fraction) predicate = beside(predicate, c < 0);
      var constant = ConstantOp.create(rewriter, op.location(), Integers.constant(whole, type));
      rewriter.replaceOp(op, CmpIOp.create(rewriter, op.location(), predicate, x, constant.result()));
    }
  }

  /** The comparison with a fraction's whole part, which is nearer to zero than it. */
  private static Predicate beside(Predicate predicate, boolean isNegative) {
    return switch (predicate) {
      case ULT -> Predicate.ULE;
      case UGE -> Predicate.UGT;
      case SLT -> isNegative ? Predicate.SLT : Predicate.SLE;
      case SLE -> isNegative ? Predicate.SLT : Predicate.SLE;
      case SGT -> isNegative ? Predicate.SGE : Predicate.SGT;
      case SGE -> isNegative ? Predicate.SGE : Predicate.SGT;
      default -> predicate;
    };
  }

  private static boolean isAnyOf(Predicate predicate, Predicate... others) {
    for (Predicate other : others) if (predicate == other) return true;
    return false;
  }

  private static Predicate integer(CmpFOp.Predicate predicate, boolean isUnsigned) {
    return switch (predicate) {
      case OEQ, UEQ -> Predicate.EQ;
      case OGT, UGT -> isUnsigned ? Predicate.UGT : Predicate.SGT;
      case OGE, UGE -> isUnsigned ? Predicate.UGE : Predicate.SGE;
      case OLT, ULT -> isUnsigned ? Predicate.ULT : Predicate.SLT;
      case OLE, ULE -> isUnsigned ? Predicate.ULE : Predicate.SLE;
      case ONE, UNE -> Predicate.NE;
      case FALSE, ORD, UNO, TRUE -> throw new IllegalArgumentException("no comparison: " + predicate);
    };
  }

  private static void always(CmpFOp op, boolean value, Rewriter rewriter) {
    rewriter.replaceOp(op, ConstantOp.create(rewriter, op.location(), IntegerAttr.bool(value)));
  }
}
