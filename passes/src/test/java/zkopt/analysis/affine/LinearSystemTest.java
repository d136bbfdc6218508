package zkopt.analysis.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import zkopt.analysis.affine.LinearSystem.Range;

class LinearSystemTest {
  private static LinearSystem of(int variables) {
    var system = new LinearSystem();
    for (int i = 0; i < variables; i++) system.addVariable();
    return system;
  }

  @Test
  void evenIsNotOdd() {
    var system = of(2);
    system.addEquation(2, -2, 1);
    assertTrue(system.isEmpty());
  }

  @Test
  void boundsRoundToIntegers() {
    var system = of(1);
    system.addInequality(3, -1);
    system.addInequality(-3, 2);
    assertTrue(system.isEmpty(), "1/3 <= x <= 2/3");
  }

  @Test
  void rangesThroughOtherVariables() {
    var system = of(3);
    system.addInequality(1, 0, 0, 0);
    system.addInequality(-1, 0, 0, 9);
    system.addInequality(-1, 1, 0, -2);
    system.addInequality(1, -1, 0, 5);
    system.addEquation(1, 1, -1, 0);
    assertEquals(new Range(2L, 14L), system.range(1));
    assertEquals(new Range(2L, 23L), system.range(2));
    assertFalse(system.isEmpty());
  }

  @Test
  void nothingIsKnownOfAFreeVariable() {
    assertEquals(new Range(null, null), of(1).range(0));
  }

  /** What is said to be empty has no points, and ranges hold all points; seed 7. */
  @Test
  void neverLosesAPoint() {
    var random = new Random(7);
    int empty = 0;
    for (int round = 0; round < 500; round++) {
      var system = of(3);
      long[][] rows = new long[2 + random.nextInt(3)][];
      boolean[] equations = new boolean[rows.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = random.longs(4, -3, 4).toArray();
        equations[i] = random.nextInt(3) == 0;
        system.add(rows[i], equations[i]);
      }
      for (int v = 0; v < 3; v++) {
        long[] row = new long[4];
        row[v] = 1;
        row[3] = 4;
        system.addInequality(row.clone());
        row[v] = -1;
        system.addInequality(row);
      }
      boolean isEmpty = system.isEmpty();
      if (isEmpty) empty++;
      Range range = system.range(1);
      for (long x = -4; x <= 4; x++) {
        for (long y = -4; y <= 4; y++) {
          for (long z = -4; z <= 4; z++) {
            if (!holds(rows, equations, x, y, z)) continue;
            assertFalse(isEmpty, "round " + round);
            assertTrue(range.min() <= y && y <= range.max(), "round " + round);
          }
        }
      }
    }
    assertTrue(empty > 50, empty + " of 500 systems were shown to be empty");
  }

  private static boolean holds(long[][] rows, boolean[] equations, long x, long y, long z) {
    for (int i = 0; i < rows.length; i++) {
      long value = rows[i][0] * x + rows[i][1] * y + rows[i][2] * z + rows[i][3];
      if (equations[i] ? value != 0 : value < 0) return false;
    }
    return true;
  }
}
