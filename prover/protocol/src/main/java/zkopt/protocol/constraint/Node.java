package zkopt.protocol.constraint;

/** A node of a {@link Graph}. Operands are nodes of the same graph, by index, and stand before it. */
public sealed interface Node {
  /** A base-field constant, canonical. */
  record Constant(long value) implements Node {}

  /** {@code challenge^power}, an extension element that is the same on all rows. */
  record Challenge(int slot, int power) implements Node {}

  /** A base-field column, {@code rotation} rows further down. */
  record Cell(Oracle oracle, int column, int rotation) implements Node {}

  /** An extension column, whose coefficients are the base columns {@code column}, {@code column + 1} and {@code column + 2}. */
  record ExtensionCell(Oracle oracle, int column, int rotation) implements Node {}

  record Row(RowPolynomial polynomial) implements Node {}

  record Add(int lhs, int rhs) implements Node {}

  record Sub(int lhs, int rhs) implements Node {}

  record Mul(int lhs, int rhs) implements Node {}
}
