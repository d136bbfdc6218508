package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.QType;

/**
 * y = x for an external value x: the proof that an input of the model is in the range of its type.
 *
 * <p>Soundness: x is whatever the range-checked cells say, and y equals it; {@link Signed} bounds it.
 */
public record InputGate(QType type) implements Gate {
  @Override
  public String name() {
    return "input_" + Names.of(type);
  }

  @Override
  public void build(GateBuilder g) {
    var x = g.virtualInput("x", type);
    Cell y = g.output("y", type);
    var value = Signed.ofType(g, type);
    g.assign(y, x.integer());
    value.assign(x.integer());
    g.define(x, value.value());
    g.constrainEqual("y is in range", y, value.value());
  }
}
