package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import zkopt.assigner.FallingPowers.Stride;

/**
 * The coefficients of a polynomial in rows of some cells. In a row the powers fall by one stride from cell to cell, so that rows of one
 * {@link Pattern} are one expression times a power of x, the row's {@link Row#base}; bases fall from row to row, as Horner's rule wants
 * it. Of the strides that the powers suggest, the one is taken that leaves the fewest rows and steps.
 */
final class Packing {
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

  static Packing of(FallingPowers powers, int width) {
    Stride stride = cheapest(powers, width).stride();
    var rows = new ArrayList<Row>();
    forEachRow(powers, stride, width, (first, count, last) -> {
      int[] items = new int[count];
      for (int i = 0, at = first; i < count; i++, at = stride.next()[at]) items[i] = powers.item(at);
      rows.add(new Row(powers.power(last), new Pattern(count == 1 ? 0 : stride.length(), count), items));
    });
    rows.sort(Comparator.comparingInt(r -> -r.base()));
    return new Packing(rows);
  }

  /** The rows of the packing of that width. */
  static int rows(FallingPowers powers, int width) {
    return cheapest(powers, width).rows();
  }

  List<Row> rows() {
    return rows;
  }

  int size() {
    return rows.size();
  }

  @FunctionalInterface
  private interface RowVisitor {
    /** @param first place of the row's first power among the falling ones @param last that of its last */
    void row(int first, int count, int last);
  }

  private static void forEachRow(FallingPowers powers, Stride stride, int width, RowVisitor visitor) {
    boolean[] used = new boolean[powers.size()];
    for (int i = 0; i < used.length; i++) {
      if (used[i]) continue;
      int count = 0;
      int last = i;
      for (int j = i; j >= 0 && count < width; j = stride.next()[j]) {
        used[j] = true;
        count++;
        last = j;
      }
      visitor.row(i, count, last);
    }
  }

  /** What a packing by a stride comes to: each step and each pattern takes a selector. */
  private record Measure(Stride stride, int rows, int patterns, int steps) {
    int cost() {
      return rows + patterns + steps;
    }
  }

  private static Measure cheapest(FallingPowers powers, int width) {
    return powers.strides().stream().map(s -> measured(powers, s, width)).min(Comparator.comparingInt(Measure::cost)).orElseThrow();
  }

  private static Measure measured(FallingPowers powers, Stride stride, int width) {
    var bases = new IntList();
    var counts = new BitSet();
    forEachRow(powers, stride, width, (_, count, last) -> {
      bases.add(powers.power(last));
      counts.set(count);
    });
    int[] rising = bases.toArray();
    Arrays.sort(rising);
    int[] steps = new int[Math.max(0, rising.length - 1)];
    for (int i = 0; i < steps.length; i++) steps[i] = rising[i + 1] - rising[i];
    Arrays.sort(steps);
    int different = 0;
    for (int i = 0; i < steps.length; i++) different += i == 0 || steps[i] != steps[i - 1] ? 1 : 0;
    return new Measure(stride, rising.length, counts.cardinality(), different);
  }
}
