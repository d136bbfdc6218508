package zkopt.prover;

import java.util.Arrays;
import zkopt.field.Goldilocks;
import zkopt.protocol.UnsupportedCircuitException;

/** Checks and shapes of columns that come from outside. */
final class Columns {
  private Columns() {}

  /** All columns must have {@code rows} canonical elements. */
  static void check(String kind, long[][] columns, int rows) {
    for (int c = 0; c < columns.length; c++) {
      if (columns[c].length != rows || !Arrays.stream(columns[c]).allMatch(Goldilocks::isCanonical)) {
        throw new UnsupportedCircuitException("%s column %d has no %d canonical elements".formatted(kind, c, rows));
      }
    }
  }

  /** Public values as columns of full height. */
  static long[][] instance(long[][] values, int rows) {
    return Arrays.stream(values).map(v -> Arrays.copyOf(v, rows)).toArray(long[][]::new);
  }
}
