package zkopt.lowering.plonk.gates;

/**
 * The value x that a gate rounds, on both sides.
 *
 * @param second the addend or the other factor, or null
 */
record Sourced(GateBuilder gate, RoundGate.Source source, GateBuilder.Input first, GateBuilder.Input second) {
  Int integer() {
    return switch (source) {
      case RoundGate.Value _ -> first.integer();
      case RoundGate.Biased b -> first.integer().times(b.sign()).plus(second.integer().times(b.factor()));
      case RoundGate.Product _ -> first.integer().times(second.integer());
    };
  }

  /** Demands that x is {@code value}: by saying so of the input that has no cell, or else as a constraint. */
  void equal(Cell value, String what) {
    switch (source) {
      case RoundGate.Value _ -> gate.define(first, value);
      case RoundGate.Biased b -> gate.define(first, value.minus(second.cell().times(b.factor())).times(b.sign()));
      case RoundGate.Product _ -> gate.constrainEqual(what, first.cell().times(second.cell()), value);
    }
  }
}
