package zkopt.ir;

import java.math.BigInteger;

/** {@code i32}, {@code si64}, {@code ui8}. Width in bits. */
public record IntegerType(int width, Signedness signedness) implements Type {
  /** How the bits are read; {@code SIGNLESS} leaves it to the operation. */
  public enum Signedness { SIGNLESS, SIGNED, UNSIGNED }

  public static final IntegerType I1 = signless(1);
  public static final IntegerType I8 = signless(8);
  public static final IntegerType I32 = signless(32);
  public static final IntegerType I64 = signless(64);
  public static final IntegerType SI64 = new IntegerType(64, Signedness.SIGNED);

  public IntegerType {
    if (width < 0 || width >= 1 << 24) throw new IllegalArgumentException("integer bitwidth is limited to 16777215 bits");
  }

  public static IntegerType signless(int width) {
    return new IntegerType(width, Signedness.SIGNLESS);
  }

  /** The low {@code width} bits of {@code value}: zero-extended for unsigned types and {@code i1}, else sign-extended. */
  public long wrap(long value) {
    if (width >= 64) return value;
    if (width == 0) return 0;
    int shift = 64 - width;
    return signedness == Signedness.UNSIGNED || width == 1 && signedness == Signedness.SIGNLESS ? value << shift >>> shift : value << shift >> shift;
  }

  /** The same for a value of any size. */
  public BigInteger wrap(BigInteger value) {
    BigInteger low = value.mod(BigInteger.ONE.shiftLeft(width));
    boolean negative = signedness != Signedness.UNSIGNED && width > 0 && low.testBit(width - 1);
    return negative ? low.subtract(BigInteger.ONE.shiftLeft(width)) : low;
  }

  @Override
  public String toString() {
    return switch (signedness) {
      case SIGNLESS -> "i";
      case SIGNED -> "si";
      case UNSIGNED -> "ui";
    } + width;
  }
}
