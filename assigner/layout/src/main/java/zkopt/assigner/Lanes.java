package zkopt.assigner;

import java.util.Arrays;

/** The lookups that are on a row of a track together at most, by their degrees, selector included. */
final class Lanes {
  private int[] degrees = {};

  /** Takes up a kind that has so many slots in a row. */
  void add(SlotKind kind, int slots) {
    int[] of = kind.lookupDegrees();
    int count = of.length * slots;
    if (count > degrees.length) degrees = Arrays.copyOf(degrees, count);
    for (int i = 0; i < count; i++) degrees[i] = Math.max(degrees[i], 1 + of[i % of.length]);
  }

  int[] degrees() {
    return degrees;
  }
}
