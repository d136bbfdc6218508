package zkopt.dialect.plonk;

import zkopt.ir.Operation;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;

/** Finds what a symbol stands for. */
final class Symbols {
  private Symbols() {}

  /** The operation named {@code symbol} in the nearest symbol table around {@code from} that has one, or null. */
  static Operation lookup(Operation from, String symbol) {
    for (Operation scope = from.parentOp(); scope != null; scope = scope.parentOp()) {
      if (!(scope instanceof Traits.SymbolTable)) continue;
      for (Operation op : scope.region(0).front().operations()) {
        // by attribute: a name may be missing in what is not verified yet
        if (op instanceof Traits.Symbol && op.attribute("sym_name") instanceof StringAttr(String name) && name.equals(symbol)) return op;
      }
    }
    return null;
  }
}
