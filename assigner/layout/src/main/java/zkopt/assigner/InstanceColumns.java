package zkopt.assigner;

import java.util.Arrays;

/**
 * Where public values stand: one behind the other, in as many columns as they need, at least one.
 *
 * @param values how many there are
 * @param height how many a column holds
 */
record InstanceColumns(int values, int height) {
  int count() {
    return count(values, height);
  }

  /** The columns of so many values. */
  static int count(long values, long height) {
    return (int) Math.max(1, Math.ceilDiv(values, height));
  }

  int column(int value) {
    return value / height;
  }

  int row(int value) {
    return value % height;
  }

  /** How many values each column holds. */
  int[] sizes() {
    int[] sizes = new int[count()];
    Arrays.setAll(sizes, c -> Math.min(height, values - c * height));
    return sizes;
  }

  /** The columns of these values. */
  long[][] split(long[] of) {
    long[][] columns = new long[count()][];
    Arrays.setAll(columns, c -> Arrays.copyOfRange(of, c * height, Math.min(values, (c + 1) * height)));
    return columns;
  }
}
