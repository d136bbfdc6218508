package zkopt.assigner;

import java.util.Arrays;
import java.util.List;

/** The rows that each kind of slots takes with so many slots in a row, each counted once. */
final class KindRows {
  /** More rows than any table has. */
  static final long TOO_MANY = Long.MAX_VALUE / 4;

  private final TableLoad load;
  private final List<SlotKind> kinds;
  private final long[] counts;
  /** By kind and slots; zero where not known yet. */
  private final long[][] known;

  KindRows(TableLoad load) {
    this.load = load;
    this.kinds = load.kinds();
    this.counts = kinds.stream().mapToLong(load.slots()::count).toArray();
    this.known = new long[counts.length][0];
  }

  /** All slots of kind number {@code kind}. */
  long count(int kind) {
    return counts[kind];
  }

  /** The rows of kind number {@code kind}; {@link #TOO_MANY} where it is clear that they are more than {@code most}. */
  long rows(int kind, int slots, long most) {
    if (slots <= 0 || counts[kind] > slots * most) return TOO_MANY;
    int needed = (int) Math.min(slots, counts[kind]);
    if (needed >= known[kind].length) known[kind] = Arrays.copyOf(known[kind], Math.max(needed + 1, 2 * known[kind].length));
    long rows = known[kind][needed];
    if (rows == 0) known[kind][needed] = rows = load.slots().rows(kinds.get(kind), needed);
    return rows;
  }
}
