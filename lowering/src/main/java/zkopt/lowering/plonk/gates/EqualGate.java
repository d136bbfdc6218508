package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.QType;

/**
 * y = 1 where a = b, else 0, of one binary point:
 *
 * <pre>(a - b) y = 0,  y = 1 - (a - b) i</pre>
 *
 * <p>Soundness: a - b is zero in the field only where a = b, for its magnitude is below the modulus. There the second equation makes y
 * 1, whatever i is; elsewhere the first makes it 0.
 */
public record EqualGate(QType lhs, QType rhs, QType output) implements Gate {
  @Override
  public String name() {
    return "equal_" + Names.of(lhs) + "_" + Names.of(rhs);
  }

  @Override
  public void build(GateBuilder g) {
    g.requireNoWrap(GateBuilder.power(lhs.magnitudeBits()), GateBuilder.power(rhs.magnitudeBits()));
    var a = g.input("a", lhs);
    var b = g.input("b", rhs);
    Cell y = g.output("y", output);
    Cell inverse = g.cell("i");

    Int difference = a.integer().minus(b.integer());
    Int candidate = difference.inverse();
    g.assign(y, difference.isZero());
    g.assign(inverse, candidate);

    Cell distance = a.cell().minus(b.cell());
    g.constrain("y is 0 where a is not b", distance.times(y));
    g.constrainEqual("y is 1 where a is b", y, distance.times(inverse).times(-1).plus(1));
  }
}
