package zkopt.protocol.constraint;

import zkopt.field.Ext3;

/** All that constraints read, at one point of the extension field. */
public interface PointValues {
  Ext3 challenge(int slot);

  /** The base column's polynomial at {@code z * w^rotation}. */
  Ext3 cell(Oracle oracle, int column, int rotation);

  Ext3 row(RowPolynomial polynomial);
}
