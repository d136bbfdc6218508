package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.field.Goldilocks;
import zkopt.kernel.Samples;

class CosetInterpolationTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 63})
  void givesTheBlocksBack(int m) {
    Cosets cosets = new Cosets(10, 2);
    long[] a = new long[m];
    for (int c = 0; c < m; c++) {
      a[c] = cosets.power(c);
    }
    long[] blocks = Samples.column(m, 1);
    long[][] matrix = CosetInterpolation.matrix(a);
    for (int k = 0; k < m; k++) {
      long block = 0;
      for (int c = 0; c < m; c++) {
        block = Goldilocks.add(block, Goldilocks.mul(matrix[k][c], remainder(blocks, a[c])));
      }
      assertEquals(blocks[k], block);
    }
  }

  private static long remainder(long[] blocks, long a) {
    long sum = 0;
    for (int k = blocks.length - 1; k >= 0; k--) {
      sum = Goldilocks.add(Goldilocks.mul(sum, a), blocks[k]);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void cosetsAreDisjointFromOneAnotherAndFromTheRows(int logBlowup) {
    Cosets cosets = new Cosets(10, logBlowup);
    Set<Long> seen = new HashSet<>(Set.of(1L));
    for (int c = 0; c < 63; c++) {
      assertEquals(c + 1, seen.size());
      seen.add(cosets.power(c));
    }
    assertEquals(64, seen.size());
  }
}
