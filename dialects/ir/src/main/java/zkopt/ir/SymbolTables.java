package zkopt.ir;

/** Finds what symbols stand for. */
public final class SymbolTables {
  private SymbolTables() {}

  /**
   * What {@code symbol} (without the at sign) stands for where {@code from} stands: in the nearest enclosing symbol table; or null, also
   * when what it stands for is not as its declaration says, so that a verifier may look at it before its turn.
   */
  public static Operation lookupNearest(Operation from, String symbol) {
    Operation table = from.parentOp();
    while (table != null && !(table instanceof Traits.SymbolTable)) table = table.parentOp();
    if (table == null) return null;
    for (Operation op = table.region(0).front().first(); op != null; op = op.next()) {
      if (op instanceof Traits.Symbol && op.attribute("sym_name") instanceof StringAttr(String name) && symbol.equals(name)) return SpecChecks.check(op) == null ? op : null;
    }
    return null;
  }
}
