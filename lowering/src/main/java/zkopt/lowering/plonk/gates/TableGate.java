package zkopt.lowering.plonk.gates;

import java.math.BigInteger;
import zkopt.dialect.fixed.QType;

/**
 * y = T[q] for q = x, or q = round_half_up(x / 2^s), x being a sum or a product of the inputs:
 *
 * <pre>x + 2^(s-1) = q * 2^s + r,  0 <= r < 2^s,  (q, y) in the table</pre>
 *
 * and where the table stands for T[max(q, first)], with t the distance below the table:
 *
 * <pre>q = k - t,  0 <= t,  (k, y) in the table,  t * (k - first) = 0</pre>
 *
 * <p>Soundness: the table bounds q, or k; for a given integer x there is one quotient and one remainder below 2^s, and y follows from the
 * quotient. Below the table, t > 0 leaves k no choice but first; else t = 0 and k is q. No wrap: the keys are known, t is range-checked, and
 * the largest x and the largest right-hand side together stay below the modulus. A quotient without a row has no witness.
 *
 * @param source where x comes from
 * @param shift s, not negative; for 0 there is no rounding, and x of {@link RoundGate.Value} is an input with a cell
 * @param argument the type of the quotient
 * @param table the symbol of the table
 * @param first its least key
 * @param last its largest
 * @param saturating whether what is below the table is taken for its first key
 * @param result the type of y
 */
public record TableGate(RoundGate.Source source, int shift, QType argument, String table, long first, long last,
    boolean saturating, QType result) implements Gate {
  @Override
  public String name() {
    String what = switch (source) {
      case RoundGate.Value _ -> "";
      case RoundGate.Biased biased -> biased.text();
      case RoundGate.Product _ -> "mul_";
    };
    return table + (shift > 0 ? "_rescale_" + what + "s" + shift : "") + "_" + Names.of(argument) + (saturating ? "_saturating" : "");
  }

  @Override
  public void build(GateBuilder g) {
    if (shift == 0 && !(source instanceof RoundGate.Value)) throw new IllegalArgumentException("only a value is looked up as it is");
    int tailBits = saturating ? argument.magnitudeBits() + (first > 0 ? 1 : 0) : 0;
    BigInteger keys = BigInteger.valueOf(Math.max(Math.abs(first), Math.abs(last)));
    BigInteger quotients = keys.add(GateBuilder.power(tailBits));
    g.requireNoWrap(source.bound(), quotients.shiftLeft(shift), GateBuilder.power(shift));
    long half = shift == 0 ? 0 : 1L << (shift - 1);
    var x = source.declare(g, shift > 0);
    Cell y = g.output("y", result);
    Cell key = shift > 0 || saturating ? g.cell("key") : x.first().cell();
    var below = saturating ? new Unsigned(g, "below", tailBits) : null;
    var remainder = new Unsigned(g, "r", shift);

    Int shifted = x.integer().plus(half);
    Int quotient = shifted.shiftRight(shift);
    Int keyInteger = saturating ? quotient.max(g.integer(first)) : quotient;
    g.assign(y, keyInteger.lookup(table));
    if (key != x.first().cell()) g.assign(key, keyInteger);
    if (saturating) below.assign(keyInteger.minus(quotient));
    if (shift > 0) remainder.assign(shifted.lowBits(shift));

    Cell quotientCell = saturating ? key.minus(below.value()) : key;
    if (shift > 0) x.equal(quotientCell.times(1L << shift).plus(remainder.value()).plus(-half), "product is rounded");
    else if (saturating) g.constrainEqual("x is the key less what is below", x.first().cell(), quotientCell);
    if (saturating) g.constrain("the key is the first where x is below", below.value().times(key.plus(-first)));
    g.lookup(table, key, y);
  }
}
