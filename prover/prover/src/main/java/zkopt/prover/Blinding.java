package zkopt.prover;

import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;

/** Random rows at the end of columns. */
final class Blinding {
  private Blinding() {}

  /** Copies of the columns, random from row {@code from} on. */
  static long[][] blind(long[][] columns, int from, SeededRandom random) {
    long[][] blinded = new long[columns.length][];
    Parallel.forEach(columns.length, c -> {
      blinded[c] = columns[c].clone();
      random.fork("column " + c).fill(blinded[c], from, blinded[c].length);
    });
    return blinded;
  }
}
