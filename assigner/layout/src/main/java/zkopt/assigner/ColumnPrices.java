package zkopt.assigner;

/**
 * What a column of values costs on the average, with its share of the columns of the arguments that it takes part in, in columns that each
 * proof commits to: {@link TableCells} without rounding.
 */
record ColumnPrices(double wired, double limb, double perLookupDegree, int factors, double sums) {
  static ColumnPrices of(ProofRules rules) {
    int factors = rules.factors();
    double share = (double) TableCells.EXTENSION / factors;
    return new ColumnPrices(1 + share + TableCost.COMMITTED_AT_SETUP, 1 + share, share, factors,
        TableCells.EXTENSION * (SystemBuilder.accumulators(1) - SystemBuilder.accumulators(0)));
  }

  /** What so many columns of each kind cost. */
  double of(int wiredColumns, int limbColumns, int freeColumns) {
    return wired * wiredColumns + limb * limbColumns + freeColumns;
  }

  /** What the cells and lookups of a slot cost. */
  double ofSlot(SlotKind kind) {
    return wired * kind.wired() + limb * kind.limbs() + kind.free() + ofLookups(kind);
  }

  /** What the lookups of a slot cost, without limbs. */
  double ofLookups(SlotKind kind) {
    double price = 0;
    for (int degree : kind.lookupDegrees()) price += perLookupDegree * Math.min(1 + degree, factors);
    return price;
  }
}
