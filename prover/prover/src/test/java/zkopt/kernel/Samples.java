package zkopt.kernel;

import java.util.Random;
import zkopt.field.Goldilocks;

/** Test columns: random elements among which every edge value of the arithmetic turns up often. */
public final class Samples {
  private static final long[] EDGES = {
    0, 1, 2, 0xFFFF_FFFEL, 0xFFFF_FFFFL, 0x1_0000_0000L, 0x1_0000_0001L, Long.MAX_VALUE, Long.MIN_VALUE,
    Goldilocks.MODULUS - 1, Goldilocks.MODULUS - 2, 0xFFFF_FFFF_0000_0000L, 0xFFFF_FFFE_FFFF_FFFFL
  };

  private Samples() {}

  /** n elements, the same for the same seed. */
  public static long[] column(int n, long seed) {
    Random random = new Random(seed);
    long[] column = new long[n];
    for (int i = 0; i < n; i++) {
      column[i] = random.nextInt(4) == 0
          ? EDGES[random.nextInt(EDGES.length)]
          : Goldilocks.canonical(random.nextLong());
    }
    return column;
  }

  public static long[][] columns(int count, int n, long seed) {
    long[][] columns = new long[count][];
    for (int c = 0; c < count; c++) {
      columns[c] = column(n, seed * 1000 + c);
    }
    return columns;
  }
}
