package zkopt.kernel;

import zkopt.field.Ext3;

/** Columns of extension elements: {@code long[3][]}, one array for each coefficient. */
public final class ExtColumn {
  private ExtColumn() {}

  /** A column of n zeros. */
  public static long[][] zeros(int n) {
    return new long[Ext3.DEGREE][n];
  }

  public static Ext3 get(long[][] column, int i) {
    return new Ext3(column[0][i], column[1][i], column[2][i]);
  }

  public static void set(long[][] column, int i, Ext3 value) {
    column[0][i] = value.c0();
    column[1][i] = value.c1();
    column[2][i] = value.c2();
  }
}
