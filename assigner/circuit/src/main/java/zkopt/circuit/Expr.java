package zkopt.circuit;

import java.util.List;
import java.util.function.Consumer;

/**
 * A polynomial over the cells around one row. Cells of phase-1 columns are base-field elements; accumulator cells and challenges are
 * elements of the cubic extension. Expressions may share subtrees.
 */
public sealed interface Expr {
  Expr ZERO = new Constant(0);
  Expr ONE = new Constant(1);

  /** A base-field constant, canonical. */
  record Constant(long value) implements Expr {}

  /** The cell of {@code column}, {@code rotation} rows further down (negative: up); rows wrap around. */
  record Cell(Column column, int rotation) implements Expr {}

  /** {@code challenge^power}; challenges are drawn after all phase-1 columns are committed. */
  record Challenge(int index, int power) implements Expr {}

  record Sum(Expr lhs, Expr rhs) implements Expr {}

  record Product(Expr lhs, Expr rhs) implements Expr {}

  static Expr constant(long signed) {
    return signed == 0 ? ZERO : signed == 1 ? ONE : new Constant(Field.encode(signed));
  }

  static Expr cell(Column column) {
    return new Cell(column, 0);
  }

  static Expr cell(Column column, int rotation) {
    return new Cell(column, rotation);
  }

  static Expr sum(List<Expr> terms) {
    return terms.stream().reduce(ZERO, Expr::plus);
  }

  default Expr plus(Expr other) {
    if (this.equals(ZERO)) return other;
    return other.equals(ZERO) ? this : new Sum(this, other);
  }

  default Expr minus(Expr other) {
    return plus(other.negate());
  }

  default Expr negate() {
    return times(constant(-1));
  }

  default Expr times(Expr other) {
    if (this.equals(ZERO) || other.equals(ZERO)) return ZERO;
    if (this.equals(ONE)) return other;
    return other.equals(ONE) ? this : new Product(this, other);
  }

  default Expr times(long signed) {
    return times(constant(signed));
  }

  /** Degree in the column polynomials; a constant or challenge has degree 0. */
  default int degree() {
    return switch (this) {
      case Constant _, Challenge _ -> 0;
      case Cell _ -> 1;
      case Sum(var a, var b) -> Math.max(a.degree(), b.degree());
      case Product(var a, var b) -> a.degree() + b.degree();
    };
  }

  /** Visits every cell that the expression reads (shared subtrees more than once). */
  default void forEachCell(Consumer<Cell> visitor) {
    switch (this) {
      case Cell c -> visitor.accept(c);
      case Sum(var a, var b) -> {
        a.forEachCell(visitor);
        b.forEachCell(visitor);
      }
      case Product(var a, var b) -> {
        a.forEachCell(visitor);
        b.forEachCell(visitor);
      }
      case Constant _, Challenge _ -> {}
    }
  }
}
