package zkopt.assigner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zkopt.assigner.Values.Source;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.affine.AffineMap;

/**
 * LAYOUT.md's identity (1), coefficient by coefficient, for random geometries: at the power of a sum there meet the products of its
 * definition, each once, and no others; all other powers of products are those of the border, and of nothing else.
 */
class ContractionPlanTest {
  private static final int SEEDS = 1500;
  private static final int MOST_POINTS = 2000;

  /** Two value numbers that are multiplied. */
  private record Product(int a, int b) {}

  @Test
  void atThePowerOfASumThereMeetTheProductsOfItsDefinition() {
    int checked = 0;
    int refused = 0;
    int bordered = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var geometry = new RandomContraction(seed);
      if (geometry.points() > MOST_POINTS || geometry.elements(0) > MOST_POINTS) continue;
      ContractOp op = geometry.operation();
      var values = new Values();
      int zero = values.constant(0);
      var random = new Random(seed);
      MemRefView a = operand(geometry.shape(0), values, zero, random.nextInt(3) == 0 ? 0 : random.nextDouble(), random);
      MemRefView b = operand(geometry.shape(1), values, zero, random.nextInt(3) == 0 ? 0.3 : 0, random);
      MemRefView c = MemRefView.allocate(geometry.shape(2));
      var contractions = new ArrayList<Contraction>();
      try {
        ContractionPlan.of(op).expand("node", a, b, c, values, contractions::add);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().contains("two coefficients of a polynomial have power"), geometry + ": " + e.getMessage());
        refused++;
        continue;
      }
      check(geometry.toString(), contractions, definition(op, a, b, c, zero));
      checked++;
      if (contractions.stream().anyMatch(x -> x.border().size() > 0)) bordered++;
    }
    assertTrue(checked > SEEDS / 2 && bordered > SEEDS / 4 && refused < SEEDS / 10, checked + " checked, " + bordered + " with border, " + refused + " refused");
  }

  /** A memref of values, of which some at random are the constant zero. */
  private static MemRefView operand(long[] shape, Values values, int zero, double zeros, Random random) {
    MemRefView view = MemRefView.allocate(shape);
    for (int i = 0; i < view.cells().length; i++) view.cells()[i] = random.nextDouble() < zeros ? zero : values.add(Source.GATE);
    return view;
  }

  private static void check(String geometry, List<Contraction> contractions, Map<Integer, Map<Product, Integer>> definition) {
    var seen = new ArrayList<Integer>();
    for (Contraction c : contractions) {
      Map<Integer, Map<Product, Integer>> left = productsByPower(c);
      for (int i = 0; i < c.sums().size(); i++) {
        int sum = c.sums().values()[i];
        seen.add(sum);
        var met = left.remove(c.sums().powers().get(i));
        assertEquals(definition.get(sum), met == null ? Map.of() : met, geometry);
      }
      for (int i = 0; i < c.border().size(); i++) assertFalse(left.remove(c.border().powers().get(i)) == null, geometry);
      assertEquals(Map.of(), left, geometry);
    }
    assertEquals(definition.keySet(), Set.copyOf(seen), geometry);
  }

  private static Map<Integer, Map<Product, Integer>> productsByPower(Contraction c) {
    var products = new HashMap<Integer, Map<Product, Integer>>();
    for (int k = 0; k < c.a().size(); k++) {
      Polynomial p = c.a().get(k);
      Polynomial q = c.b().get(k);
      for (int i = 0; i < p.size(); i++) {
        for (int j = 0; j < q.size(); j++) {
          products.computeIfAbsent(p.powers().get(i) + q.powers().get(j), _ -> new HashMap<>())
              .merge(new Product(p.values()[i], q.values()[j]), 1, Integer::sum);
        }
      }
    }
    return products;
  }

  /** C[c(d)] = sum of A[a(d)] B[b(d)] over the box of the bounds, by the number of the sum. */
  private static Map<Integer, Map<Product, Integer>> definition(ContractOp op, MemRefView a, MemRefView b, MemRefView c, int zero) {
    var sums = new HashMap<Integer, Map<Product, Integer>>();
    long[] d = new long[op.bounds().length];
    do {
      var of = sums.computeIfAbsent(c.cells()[c.at(subscripts(op.map(2), d))], _ -> new HashMap<>());
      int left = a.cells()[a.at(subscripts(op.map(0), d))];
      if (left != zero) of.merge(new Product(left, b.cells()[b.at(subscripts(op.map(1), d))]), 1, Integer::sum);
    } while (next(d, op.bounds()));
    return sums;
  }

  private static long[] subscripts(AffineMap map, long[] d) {
    return map.evaluate(Arrays.copyOf(d, d.length));
  }

  private static boolean next(long[] d, long[] bounds) {
    for (int i = d.length - 1; i >= 0; i--) {
      if (++d[i] < bounds[i]) return true;
      d[i] = 0;
    }
    return false;
  }
}
