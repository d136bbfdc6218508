package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.QType;

/**
 * y = a * b, exactly, where the type of y holds every product of the input types (for narrower ones see {@link RoundGate}).
 *
 * <p>Soundness: y is the product in the field, which is that of the integers as it cannot reach the modulus.
 */
public record ProductGate(QType lhs, QType rhs, QType output) implements Gate {
  /** Whether the output holds whatever product there may be. */
  public static boolean fits(QType lhs, QType rhs, QType output) {
    return GateBuilder.bound(lhs).multiply(GateBuilder.bound(rhs)).compareTo(GateBuilder.bound(output)) <= 0;
  }

  public ProductGate {
    if (!fits(lhs, rhs, output)) throw new IllegalArgumentException(output + " does not hold every product of " + lhs + " and " + rhs);
  }

  @Override
  public String name() {
    return "mul_" + Names.of(lhs) + "_" + Names.of(rhs) + "_to_" + Names.of(output);
  }

  @Override
  public void build(GateBuilder g) {
    var a = g.input("a", lhs);
    var b = g.input("b", rhs);
    Cell y = g.output("y", output);
    g.assign(y, a.integer().times(b.integer()));
    g.constrainEqual("y is the product", y, a.cell().times(b.cell()));
  }
}
