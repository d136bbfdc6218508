package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.FixedSemantics;
import zkopt.dialect.fixed.QType;

/**
 * y = floor(sqrt(x * 2^k)), as {@link FixedSemantics#sqrt} has it:
 *
 * <pre>x * 2^k = y^2 + r,  0 <= r,  0 <= 2 y - r,  0 <= y in the range of its type</pre>
 *
 * <p>Soundness: y^2 <= x * 2^k <= y^2 + 2 y < (y + 1)^2 leaves one y that is not negative. A negative x has no witness. No wrap: the
 * largest x * 2^k and the largest right-hand side together stay below the modulus.
 */
public record SqrtGate(QType argument, QType root) implements Gate {
  @Override
  public String name() {
    return "sqrt_" + Names.of(argument) + "_to_" + Names.of(root);
  }

  @Override
  public void build(GateBuilder g) {
    int k = FixedSemantics.sqrtShift(argument, root);
    int bits = Math.min(root.magnitudeBits(), (argument.magnitudeBits() + k + 1) / 2);
    g.requireNoWrap(GateBuilder.power(argument.magnitudeBits() + k), GateBuilder.power(2 * bits), GateBuilder.power(bits + 1));
    if (argument.magnitudeBits() + k > 61) {
      throw new GateLimitException("the argument of a square root has " + (argument.magnitudeBits() + k) + " bits, more than 61");
    }
    var x = g.input("x", argument);
    Cell y = g.output("y", root);
    var value = new Unsigned(g, "y", bits);
    var remainder = new Unsigned(g, "r", bits + 1);
    var room = new Unsigned(g, "room", bits + 1);

    Int square = x.integer().times(1L << k);
    Int found = g.integer(0);
    for (int bit = bits - 1; bit >= 0; bit--) {
      Int candidate = found.plus(1L << bit);
      Int tooLarge = square.minus(candidate.times(candidate)).isNegative();
      found = candidate.minus(tooLarge.times(1L << bit));
    }
    g.assign(y, found);
    value.assign(found);
    Int r = square.minus(found.times(found));
    remainder.assign(r);
    room.assign(found.times(2).minus(r));

    g.constrainEqual("y is in range", y, value.value());
    g.constrainEqual("x is a square and a remainder", x.cell().times(1L << k), y.times(y).plus(remainder.value()));
    g.constrainEqual("the remainder is below the next square", y.times(2), remainder.value().plus(room.value()));
  }
}
