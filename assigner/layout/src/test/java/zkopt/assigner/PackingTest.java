package zkopt.assigner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Packings of random powers, in runs as those of contractions are. */
class PackingTest {
  private static final int SEEDS = 200;
  private static final int MAX_WIDTH = 12;

  /** The powers of some rows of a plane, some of them left out, in any order. */
  private static int[] powers(Random random) {
    int pitch = random.nextInt(1, 40);
    int width = random.nextInt(1, pitch + 1);
    int[] powers = IntStream.range(0, random.nextInt(1, 12) * width).map(i -> i / width * pitch + i % width).filter(_ -> random.nextInt(20) > 0).toArray();
    for (int i = powers.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int power = powers[i];
      powers[i] = powers[j];
      powers[j] = power;
    }
    return powers;
  }

  @Test
  void eachCoefficientStandsInTheCellOfItsPower() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      int[] powers = powers(random);
      var packing = new Powers(powers).packed(random.nextInt(1, MAX_WIDTH));
      int[] placed = packing.rows().stream().flatMapToInt(r -> Arrays.stream(r.items())).sorted().toArray();
      assertArrayEquals(IntStream.range(0, powers.length).toArray(), placed, "seed " + seed);
      int before = Integer.MAX_VALUE;
      for (Packing.Row row : packing.rows()) {
        for (int cell = 0; cell < row.items().length; cell++) {
          assertEquals(row.base() + row.pattern().offset(cell), powers[row.items()[cell]], "seed " + seed);
        }
        assertTrue(row.base() < before, "seed " + seed + ": bases do not fall");
        before = row.base();
      }
    }
  }

  @Test
  void rowsAreCountedWithoutAPacking() {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[] powers = powers(new Random(seed));
      for (int width = 1; width <= MAX_WIDTH; width++) {
        assertEquals(new Powers(powers).packed(width).size(), new Powers(powers).rows(width), "seed " + seed + ", width " + width);
      }
    }
  }

  @Test
  void operandsTakeNoFewerRowsThanTheBound() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var a = new Powers(powers(random));
      var b = new Powers(powers(random));
      var load = new OperandRows(Map.of(new TableLoad.Product(a, b), 3L));
      for (int width = 1; width <= MAX_WIDTH; width++) {
        long rows = 3L * Math.max(a.packed(width).size(), b.packed(1).size());
        assertEquals(rows, load.of(width, 1), "seed " + seed);
        assertTrue(load.least(width, 1) <= rows, "seed " + seed);
      }
    }
  }
}
