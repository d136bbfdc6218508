package zkopt.prover;

import java.util.Arrays;

/** Finds the row of a table that holds a tuple: a hash table with open addressing over the rows of all tables. */
final class TupleIndex {
  private static final int EMPTY = -1;

  private final long[][][] tables;
  private final int usable;
  private final int[] slots;
  private final int width;

  /**
   * @param tables of each table its columns
   * @param usable rows of each column that count
   */
  TupleIndex(long[][][] tables, int usable) {
    this.tables = tables;
    this.usable = usable;
    this.width = Arrays.stream(tables).mapToInt(t -> t.length).max().orElse(0);
    this.slots = new int[Integer.highestOneBit(Math.max(1, Math.multiplyExact(tables.length, usable))) << 2];
    Arrays.fill(slots, EMPTY);
    for (int t = 0; t < tables.length; t++) {
      for (int r = 0; r < usable; r++) {
        insert(t, r);
      }
    }
  }

  private void insert(int table, int row) {
    long[][] columns = tables[table];
    int slot = slot(columns, row);
    while (slots[slot] != EMPTY) {
      if (equal(columns, row, slots[slot])) return;
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = table * usable + row;
  }

  /** {@code table * usable + row} of the first table row with the tuple at {@code row} of {@code columns}; -1 for none. */
  int find(long[][] columns, int row) {
    int slot = slot(columns, row);
    while (slots[slot] != EMPTY && !equal(columns, row, slots[slot])) {
      slot = slot + 1 & slots.length - 1;
    }
    return slots[slot];
  }

  private int slot(long[][] columns, int row) {
    long hash = 0;
    for (int i = 0; i < width; i++) {
      hash = (hash ^ element(columns, i, row)) * 0x9E37_79B9_7F4A_7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash & slots.length - 1;
  }

  private boolean equal(long[][] columns, int row, int entry) {
    long[][] table = tables[entry / usable];
    for (int i = 0; i < Math.max(width, columns.length); i++) {
      if (element(columns, i, row) != element(table, i, entry % usable)) return false;
    }
    return true;
  }

  /** Shorter tuples are continued with zeros. */
  private static long element(long[][] columns, int i, int row) {
    return i < columns.length ? columns[i][row] : 0;
  }
}
