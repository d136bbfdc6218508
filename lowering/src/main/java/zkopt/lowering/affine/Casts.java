package zkopt.lowering.affine;

import zkopt.dialect.arith.CmpFOp.Predicate;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.IntegerType.Signedness;
import zkopt.ir.Type;

/**
 * Conversions between element types, of one number. Whole numbers that a type does not hold keep their low bits; floats lose their
 * fractions on the way to integers, and are rounded to formats of up to 16 bits. Longer floats are all the same reals.
 */
final class Casts {
  /** The widest integers that are wrapped by a quotient. */
  private static final int MOST_WRAPPED_BITS = 16;

  private Casts() {}

  static Real cast(OnnxOp op, Real x) {
    Type from = op.inputType(0).elementType();
    Type to = op.outputType().elementType();
    if (from.equals(to)) return x;
    return switch (to) {
      case IntegerType i when i.equals(IntegerType.I1) -> x.compare(Predicate.ONE, x.constant(0));
      case IntegerType i when from instanceof IntegerType whole -> holds(i, whole) ? x : wrapped(x, i);
      // what a float above a byte's integers becomes is left open by ONNX
      case IntegerType i -> i.width() < Byte.SIZE ? wrapped(x.truncated(), i) : x.truncated();
      case FloatType f when f.width() <= Byte.SIZE -> rounded(op, x, f);
      case FloatType f when f.width() <= Short.SIZE && !holds(f, from) -> x.rounded(f);
      default -> x;
    };
  }

  static boolean isUnsigned(IntegerType type) {
    return type.signedness() == Signedness.UNSIGNED || type.width() == 1;
  }

  private static boolean holds(IntegerType type, IntegerType values) {
    return isUnsigned(values) ? values.width() < type.width() || isUnsigned(type) && values.width() == type.width()
        : !isUnsigned(type) && values.width() <= type.width();
  }

  /** Whether a float type has all significant bits of another type. */
  private static boolean holds(FloatType type, Type values) {
    return values instanceof FloatType f ? f.significantBits() <= type.significantBits()
        : values instanceof IntegerType i && i.width() - (isUnsigned(i) ? 0 : 1) <= type.significantBits();
  }

  /** The number of {@code type} that has the same low bits. */
  static Real wrapped(Real x, IntegerType type) {
    double count = Math.scalb(1.0, type.width());
    if (type.width() > MOST_WRAPPED_BITS) {
      return isUnsigned(type) ? x.choose(Predicate.OLT, x.constant(0), x.plus(count), x) : x.choose(Predicate.OGE, x.constant(count / 2), x.minus(count), x);
    }
    Real shifted = isUnsigned(type) ? x : x.plus(count / 2);
    return x.minus(shifted.times(1 / count).floor().times(count));
  }

  /** The nearest value of a short format, ties to the even code: the least one, and a step up for each threshold that is reached. */
  static Real rounded(OnnxOp op, Real x, FloatType format) {
    boolean exponentsOnly = format == FloatType.F8E8M0FNU;
    if (!op.flag("saturate") && !exponentsOnly) throw new InvalidOnnxOp("has saturate = 0, which gives infinity or NaN, and these have no fixed-point form");
    double[] values = format.magnitudes();
    Real magnitude = x.magnitude();
    Real sum = x.constant(values[0]);
    for (int i = 1; i < values.length; i++) {
      double middle = (values[i - 1] + values[i]) / 2;
      var reached = switch (exponentsOnly ? op.string("round_mode") : "even") {
        case "up" -> magnitude.compare(Predicate.OGT, x.constant(values[i - 1]));
        case "down" -> magnitude.compare(Predicate.OGE, x.constant(values[i]));
        case "even" -> magnitude.compare(i % 2 == 0 ? Predicate.OGE : Predicate.OGT, x.constant(middle));
        default -> magnitude.compare(Predicate.OGE, x.constant(middle));
      };
      sum = sum.plus(reached.times(values[i] - values[i - 1]));
    }
    return exponentsOnly ? sum : sum.times(x.sign());
  }
}
