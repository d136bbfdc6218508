package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.QType;

/**
 * Auxiliary cells that hold a signed integer as sign bit and magnitude: exactly the values of a {@link QType}.
 *
 * <p>Soundness: neg is a bit and the magnitude is below 2^m, so (1 - 2 neg) * mag is in the symmetric range and every value of it
 * has one representation, but for zero, whose sign may be either: both stand for 0, and the positive part of both is 0.
 */
public final class Signed {
  private final GateBuilder gate;
  private final Unsigned magnitude;
  private final Cell negative;
  private Cell value;

  /** Declares the cells. */
  public Signed(GateBuilder gate, QType type) {
    this.gate = gate;
    this.magnitude = new Unsigned(gate, "mag", type.magnitudeBits());
    this.negative = gate.bit("neg");
  }

  /** Sets the cells to an integer in the range of the type. */
  public void assign(Int value) {
    magnitude.assign(value.magnitude());
    gate.assign(negative, value.isNegative());
  }

  /** The integer. */
  public Cell value() {
    if (value == null) value = signed();
    return value;
  }

  private Cell signed() {
    return negative.times(2).subtractedFrom(1).times(magnitude.value());
  }

  /** The integer where positive, else zero. */
  public Cell positivePart() {
    return negative.subtractedFrom(1).times(magnitude.value());
  }
}
