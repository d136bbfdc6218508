package zkopt.assigner;

/**
 * What a column of values costs on the average, with its share of the columns of the arguments that it takes part in, in columns that each
 * proof commits to: {@link TableCells} without rounding.
 */
record ColumnPrices(double wired, double limb, double perLookupDegree, int factors, double sums) {
  static ColumnPrices of(ProofRules rules) {
    int factors = TableCells.factors(rules);
    double share = (double) TableCells.EXTENSION / factors;
    return new ColumnPrices(1 + share + TableCost.COMMITTED_AT_SETUP, 1 + share, share, factors,
        TableCells.EXTENSION * (SystemBuilder.accumulators(1) - SystemBuilder.accumulators(0)));
  }

  /** @param degree selector included */
  double lookup(int degree) {
    return perLookupDegree * Math.min(degree, factors);
  }

  double of(TrackShape track) {
    return wired * track.wired() + limb * track.limbs() + track.free();
  }

  /** The least for all slots of a kind. */
  double ofSlot(SlotKind kind) {
    double price = wired * kind.wired() + limb * kind.limbs() + kind.free();
    for (int degree : kind.lookupDegrees()) price += lookup(1 + degree);
    return price;
  }
}
