package org.example.poly;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import zkopt.dialect.fixed.QType;
import zkopt.lowering.plonk.gates.Cell;
import zkopt.lowering.plonk.gates.Gate;
import zkopt.lowering.plonk.gates.GateBuilder;
import zkopt.lowering.plonk.gates.GateLimitException;
import zkopt.lowering.plonk.gates.Int;
import zkopt.lowering.plonk.gates.Signed;
import zkopt.lowering.plonk.gates.Unsigned;

/**
 * y = round_half_up(p(x)), in one row whatever the degree:
 *
 * <pre>sum_i c_i x^i 2^((d-i) f) + 2^(s-1) = y 2^s + r,  0 <= r < 2^s</pre>
 *
 * <p>Soundness: the left side is an integer that x determines. There is one quotient y and one remainder r below 2^s; both are
 * range-checked, y by sign and magnitude. No wrap: the largest values of both sides together stay below the modulus.
 *
 * @param coefficients c_0 to c_d
 * @param x the type of the argument, with f fraction bits
 * @param y the type of the value
 */
record PolynomialGate(List<Long> coefficients, QType x, QType y) implements Gate {
  /** The witness is computed in 64 bits. */
  private static final int MAX_BITS = 62;

  private int degree() {
    return coefficients.size() - 1;
  }

  private int shift() {
    return degree() * x.frac() - y.frac();
  }

  /** c_i as it stands before x^i. */
  private BigInteger scaled(int i) {
    return BigInteger.valueOf(coefficients.get(i)).shiftLeft((degree() - i) * x.frac());
  }

  private BigInteger bound() {
    var bound = BigInteger.ZERO;
    for (int i = degree(); i >= 0; i--) bound = bound.multiply(GateBuilder.bound(x)).add(scaled(i).abs());
    return bound;
  }

  @Override
  public String name() {
    String numbers = coefficients.stream().map(c -> c < 0 ? "m" + -c : "" + c).collect(Collectors.joining("_"));
    return "poly_" + numbers + "_q" + x.width() + "_" + x.frac() + "_to_q" + y.width() + "_" + y.frac();
  }

  @Override
  public void build(GateBuilder g) {
    if (bound().bitLength() > MAX_BITS) throw new GateLimitException("the polynomial's values take " + bound().bitLength() + " bits, more than " + MAX_BITS);
    int shift = shift();
    long half = shift == 0 ? 0 : 1L << (shift - 1);
    g.requireNoWrap(bound(), BigInteger.ONE.shiftLeft(y.magnitudeBits() + shift), BigInteger.ONE.shiftLeft(shift));
    var in = g.input("x", x);
    Cell out = g.output("y", y);
    var quotient = new Signed(g, y);
    var remainder = new Unsigned(g, "r", shift);

    Int value = g.integer(scaled(degree()).longValueExact());
    Cell polynomial = g.constant(scaled(degree()).longValueExact());
    for (int i = degree() - 1; i >= 0; i--) {
      value = value.times(in.integer()).plus(scaled(i).longValueExact());
      polynomial = polynomial.times(in.cell()).plus(scaled(i).longValueExact());
    }
    Int shifted = value.plus(half);
    Int q = shifted.shiftRight(shift);
    quotient.assign(q);
    remainder.assign(shift == 0 ? shifted.minus(q) : shifted.lowBits(shift));
    g.assign(out, q);
    g.constrainEqual("the polynomial is rounded", polynomial.plus(half), quotient.value().times(1L << shift).plus(remainder.value()));
    g.constrainEqual("y is the quotient", out, quotient.value());
  }
}
