package zkopt.tools.choice;

import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;

/** Counts tables. */
public interface TableCount {
  /**
   * What is compared of a table.
   *
   * @param price the less, the better
   * @param text the price for people, such as {@code 79,872 cells}
   */
  record Size(double price, String text) {
    /** Of a table that there is not. */
    static final Size NONE = new Size(Double.MAX_VALUE, "no table");

    boolean isLessThan(Size other) {
      return price < other.price;
    }
  }

  /** The table of a module at the plonk level. @throws CompileException when there is none */
  Size of(ModuleOp module);

  /** How many values its gates and contractions have, seen without running its loops: the layout may find some of them again. */
  long values(ModuleOp module);
}
