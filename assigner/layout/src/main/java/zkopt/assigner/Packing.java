package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The coefficients of a polynomial in rows of some cells. In a row the powers fall by one stride from cell to cell, so that rows of one
 * {@link Pattern} are one expression times a power of x, the row's {@link Row#base}; bases fall from row to row, as Horner's rule wants
 * it. Of the strides that the powers suggest, the one is taken that leaves the fewest rows and steps.
 */
final class Packing {
  private static final int MAX_LEVELS = 6;

  /** The cells 0 .. count - 1 of a row are filled, and their powers are multiples of the stride above the base. */
  record Pattern(int stride, int count) {
    /** The power of a cell above the row's base. */
    int offset(int cell) {
      return (count - 1 - cell) * stride;
    }
  }

  /** @param items the coefficients in the row's cells, by their place in the polynomial */
  record Row(int base, Pattern pattern, int[] items) {}

  private final List<Row> rows;

  private Packing(List<Row> rows) {
    this.rows = rows;
  }

  static Packing of(int[] powers, int width) {
    Integer[] order = new Integer[powers.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> -powers[i]));
    int[] items = Arrays.stream(order).mapToInt(i -> i).toArray();
    int[] falling = Arrays.stream(items).map(i -> powers[i]).toArray();
    Packing best = null;
    for (int stride : strides(falling)) {
      var packing = new Packing(pack(falling, items, stride, width));
      if (best == null || packing.cost() < best.cost()) best = packing;
    }
    return best;
  }

  List<Row> rows() {
    return rows;
  }

  int size() {
    return rows.size();
  }

  /** Each step and each pattern takes a selector. */
  private int cost() {
    var kinds = new HashSet<Object>();
    for (int i = 0; i < rows.size(); i++) {
      kinds.add(rows.get(i).pattern());
      if (i > 0) kinds.add(rows.get(i - 1).base() - rows.get(i).base());
    }
    return rows.size() + kinds.size();
  }

  private static List<Row> pack(int[] falling, int[] items, int stride, int width) {
    int[] next = next(falling, stride);
    var rows = new ArrayList<Row>();
    boolean[] used = new boolean[falling.length];
    int[] row = new int[width];
    for (int i = 0; i < falling.length; i++) {
      if (used[i]) continue;
      int count = 0;
      int last = i;
      for (int j = i; j >= 0 && count < width; j = next[j]) {
        used[j] = true;
        row[count++] = items[j];
        last = j;
      }
      rows.add(new Row(falling[last], new Pattern(count == 1 ? 0 : stride, count), Arrays.copyOf(row, count)));
    }
    rows.sort(Comparator.comparingInt(r -> -r.base()));
    return rows;
  }

  /** For each power the place of the one a stride below, or -1. */
  private static int[] next(int[] falling, int stride) {
    int[] next = new int[falling.length];
    int j = 0;
    for (int i = 0; i < falling.length; i++) {
      while (j < falling.length && falling[j] > falling[i] - stride) j++;
      next[i] = j < falling.length && falling[j] == falling[i] - stride ? j : -1;
    }
    return next;
  }

  /** The most frequent distances between neighbours, then those between the ends of the runs that they make, and so on. */
  private static List<Integer> strides(int[] falling) {
    var strides = new ArrayList<Integer>();
    int[] level = falling;
    for (int l = 0; l < MAX_LEVELS && level.length > 1; l++) {
      var counts = new HashMap<Integer, Integer>();
      for (int i = 1; i < level.length; i++) counts.merge(level[i - 1] - level[i], 1, Integer::sum);
      int stride = counts.entrySet().stream()
          .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.<Integer, Integer>comparingByKey().reversed()))
          .orElseThrow().getKey();
      if (!strides.contains(stride)) strides.add(stride);
      int[] below = next(level, stride);
      int[] current = level;
      level = java.util.stream.IntStream.range(0, current.length).filter(i -> below[i] < 0).map(i -> current[i]).toArray();
    }
    if (strides.isEmpty()) strides.add(1);
    return strides;
  }
}
