package zkopt.lowering.plonk.gates;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.fixed.FixedSemantics;
import zkopt.dialect.fixed.QType;

/**
 * y = exp(x) for x <= 0, as {@link FixedSemantics#exp} has it: -x is cut at its binary point into hi and lo, both are looked up, and
 * the product of the entries is rounded:
 *
 * <pre>-x = lo + 2^f hi,  (lo, l) and (hi, h) in the tables,  h * l + 2^(s-1) = y * 2^s + r,  0 <= r < 2^s</pre>
 *
 * <p>Where x is so wide that hi has more bits than the table of hi, the bits above are cells of their own, and each one that is set
 * makes the product zero, as the entries beyond the table are.
 *
 * <p>Soundness: the tables bound lo and hi, so that the cut of -x is the only one (x > 0 has none: -x would be close to the modulus).
 * The entries follow, the product is at most 2^36, y and r are range-checked, and one quotient and remainder fit.
 */
public record ExpGate(QType argument, QType result) implements Gate {
  /** The entries of the table of hi beyond this many bits are all zero. */
  private static final int MAX_HIGH_BITS = 12;
  /** Each bit above adds one to the degree of the product. */
  private static final int MAX_BITS_ABOVE = 3;

  @Override
  public String name() {
    return "exp_" + Names.of(argument) + "_to_" + Names.of(result);
  }

  @Override
  public void build(GateBuilder g) {
    int f = argument.frac();
    int shift = 2 * FixedSemantics.EXP_TABLE_FRAC - result.frac();
    int integerBits = Math.max(argument.magnitudeBits() - f, 1);
    int highBits = Math.min(integerBits, MAX_HIGH_BITS);
    int bitsAbove = integerBits - highBits;
    if (bitsAbove > MAX_BITS_ABOVE) {
      throw new GateLimitException("the argument of 'fixed.exp' has " + integerBits + " integer bits, more than "
          + (MAX_HIGH_BITS + MAX_BITS_ABOVE) + ": give it a narrower type");
    }
    int resultBits = Math.min(result.magnitudeBits(), result.frac() + 1);
    String lowTable = g.library().expLowTable(f);
    String highTable = g.library().expHighTable(highBits);

    var x = g.input("x", argument);
    Cell y = g.output("y", result);
    Cell lo = g.cell("lo");
    Cell low = g.cell("exp_lo");
    Cell hi = g.cell("hi");
    Cell high = g.cell("exp_hi");
    List<Cell> above = new ArrayList<>();
    for (int i = 0; i < bitsAbove; i++) above.add(g.bit("above" + i));
    var value = new Unsigned(g, "y", resultBits);
    var remainder = new Unsigned(g, "r", shift);

    Int t = x.integer().negate();
    Int loInteger = t.lowBits(f);
    Int lowInteger = loInteger.lookup(lowTable);
    Int whole = t.shiftRight(f);
    Int hiInteger = bitsAbove == 0 ? whole : whole.lowBits(highBits);
    Int highInteger = hiInteger.lookup(highTable);
    Int product = lowInteger.times(highInteger);
    g.assign(lo, loInteger);
    g.assign(low, lowInteger);
    g.assign(hi, hiInteger);
    g.assign(high, highInteger);
    for (int i = 0; i < bitsAbove; i++) {
      Int bit = whole.shiftRight(highBits + i);
      if (i < bitsAbove - 1) bit = bit.lowBits(1);
      g.assign(above.get(i), bit);
      product = product.times(g.integer(1).minus(bit));
    }
    Int rounded = product.plus(1L << (shift - 1));
    Int quotient = rounded.shiftRight(shift);
    g.assign(y, quotient);
    value.assign(quotient);
    remainder.assign(rounded.lowBits(shift));

    Cell wholeCell = hi;
    Cell entries = low.times(high);
    for (int i = 0; i < bitsAbove; i++) {
      wholeCell = wholeCell.plus(above.get(i).times(1L << (highBits + i)));
      entries = entries.times(above.get(i).subtractedFrom(1));
    }
    g.constrain("x is cut at its binary point", x.cell().plus(lo).plus(wholeCell.times(1L << f)));
    g.lookup(lowTable, lo, low);
    g.lookup(highTable, hi, high);
    g.constrainEqual("y is in range", y, value.value());
    g.constrainEqual("product is rounded", entries.plus(1L << (shift - 1)), y.times(1L << shift).plus(remainder.value()));
  }
}
