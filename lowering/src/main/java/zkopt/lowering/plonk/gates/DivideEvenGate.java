package zkopt.lowering.plonk.gates;

import java.math.BigInteger;
import java.util.OptionalLong;
import zkopt.dialect.fixed.FixedSemantics;
import zkopt.dialect.fixed.QType;

/**
 * y = a * 2^k / b for b > 0, rounded to the nearest integer and halfway to the even one, as {@link FixedSemantics#divideEven} has it. With
 * n = a * 2^max(k, 0), m = b * 2^max(-k, 0) and o the lowest bit of |y|,
 *
 * <pre>2 n + m = 2 m y + r + o,  0 <= r,  0 <= 2 m - 2 o - r,  |y| = 2 half + o,  b - 1 in range</pre>
 *
 * <p>Soundness: m >= 1, and r + o is in 0 .. 2 m where y is even, in 1 .. 2 m - 1 where it is odd. So n / m is at most 1/2 from y, and less
 * where y is odd: one y is left, as of two neighbours at the distance 1/2 one is odd. The equations hold of the integers: all terms at
 * their largest together stay below the modulus.
 *
 * @param constant b where it is known at compile time; it has no cell then
 */
public record DivideEvenGate(QType dividend, QType divisor, QType quotient, OptionalLong constant) implements Gate {
  public DivideEvenGate {
    if (constant.isPresent() && constant.getAsLong() <= 0) throw new IllegalArgumentException("divisor " + constant.getAsLong() + " is not positive");
  }

  @Override
  public String name() {
    String by = constant.isPresent() ? Names.of(constant.getAsLong()) + "_f" + divisor.frac() : Names.of(divisor);
    return "div_even_" + Names.of(dividend) + "_" + by + "_to_" + Names.of(quotient);
  }

  @Override
  public void build(GateBuilder g) {
    int k = FixedSemantics.divideShift(dividend, divisor, quotient);
    int divisorBits = constant.isPresent() ? Long.SIZE - Long.numberOfLeadingZeros(constant.getAsLong()) : divisor.magnitudeBits();
    int numeratorBits = dividend.magnitudeBits() + Math.max(k, 0);
    int denominatorBits = divisorBits + Math.max(-k, 0);
    int remainderBits = denominatorBits + 1;
    g.requireNoWrap(GateBuilder.power(numeratorBits + 1), GateBuilder.power(denominatorBits),
        GateBuilder.power(denominatorBits + quotient.magnitudeBits() + 1), GateBuilder.power(remainderBits), BigInteger.ONE);

    var a = g.input("a", dividend);
    var b = constant.isPresent() ? null : g.input("b", divisor);
    Cell y = g.output("y", quotient);
    Cell negative = g.bit("neg");
    Cell odd = g.bit("odd");
    var half = new Unsigned(g, "half", quotient.magnitudeBits() - 1);
    var remainder = new Unsigned(g, "r", remainderBits);
    var room = new Unsigned(g, "room", remainderBits);

    Int denominator = (b == null ? g.integer(constant.getAsLong()) : b.integer()).times(1L << Math.max(-k, 0));
    Int twiceNumerator = a.integer().times(1L << (Math.max(k, 0) + 1));
    Int twiceDenominator = denominator.times(2);
    Int up = twiceNumerator.plus(denominator).floorDiv(twiceDenominator);
    Int rest = twiceNumerator.plus(denominator).minus(up.times(twiceDenominator));
    Int isTie = rest.plus(-1).isNegative();
    Int q = up.minus(isTie.times(up.lowBits(1)));
    Int oddInteger = q.magnitude().lowBits(1);
    Int r = twiceNumerator.plus(denominator).minus(q.times(twiceDenominator)).minus(oddInteger);
    g.assign(y, q);
    g.assign(negative, q.isNegative());
    g.assign(odd, oddInteger);
    half.assign(q.magnitude().shiftRight(1));
    remainder.assign(r);
    room.assign(twiceDenominator.minus(oddInteger.times(2)).minus(r));

    Cell m = b == null ? g.constant(Math.multiplyExact(constant.getAsLong(), 1L << Math.max(-k, 0))) : b.cell().times(1L << Math.max(-k, 0));
    Cell twice = m.times(2);
    Cell magnitude = half.value().times(2).plus(odd);
    g.constrainEqual("y is its sign and magnitude", y, negative.times(2).subtractedFrom(1).times(magnitude));
    g.constrainEqual("2 n + m = 2 m y + r + o", a.cell().times(1L << (Math.max(k, 0) + 1)).plus(m), twice.times(y).plus(remainder.value()).plus(odd));
    g.constrainEqual("r + o is in 0 .. 2 m, or between them", remainder.value().plus(room.value()), twice.minus(odd.times(2)));
    if (b != null) {
      var less = new Unsigned(g, "less", divisor.magnitudeBits());
      less.assign(b.integer().plus(-1));
      g.constrainEqual("b is positive", b.cell().plus(-1), less.value());
    }
  }
}
