package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.QType;

/**
 * y = max(a, b) or min(a, b), of one type. With d the distance and neg a bit,
 *
 * <pre>a - b = (1 - 2 neg) * d,  d in range,  max = a - neg * (a - b),  min = b + neg * (a - b)</pre>
 *
 * <p>Soundness: were neg wrong for a != b, d would be minus the distance, which in the field is close to the modulus and not in the
 * range. For a = b, neg is free and y is the same. No wrap: d has as many bits as the widest distance.
 *
 * @param nonNegative whether neither input can be negative: distances are then shorter by a bit, and zero is neutral for the maximum
 */
public record ExtremumGate(boolean max, QType type, boolean nonNegative) implements Gate {
  @Override
  public String name() {
    return (max ? "max_" : "min_") + (nonNegative ? "nonneg_" : "") + Names.of(type);
  }

  @Override
  public void build(GateBuilder g) {
    int bits = type.magnitudeBits() + (nonNegative ? 0 : 1);
    g.requireNoWrap(GateBuilder.power(type.magnitudeBits() + 1), GateBuilder.power(bits));
    var a = g.input("a", type);
    var b = g.input("b", type);
    Cell y = g.output("y", type);
    Cell neg = g.bit("neg");
    var distance = new Unsigned(g, "d", bits);

    g.neutral(!max ? type.max() : nonNegative ? 0 : -type.max());
    g.idempotent();
    Int difference = a.integer().minus(b.integer());
    g.assign(neg, difference.isNegative());
    distance.assign(difference.magnitude());
    g.assign(y, max ? a.integer().max(b.integer()) : a.integer().min(b.integer()));

    Cell apart = a.cell().minus(b.cell());
    g.constrainEqual("a - b is its sign and distance", apart, neg.times(2).subtractedFrom(1).times(distance.value()));
    Cell step = neg.times(apart);
    g.constrainEqual("y is the " + (max ? "larger" : "smaller"), y, max ? a.cell().minus(step) : b.cell().plus(step));
  }
}
