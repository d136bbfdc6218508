package zkopt.circuit;

import java.util.Arrays;

/** Copy constraints in bulk. A wired cell is addressed by {@code wiredIndex * rows + row}; pair i says that cells a[i] and b[i] are equal. */
public final class CopySet {
  private long[] a = new long[64];
  private long[] b = new long[64];
  private int size;

  public void add(long cellA, long cellB) {
    if (size == a.length) {
      a = Arrays.copyOf(a, 2 * size);
      b = Arrays.copyOf(b, 2 * size);
    }
    a[size] = cellA;
    b[size++] = cellB;
  }

  public int size() {
    return size;
  }

  public long a(int i) {
    return a[i];
  }

  public long b(int i) {
    return b[i];
  }
}
