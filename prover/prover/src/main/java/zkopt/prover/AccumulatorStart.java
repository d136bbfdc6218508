package zkopt.prover;

import zkopt.circuit.Circuit;
import zkopt.field.Ext3;
import zkopt.kernel.SeededRandom;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.argument.AccumulatorArgument;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.PointEvaluation;
import zkopt.protocol.constraint.PointValues;
import zkopt.protocol.constraint.RowPolynomial;

/**
 * Checks that every accumulator starts afresh in row 0, whatever a prover puts into its columns: else it would go on from a
 * blinding row, which the prover is free to choose. The multiplier is evaluated there on random private values.
 */
final class AccumulatorStart implements PointValues {
  private final Circuit circuit;
  private final SeededRandom random;

  private AccumulatorStart(Circuit circuit, SeededRandom random) {
    this.circuit = circuit;
    this.random = random;
  }

  static void check(Circuit circuit, Relation relation, SeededRandom random) {
    AccumulatorStart start = new AccumulatorStart(circuit, random);
    for (AccumulatorArgument.Rule rule : relation.accumulators().rules()) {
      if (!PointEvaluation.evaluate(relation.graph(), rule.multiplier(), start).isZero()) {
        throw new UnsupportedCircuitException("the multiplier of accumulator '%s' does not vanish in row 0"
            .formatted(circuit.system().accumulators().get(rule.column() / Ext3.DEGREE).name()));
      }
    }
  }

  @Override
  public Ext3 challenge(int slot) {
    return random.nextExt();
  }

  @Override
  public Ext3 cell(Oracle oracle, int column, int rotation) {
    if (oracle != Oracle.FIXED) return random.nextExt();
    return Ext3.of(circuit.fixed()[column][Math.floorMod(rotation, circuit.rows())]);
  }

  @Override
  public Ext3 row(RowPolynomial polynomial) {
    throw new IllegalArgumentException("a circuit's expressions read no row polynomials");
  }
}
