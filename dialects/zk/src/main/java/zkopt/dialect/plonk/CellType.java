package zkopt.dialect.plonk;

import zkopt.ir.DialectType;
import zkopt.ir.TypeConstraint;

/** {@code !plonk.cell}: an element of the field, a polynomial in the cells of one instance of a gate. */
public record CellType() implements DialectType {
  public static final CellType CELL = new CellType();
  public static final TypeConstraint ANY = new TypeConstraint("plonk cell", t -> t instanceof CellType);

  @Override
  public String dialect() {
    return "plonk";
  }

  @Override
  public String body() {
    return "cell";
  }

  @Override
  public String toString() {
    return "!plonk.cell";
  }
}
