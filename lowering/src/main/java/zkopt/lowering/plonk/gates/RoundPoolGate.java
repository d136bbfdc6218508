package zkopt.lowering.plonk.gates;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.fixed.QType;

/**
 * y = the largest of round_half_up((x_i + addend) / 2^s), and of zero where the results are rectified: a pooling window over sums that
 * no cell holds. With the quotients q_i = y - d_i,
 *
 * <pre>x_i + addend + 2^(s-1) = (y - d_i) * 2^s + r_i,  0 <= r_i < 2^s,  0 <= d_i,  the product of all d_i is 0</pre>
 *
 * where for a rectified result y itself is a factor of the product, and not negative.
 *
 * <p>Soundness: for integers x_i there is one quotient and one remainder below 2^s, so that y - d_i is the rounded value; no
 * y - d_i is above y, and y is one of them, or zero. A product of many factors is cut into groups, each times a selector, and the selectors
 * add up to 1: one of them is not zero, and its group is. No wrap: each side of the equation has fewer bits than the modulus.
 *
 * @param sum the type of the x_i
 * @param addend that is added to each, such as a bias, or null
 * @param taps how many x_i there are
 * @param shift s, positive
 * @param rounded the type of the quotients and of y
 */
public record RoundPoolGate(QType sum, QType addend, int taps, int shift, QType rounded, boolean relu) implements Gate {
  /** Factors of a product besides its selector. */
  private static final int FACTORS = 5;

  @Override
  public String name() {
    return "rescale_" + (addend == null ? "" : "add_") + (relu ? "relu_" : "") + "max" + taps + "_s" + shift + "_" + Names.of(rounded);
  }

  @Override
  public void build(GateBuilder g) {
    long half = 1L << (shift - 1);
    BigInteger source = GateBuilder.bound(sum).add(addend == null ? BigInteger.ZERO : GateBuilder.bound(addend));
    g.requireNoWrap(source, GateBuilder.power(rounded.magnitudeBits() + 2 + shift), GateBuilder.power(shift + 1));
    var inputs = new ArrayList<GateBuilder.Input>();
    for (int i = 0; i < taps; i++) inputs.add(g.virtualInput("x" + i, sum));
    var bias = addend == null ? null : g.input("addend", addend);
    Cell y = g.output("y", rounded);
    var largest = relu ? new Unsigned(g, "y", rounded.magnitudeBits()) : null;
    var signed = relu ? null : new Signed(g, rounded);
    var distances = new ArrayList<Unsigned>();
    var remainders = new ArrayList<Unsigned>();
    for (int i = 0; i < taps; i++) {
      distances.add(new Unsigned(g, "d" + i + "_", rounded.magnitudeBits() + 1));
      remainders.add(new Unsigned(g, "r" + i + "_", shift));
    }

    var shifted = inputs.stream().map(x -> (bias == null ? x.integer() : x.integer().plus(bias.integer())).plus(half)).toList();
    Int honest = shifted.stream().map(x -> x.shiftRight(shift)).reduce(Int::max).orElseThrow();
    if (relu) honest = honest.max(g.integer(0));
    g.assign(y, honest);
    if (relu) largest.assign(honest);
    else signed.assign(honest);
    var integers = new ArrayList<Int>();
    var factors = new ArrayList<Cell>();
    for (int i = 0; i < taps; i++) {
      Int distance = honest.minus(shifted.get(i).shiftRight(shift));
      distances.get(i).assign(distance);
      remainders.get(i).assign(shifted.get(i).lowBits(shift));
      integers.add(distance);
      factors.add(distances.get(i).value());
      Cell value = y.minus(distances.get(i).value()).times(1L << shift).plus(remainders.get(i).value()).plus(-half);
      g.define(inputs.get(i), bias == null ? value : value.minus(bias.cell()));
    }
    if (relu) {
      integers.add(honest);
      factors.add(y);
    }
    g.constrainEqual("y is in range", y, relu ? largest.value() : signed.value());
    oneIsZero(g, factors, integers);
  }

  private static void oneIsZero(GateBuilder g, List<Cell> factors, List<Int> integers) {
    Cell rest = null;
    Int left = g.integer(1);
    for (int from = 0; from < factors.size(); from += FACTORS) {
      int to = Math.min(from + FACTORS, factors.size());
      Cell product = factors.subList(from, to).stream().reduce(Cell::times).orElseThrow();
      if (to < factors.size()) {
        Cell selector = g.cell("s" + from / FACTORS);
        Int hasZero = g.integer(1).minus(integers.subList(from, to).stream().reduce(Int::min).orElseThrow().negate().isNegative());
        Int chosen = hasZero.min(left);
        g.assign(selector, chosen);
        left = left.minus(chosen);
        rest = rest == null ? selector.subtractedFrom(1) : rest.minus(selector);
        product = product.times(selector);
      } else if (rest != null) {
        product = product.times(rest);
      }
      g.constrain("the largest is among them", product);
    }
  }
}
