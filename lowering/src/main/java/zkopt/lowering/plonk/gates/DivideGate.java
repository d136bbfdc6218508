package zkopt.lowering.plonk.gates;

import java.math.BigInteger;
import zkopt.dialect.fixed.FixedSemantics;
import zkopt.dialect.fixed.QType;

/**
 * y = round_half_up(a * 2^k / b) for b > 0, where k aligns the binary points ({@link FixedSemantics#divide}). With n = a * 2^max(k, 0)
 * and m = b * 2^max(-k, 0),
 *
 * <pre>2 n + m = 2 m y + r,  0 <= r,  0 <= 2 m - 1 - r,  y in the range of its type</pre>
 *
 * <p>Soundness: r and 2 m - 1 - r are both in range, so their sum 2 m - 1 is not negative: m >= 1, and y is the floor of (2 n + m) / (2 m),
 * the only one with 0 <= r < 2 m. A divisor that is zero or negative has no witness. No wrap: all terms at their largest together stay
 * below the modulus. That r and 2 m - 1 - r are given few bits, as many as the largest divisor needs that is expected, or that y is supposed not
 * to be negative, takes witnesses away and adds none.
 *
 * @param divisorBits bits of the largest divisor that has a witness
 * @param nonNegative whether no negative quotient has a witness
 */
public record DivideGate(QType dividend, QType divisor, QType quotient, int divisorBits, boolean nonNegative) implements Gate {
  /** For all values of the types. */
  public DivideGate(QType dividend, QType divisor, QType quotient) {
    this(dividend, divisor, quotient, divisor.magnitudeBits(), false);
  }

  @Override
  public String name() {
    return "div_" + Names.of(dividend) + "_" + Names.of(divisor) + "_to_" + Names.of(quotient)
        + (divisorBits < divisor.magnitudeBits() ? "_b" + divisorBits : "") + (nonNegative ? "_nonneg" : "");
  }

  @Override
  public void build(GateBuilder g) {
    int k = FixedSemantics.divideShift(dividend, divisor, quotient);
    int numeratorBits = dividend.magnitudeBits() + Math.max(k, 0);
    int denominatorBits = divisor.magnitudeBits() + Math.max(-k, 0);
    int remainderBits = Unsigned.cheapBits(divisorBits + Math.max(-k, 0) + 1, g.library().limbBits());
    g.requireNoWrap(
        GateBuilder.power(numeratorBits + 1), GateBuilder.power(denominatorBits),
        BigInteger.TWO.multiply(GateBuilder.power(denominatorBits + quotient.magnitudeBits())), GateBuilder.power(remainderBits + 1));

    var a = g.input("a", dividend);
    var b = g.input("b", divisor);
    Cell y = g.output("y", quotient);
    var signed = nonNegative ? null : Signed.ofType(g, quotient);
    var unsigned = nonNegative ? new Unsigned(g, "y", quotient.magnitudeBits()) : null;
    var remainder = new Unsigned(g, "r", remainderBits);
    var room = new Unsigned(g, "room", remainderBits);

    Int twiceNumerator = a.integer().times(1L << (Math.max(k, 0) + 1));
    Int denominator = b.integer().times(1L << Math.max(-k, 0));
    Int sum = twiceNumerator.plus(denominator);
    Int twiceDenominator = denominator.times(2);
    Int q = sum.floorDiv(twiceDenominator);
    Int r = sum.minus(q.times(twiceDenominator));
    g.assign(y, q);
    if (nonNegative) unsigned.assign(q);
    else signed.assign(q);
    remainder.assign(r);
    room.assign(twiceDenominator.plus(-1).minus(r));

    Cell n = a.cell().times(1L << (Math.max(k, 0) + 1));
    Cell m = b.cell().times(1L << Math.max(-k, 0));
    Cell twice = m.times(2);
    g.constrainEqual("y is in range", y, nonNegative ? unsigned.value() : signed.value());
    g.constrainEqual("2 n + m = 2 m y + r", n.plus(m), twice.times(y).plus(remainder.value()));
    g.constrainEqual("r is below 2 m", twice.plus(-1), remainder.value().plus(room.value()));
  }
}
