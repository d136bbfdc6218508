package zkopt.ir.text;

import java.math.BigInteger;
import org.antlr.v4.runtime.Token;
import zkopt.ir.FloatType;
import zkopt.ir.HexText;
import zkopt.ir.IntegerType;
import zkopt.ir.Type;
import zkopt.ir.WideFloats;
import zkopt.ir.text.grammar.MlirParser;

/** Numbers and hexadecimal strings. */
final class Literals {
  private final TokenCursor cursor;

  Literals(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** An integer of {@code type}; a signless one may be written as signed or unsigned and is wrapped. */
  BigInteger integer(Token digits, boolean negative, Type type) {
    String text = digits.getText();
    var value = text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    if (negative) value = value.negate();
    IntegerType integer = type instanceof IntegerType t ? t : IntegerType.I64;
    int width = integer.width();
    boolean fits = switch (integer.signedness()) {
      case SIGNLESS -> value.bitLength() <= width && (value.signum() >= 0 || value.bitLength() < width);
      case SIGNED -> value.bitLength() < width || value.signum() == 0;
      case UNSIGNED -> value.signum() >= 0 && value.bitLength() <= width;
    };
    if (!fits) throw cursor.error(digits, "integer constant out of range for attribute");
    return integer.wrap(value);
  }

  /** An integer of a type of up to 64 bits. */
  long longInteger(Token digits, boolean negative, Type type) {
    return integer(digits, negative, type).longValue();
  }

  /** A decimal number; one that is too large is infinite, as in MLIR. */
  double decimal(Token place, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      throw cursor.error(place, "expected floating point literal");
    }
  }

  /** {@code +inf}, {@code -nan}: what LLVM writes from 2026 on. */
  double special(Token place, String text) {
    String name = text.substring(1).replaceAll("\\(.*", "");
    double value = switch (name) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan", "qnan", "snan" -> Double.NaN;
      default -> throw cursor.missing(place, "expected constant integer or floating point value");
    };
    return text.startsWith("-") ? -value : value;
  }

  /** A float written as the hexadecimal integer of its bits. */
  BigInteger floatBits(Token digits, boolean negative, FloatType type) {
    if (!digits.getText().startsWith("0x")) {
      throw cursor.error(digits, "expected floating point literal; a decimal point makes '" + digits.getText() + "' one");
    }
    if (negative) throw cursor.error(digits, "hexadecimal float literal should not have a leading minus");
    var bits = new BigInteger(digits.getText().substring(2), 16);
    if (bits.bitLength() > type.width()) throw cursor.error(digits, "hexadecimal float constant out of range for type");
    return bits;
  }

  /** The bits of an element. */
  BigInteger floating(MlirParser.ElementContext element, FloatType type) {
    Token start = element.getStart();
    if (element.BARE_ID() != null) return bits(special(element.BARE_ID().getSymbol(), element.getText()), type);
    if (element.FLOAT() != null) return bits(decimal(start, element.FLOAT().getText()) * (isNegative(element) ? -1 : 1), type);
    if (element.INTEGER() != null && element.INTEGER().getText().startsWith("0x")) {
      return floatBits(element.INTEGER().getSymbol(), isNegative(element), type);
    }
    throw cursor.error(start, "expected floating-point elements, but parsed " + (element.INTEGER() == null ? "'" + element.getText() + "'" : "integer"));
  }

  private boolean isNegative(MlirParser.ElementContext element) {
    String first = element.getStart().getText();
    if (first.equals("+")) throw cursor.error(element.getStart(), "expected element literal of primitive type");
    return first.equals("-");
  }

  private static BigInteger bits(double value, FloatType type) {
    return type.isWide() ? WideFloats.bits(value, type) : BigInteger.valueOf(type.bits(value)).mod(BigInteger.ONE.shiftLeft(type.width()));
  }

  BigInteger integral(MlirParser.ElementContext element, Type type) {
    if (type.equals(IntegerType.I1) && element.getText().equals("true")) return BigInteger.ONE;
    if (type.equals(IntegerType.I1) && element.getText().equals("false")) return BigInteger.ZERO;
    if (element.INTEGER() == null) {
      throw cursor.error(element.getStart(), "expected integer elements, but parsed " + (element.FLOAT() == null ? "'" + element.getText() + "'" : "floating-point"));
    }
    return integer(element.INTEGER().getSymbol(), isNegative(element), type);
  }

  /** The digits of the string literal {@code "0x..."}. */
  static HexText hex(TokenCursor cursor, Token string, String what) {
    String text = cursor.text();
    int start = string.getStartIndex();
    if (!text.startsWith("\"0x", start)) throw cursor.error(string, what + " should start with '0x'");
    var digits = HexText.of(text, start + 3, string.getStopIndex());
    if (digits == null) throw cursor.error(string, what + " only allows hex digits, two for each byte");
    return digits;
  }
}
