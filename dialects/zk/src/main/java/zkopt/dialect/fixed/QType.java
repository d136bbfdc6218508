package zkopt.dialect.fixed;

import zkopt.ir.DialectType;
import zkopt.ir.TypeConstraint;

/**
 * {@code !fixed.q<w, f>}: an integer n with |n| < 2^(w-1) that stands for the real number n * 2^-f. The range is symmetric, so
 * that negation never overflows and a value is a sign and w - 1 magnitude bits.
 *
 * @param width sign bit included, 2 to 63
 * @param frac fraction bits, 0 to 62
 */
public record QType(int width, int frac) implements DialectType {
  public static final int MAX_WIDTH = 63;
  public static final TypeConstraint ANY = new TypeConstraint("fixed-point type", t -> t instanceof QType);

  public QType {
    if (width < 2 || width > MAX_WIDTH) throw new IllegalArgumentException("width of '!fixed.q' must be in 2..63, but got " + width);
    if (frac < 0 || frac >= MAX_WIDTH) throw new IllegalArgumentException("fraction bits of '!fixed.q' must be in 0..62, but got " + frac);
  }

  /** The number of bits of the magnitude, {@code width - 1}. */
  public int magnitudeBits() {
    return width - 1;
  }

  /** The largest value, 2^(w-1) - 1; the smallest is its negative. */
  public long max() {
    return (1L << magnitudeBits()) - 1;
  }

  public boolean holds(long n) {
    return -max() <= n && n <= max();
  }

  public QType withWidth(int newWidth) {
    return new QType(newWidth, frac);
  }

  @Override
  public String dialect() {
    return "fixed";
  }

  @Override
  public String body() {
    return "q<" + width + ", " + frac + ">";
  }

  @Override
  public String toString() {
    return "!fixed." + body();
  }
}
