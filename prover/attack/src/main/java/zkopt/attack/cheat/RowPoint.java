package zkopt.attack.cheat;

import zkopt.field.Ext3;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.PointValues;
import zkopt.protocol.constraint.RowPolynomial;
import zkopt.prover.eval.RowSource;

/** What constraints read in one row of the table. */
record RowPoint(RowSource source, int row, Ext3[] challenges) implements PointValues {
  @Override
  public Ext3 challenge(int slot) {
    return challenges[slot];
  }

  @Override
  public Ext3 cell(Oracle oracle, int column, int rotation) {
    return Ext3.of(source.columns().get(oracle)[column][Math.floorMod(row + rotation, source.size())]);
  }

  @Override
  public Ext3 row(RowPolynomial polynomial) {
    return Ext3.of(source.rows().get(polynomial)[row]);
  }
}
