package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.QType;

/**
 * Auxiliary cells that hold a signed integer of a {@link QType}, range-checked. Where whole limbs have just the bits of the type, sign
 * included, and nothing asks for the sign, the integer is what the limbs hold less 2^(w-1); else it has a sign bit and a magnitude.
 *
 * <p>Soundness: limbs of w bits less 2^(w-1) are all of -2^(w-1) .. 2^(w-1) - 1, each represented once. With neg a bit and the magnitude below
 * 2^(w-1), (1 - 2 neg) * mag is in the symmetric range and every value of it has one representation, but for zero, whose sign may
 * be either: both stand for 0, and the positive part of both is 0. Bounds count on no more than |n| <= 2^(w-1) ({@link GateBuilder#bound}).
 */
public final class Signed {
  /** Narrower types always have a sign: among them are truth values, whose products are not to be wider than the other factor. */
  private static final int LEAST_FILLED = 8;

  private final GateBuilder gate;
  private final Unsigned magnitude;
  /** Null where the integer is an unsigned one less {@link #offset}. */
  private final Cell negative;
  private final long offset;
  private Cell value;

  /** Declares the cells, a sign among them. */
  public Signed(GateBuilder gate, QType type) {
    this(gate, new Unsigned(gate, "mag", type.magnitudeBits()), gate.bit("neg"), 0);
  }

  private Signed(GateBuilder gate, Unsigned magnitude, Cell negative, long offset) {
    this.gate = gate;
    this.magnitude = magnitude;
    this.negative = negative;
    this.offset = offset;
  }

  /** Declares the cells, with a sign only where that is cheaper. */
  static Signed ofType(GateBuilder gate, QType type) {
    if (!mayFillLimbs(type) || type.width() % gate.library().limbBits() != 0) return new Signed(gate, type);
    return new Signed(gate, new Unsigned(gate, "shifted", type.width()), null, 1L << type.magnitudeBits());
  }

  /** Whether the cells may hold -2^(w-1) as well. */
  static boolean mayFillLimbs(QType type) {
    return type.width() >= LEAST_FILLED;
  }

  /** Sets the cells to an integer in the range of the type. */
  public void assign(Int value) {
    if (negative == null) {
      magnitude.assign(value.plus(offset));
    } else {
      magnitude.assign(value.magnitude());
      gate.assign(negative, value.isNegative());
    }
  }

  /** The integer. */
  public Cell value() {
    if (value == null) value = signed();
    return value;
  }

  private Cell signed() {
    return negative == null ? magnitude.value().plus(-offset) : negative.times(2).subtractedFrom(1).times(magnitude.value());
  }

  /** The integer where positive, else zero; of cells that have a sign. */
  public Cell positivePart() {
    return negative.subtractedFrom(1).times(magnitude.value());
  }
}
