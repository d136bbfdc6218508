package zkopt.kernel;

/**
 * The permutation between natural and bit-reversed order. Place by place it goes through memory in steps of large powers of two; so
 * long arrays are permuted by square tiles that fit the first-level cache [Carter, Gatlin 1998]: with indices (high, middle, low), the
 * tile of a middle goes, transposed, to that of the middle reversed.
 */
final class BitReversal {
  private static final int LOG_TILE = 5;
  private static final int TILE = 1 << LOG_TILE;
  private static final int[] REVERSED = reversed();

  private final long[] a;
  private final int logStep;
  private final long[] tile = new long[TILE * TILE];
  private final long[] other = new long[TILE * TILE];

  private BitReversal(long[] a, int log) {
    this.a = a;
    this.logStep = log - LOG_TILE;
  }

  private static int[] reversed() {
    int[] reversed = new int[TILE];
    for (int i = 0; i < TILE; i++) {
      reversed[i] = reverse(i, LOG_TILE);
    }
    return reversed;
  }

  private static int reverse(int i, int bits) {
    return (int) (Integer.toUnsignedLong(Integer.reverse(i)) >>> Integer.SIZE - bits);
  }

  /** Swaps a[i] with a[j], j having the bits of i reversed; 2^log elements. */
  static void permute(long[] a, int log) {
    if (log < 2 * LOG_TILE) {
      for (int i = 0; i < a.length; i++) {
        int j = reverse(i, log);
        if (i < j) {
          long t = a[i];
          a[i] = a[j];
          a[j] = t;
        }
      }
    } else {
      new BitReversal(a, log).byTiles(log - 2 * LOG_TILE);
    }
  }

  private void byTiles(int logMiddle) {
    for (int middle = 0; middle < 1 << logMiddle; middle++) {
      int to = reverse(middle, logMiddle);
      if (to < middle) continue;
      load(middle, tile);
      if (to > middle) {
        load(to, other);
        store(other, middle);
      }
      store(tile, to);
    }
  }

  private void load(int middle, long[] tile) {
    for (int high = 0; high < TILE; high++) {
      System.arraycopy(a, at(high, middle), tile, high << LOG_TILE, TILE);
    }
  }

  private void store(long[] tile, int middle) {
    for (int high = 0; high < TILE; high++) {
      int column = REVERSED[high];
      int at = at(high, middle);
      for (int low = 0; low < TILE; low++) {
        a[at + low] = tile[REVERSED[low] << LOG_TILE | column];
      }
    }
  }

  private int at(int high, int middle) {
    return high << logStep | middle << LOG_TILE;
  }
}
