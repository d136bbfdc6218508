package zkopt.dialect.arith;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import zkopt.ir.Attribute;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;

/** Conversions of constants. A float becomes another type only where that holds its value. */
final class CastFolding {
  private CastFolding() {}

  static List<Object> fold(CastOp.Kind kind, Attribute in, Type to) {
    if (kind == CastOp.Kind.BITCAST && in instanceof DenseElementsAttr dense) {
      return to instanceof ShapedType type ? List.of(new DenseElementsAttr(type, dense.data(), dense.isSplat())) : null;
    }
    Type type = Constants.elementType(to);
    return Constants.fold(to, x -> switch (x.getFirst()) {
      case IntegerAttr i -> integer(kind, i, type);
      case FloatAttr f -> real(kind, f, type);
      default -> null;
    }, in);
  }

  private static TypedAttr integer(CastOp.Kind kind, IntegerAttr in, Type to) {
    long unsigned = Constants.unsigned(in.value(), in.type());
    return switch (kind) {
      case EXTUI, INDEX_CASTUI -> Constants.wrapped(unsigned, to);
      case EXTSI, INDEX_CAST, TRUNCI -> Constants.wrapped(Constants.signed(in), to);
      case SITOFP -> rounded(BigInteger.valueOf(Constants.signed(in)), (FloatType) to);
      case UITOFP -> rounded(new BigInteger(Long.toUnsignedString(unsigned)), (FloatType) to);
      case BITCAST -> to instanceof FloatType f ? f.isWide() ? null : new FloatAttr(f.value(unsigned), f) : in;
      default -> null;
    };
  }

  /** Rounded once: a double keeps what lies behind its last bit in that bit, which narrower types do not reach. */
  private static FloatAttr rounded(BigInteger value, FloatType to) {
    if (to.isWide()) return null;
    double nearest = value.doubleValue();
    if (to == FloatType.F64) return new FloatAttr(nearest, to);
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
      case FPTOSI -> whole(value, to, -Math.scalb(1.0, Constants.width(to) - 1), Math.scalb(1.0, Constants.width(to) - 1));
      case FPTOUI -> whole(value, to, 0, Math.scalb(1.0, Constants.width(to)));
      case BITCAST -> to instanceof FloatType f ? f.isWide() ? null : new FloatAttr(f.value(in.type().bits(value)), f)
          : Constants.wrapped(in.type().bits(value), to);
      default -> null;
    };
  }

  /** The whole part, if it is at least {@code least} and below {@code end}. */
  private static IntegerAttr whole(double value, Type to, double least, double end) {
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    if (!(whole >= least && whole < end)) return null;
    long bits = whole >= 0x1p63 ? (long) (whole - 0x1p63) ^ Long.MIN_VALUE : (long) whole;
    return Constants.wrapped(bits, to);
  }
}
