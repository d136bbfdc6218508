package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.QType;

/**
 * y = x^2, exactly, where the type of y holds every square: a {@link ProductGate} that reads its factor once.
 *
 * <p>Soundness: y is the square in the field, which is that of the integers as it cannot reach the modulus.
 */
public record SquareGate(QType factor, QType output) implements Gate {
  public SquareGate {
    if (!ProductGate.fits(factor, factor, output)) throw new IllegalArgumentException(output + " does not hold every square of " + factor);
  }

  @Override
  public String name() {
    return "square_" + Names.of(factor) + "_to_" + Names.of(output);
  }

  @Override
  public void build(GateBuilder g) {
    var x = g.input("x", factor);
    Cell y = g.output("y", output);
    g.assign(y, x.integer().times(x.integer()));
    g.constrainEqual("y is the square", y, x.cell().times(x.cell()));
  }
}
