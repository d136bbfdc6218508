package zkopt.dialect.arith;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import zkopt.ir.Attribute;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;
import zkopt.ir.WideFloatAttr;

/** Conversions of constants. A float becomes another type only where that holds its value. */
final class CastFolding {
  private CastFolding() {}

  static List<Object> fold(CastOp.Kind kind, Attribute in, Type to) {
    if (kind == CastOp.Kind.BITCAST && in instanceof DenseElementsAttr dense) {
      return to instanceof ShapedType type ? List.of(new DenseElementsAttr(type, dense.data(), dense.isSplat())) : null;
    }
    Type type = Constants.elementType(to);
    return Constants.fold(to, x -> switch (x.getFirst()) {
      case FloatAttr f -> real(kind, f, type);
      case WideFloatAttr(BigInteger bits, _) -> kind == CastOp.Kind.BITCAST ? ofBits(bits, type) : null;
      case TypedAttr i -> integer(kind, Integers.signed(i), i.type(), type);
    }, in);
  }

  private static TypedAttr integer(CastOp.Kind kind, BigInteger signed, Type from, Type to) {
    return switch (kind) {
      case EXTUI, INDEX_CASTUI -> Integers.constant(Integers.unsigned(signed, from), to);
      case EXTSI, INDEX_CAST, TRUNCI -> Integers.constant(signed, to);
      case SITOFP -> rounded(signed, (FloatType) to);
      case UITOFP -> rounded(Integers.unsigned(signed, from), (FloatType) to);
      case BITCAST -> ofBits(Integers.unsigned(signed, from), to);
      default -> null;
    };
  }

  private static TypedAttr ofBits(BigInteger bits, Type to) {
    if (!(to instanceof FloatType f)) return Integers.constant(bits, to);
    return f.isWide() ? new WideFloatAttr(bits, f) : new FloatAttr(f.value(bits.longValue()), f);
  }

  /** Rounded once: a double keeps what lies behind its last bit in that bit, which narrower types do not reach. */
  private static FloatAttr rounded(BigInteger value, FloatType to) {
    if (to.isWide()) return null;
    double nearest = value.doubleValue();
    if (to == FloatType.F64 || Double.isInfinite(nearest)) return new FloatAttr(nearest, to);
    int sign = new BigDecimal(nearest).compareTo(new BigDecimal(value));
    boolean isOdd = (Double.doubleToRawLongBits(nearest) & 1) != 0;
    if (sign != 0 && !isOdd) nearest = sign < 0 ? Math.nextUp(nearest) : Math.nextDown(nearest);
    return new FloatAttr(nearest, to);
  }

  private static TypedAttr real(CastOp.Kind kind, FloatAttr in, Type to) {
    double value = in.value();
    return switch (kind) {
      case EXTF, TRUNCF -> {
        if (!(to instanceof FloatType f) || f.isWide()) yield null;
        var result = new FloatAttr(value, f);
        yield Double.doubleToRawLongBits(result.value()) == Double.doubleToRawLongBits(value) ? result : null;
      }
      case FPTOSI -> whole(value, to, true);
      case FPTOUI -> whole(value, to, false);
      case BITCAST -> ofBits(BigInteger.valueOf(in.type().bits(value)), to);
      default -> null;
    };
  }

  /** The whole part, if the type holds it. */
  private static TypedAttr whole(double value, Type to, boolean isSigned) {
    if (!Double.isFinite(value)) return null;
    BigInteger whole = new BigDecimal(value).toBigInteger();
    int bits = Integers.width(to);
    boolean fits = isSigned ? whole.bitLength() < bits : whole.signum() >= 0 && whole.bitLength() <= bits;
    return fits ? Integers.constant(whole, to) : null;
  }
}
