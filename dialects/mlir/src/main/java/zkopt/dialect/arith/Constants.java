package zkopt.dialect.arith;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import zkopt.ir.Attribute;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Type;

/** Arithmetic on constant scalars. Each method returns null where it cannot fold, else the one folded result. */
public final class Constants {
  private Constants() {}

  /** f32 results are rounded to f32; wider formats than f64 and narrower ones than f32 are left alone. */
  public static List<Object> foldFloat(Attribute a, DoubleUnaryOperator function) {
    return a instanceof FloatAttr x && exact(x.type()) ? List.of(new FloatAttr(function.applyAsDouble(x.value()), x.type())) : null;
  }

  /** As {@link #foldFloat(Attribute, DoubleUnaryOperator)}; for +, -, *, / computing in double and rounding to f32 is exact f32. */
  public static List<Object> foldFloat(Attribute a, Attribute b, DoubleBinaryOperator function) {
    return a instanceof FloatAttr x && b instanceof FloatAttr y && exact(x.type())
        ? List.of(new FloatAttr(function.applyAsDouble(x.value(), y.value()), x.type())) : null;
  }

  private static boolean exact(FloatType type) {
    return type == FloatType.F32 || type == FloatType.F64;
  }

  static boolean isFloat(Attribute a, double value) {
    return a instanceof FloatAttr x && Double.doubleToRawLongBits(x.value()) == Double.doubleToRawLongBits(value);
  }

  static boolean isInteger(Attribute a, long value) {
    return a instanceof IntegerAttr x && x.value() == value;
  }

  /** The number of bits in which a type's values are computed. */
  static int width(Type type) {
    return type instanceof IntegerType i ? i.width() : 64;
  }

  /** An integer wrapped to the width of its type. */
  static IntegerAttr wrapped(long value, Type type) {
    int shift = 64 - width(type);
    return IntegerAttr.of(value << shift >> shift, type);
  }

  static long unsigned(long value, Type type) {
    int shift = 64 - width(type);
    return value << shift >>> shift;
  }

  static List<Object> cast(CastOp.Kind kind, Attribute in, Type to) {
    return switch (in) {
      case IntegerAttr i when to instanceof IntegerType || to instanceof IndexType -> {
        long value = switch (kind) {
          case EXTUI, INDEX_CASTUI -> unsigned(i.value(), i.type());
          case EXTSI, INDEX_CAST -> i.type().equals(IntegerType.I1) ? -i.value() : i.value();
          default -> i.value();
        };
        yield List.of(wrapped(value, to));
      }
      case IntegerAttr i when to instanceof FloatType f && exact(f) -> switch (kind) {
        case SITOFP -> List.of(new FloatAttr(i.value(), f));
        case UITOFP -> unsigned(i.value(), i.type()) >= 0 ? List.of(new FloatAttr(unsigned(i.value(), i.type()), f)) : null;
        default -> null;
      };
      case FloatAttr x when to instanceof FloatType f && exact(f) && kind != CastOp.Kind.BITCAST -> List.of(new FloatAttr(x.value(), f));
      case FloatAttr x when to instanceof IntegerType i && kind == CastOp.Kind.FPTOSI && Math.abs(x.value()) < 1L << Math.min(62, i.width() - 1) ->
          List.of(IntegerAttr.of((long) x.value(), i));
      case null, default -> null;
    };
  }
}
