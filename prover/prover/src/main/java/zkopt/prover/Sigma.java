package zkopt.prover;

import zkopt.circuit.CopySet;
import zkopt.field.Goldilocks;
import zkopt.kernel.Parallel;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.argument.PermutationArgument;

/** The permutation whose cycles are the classes of equal cells, as columns of labels. */
final class Sigma {
  private Sigma() {}

  /** The sigma column of each wired column: at row r, the label of the next cell of the cycle of (column, r). */
  static long[][] columns(CopySet copies, int wired, int logRows, int usableRows) {
    int rows = 1 << logRows;
    int[] next = cycles(copies, Math.multiplyExact(wired, rows), rows, usableRows);
    long[] powers = new long[rows];
    long root = Goldilocks.rootOfUnity(logRows);
    powers[0] = 1;
    for (int r = 1; r < rows; r++) {
      powers[r] = Goldilocks.mul(powers[r - 1], root);
    }
    long[] labels = new long[wired];
    for (int c = 0; c < wired; c++) {
      labels[c] = PermutationArgument.label(c);
    }
    long[][] sigma = new long[wired][rows];
    Parallel.forEach(wired, c -> {
      for (int r = 0; r < rows; r++) {
        int cell = next[c * rows + r];
        sigma[c][r] = Goldilocks.mul(labels[cell >> logRows], powers[cell & (rows - 1)]);
      }
    });
    return sigma;
  }

  /** Starts with a cycle for each cell; a copy of two cells of different cycles joins these by exchanging the successors. */
  private static int[] cycles(CopySet copies, int cells, int rows, int usableRows) {
    int[] next = new int[cells];
    int[] parent = new int[cells];
    for (int i = 0; i < cells; i++) {
      next[i] = i;
      parent[i] = i;
    }
    for (int i = 0; i < copies.size(); i++) {
      int a = cell(copies.a(i), cells, rows, usableRows);
      int b = cell(copies.b(i), cells, rows, usableRows);
      int rootA = find(parent, a);
      int rootB = find(parent, b);
      if (rootA != rootB) {
        parent[rootA] = rootB;
        int swap = next[a];
        next[a] = next[b];
        next[b] = swap;
      }
    }
    return next;
  }

  private static int cell(long address, int cells, int rows, int usableRows) {
    if (address < 0 || address >= cells || address % rows >= usableRows) {
      throw new UnsupportedCircuitException("a copy constraint touches cell %d, which is not usable".formatted(address));
    }
    return (int) address;
  }

  private static int find(int[] parent, int cell) {
    int at = cell;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
