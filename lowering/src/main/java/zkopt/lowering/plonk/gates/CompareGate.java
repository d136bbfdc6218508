package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.QType;

/**
 * y = 1 where a < b, else 0, of one binary point. With m bits for the widest distance,
 *
 * <pre>a - b + 2^m y = u,  0 <= u < 2^m,  y a bit</pre>
 *
 * <p>Soundness: |a - b| < 2^m. Were y 1 for a >= b, u would be at least 2^m; were it 0 for a < b, u would be negative, which in the
 * field is close to the modulus. Neither is in the range of u.
 */
public record CompareGate(QType lhs, QType rhs, QType output) implements Gate {
  @Override
  public String name() {
    return "less_" + Names.of(lhs) + "_" + Names.of(rhs);
  }

  @Override
  public void build(GateBuilder g) {
    int bits = Math.max(lhs.magnitudeBits(), rhs.magnitudeBits()) + 1;
    g.requireNoWrap(GateBuilder.power(bits + 1), GateBuilder.power(bits));
    var a = g.input("a", lhs);
    var b = g.input("b", rhs);
    Cell y = g.output("y", output);
    var room = new Unsigned(g, "u", bits);

    Int difference = a.integer().minus(b.integer());
    Int less = difference.isNegative();
    g.assign(y, less);
    room.assign(difference.plus(less.times(1L << bits)));

    g.constrain("y is a bit", y.times(y.plus(-1)));
    g.constrainEqual("y is whether a is less", a.cell().minus(b.cell()).plus(y.times(1L << bits)), room.value());
  }
}
