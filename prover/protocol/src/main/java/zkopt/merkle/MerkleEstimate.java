package zkopt.merkle;

/** What opening uniform independent leaves of a tree takes on average. The same on every machine: only basic arithmetic. */
public final class MerkleEstimate {
  private MerkleEstimate() {}

  /** Distinct nodes of a level of {@code 2^level} that {@code queries} fall on. */
  public static double distinct(int level, int queries) {
    double nodes = 1L << level;
    double missed = 1;
    for (int i = 0; i < queries; i++) {
      missed *= 1 - 1 / nodes;
    }
    return nodes * (1 - missed);
  }

  /** Sibling digests of one proof for {@code queries} leaves of a tree of {@code 2^logHeight}. */
  public static double siblings(int logHeight, int queries) {
    double siblings = 0;
    for (int level = 1; level <= logHeight; level++) {
      siblings += 2 * distinct(level - 1, queries) - distinct(level, queries);
    }
    return siblings;
  }
}
