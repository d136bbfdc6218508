package zkopt.analysis.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zkopt.analysis.affine.Dependences.Answer;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;

/** The dependence test against trying out all iterations. */
class DependencesTest {
  private static final int SIZE = 6;

  /** Two accesses in a nest of two loops, the store first; subscripts are expressions of d0 and d1. */
  private static List<MemoryAccess> accesses(String stored, String loaded, String step) {
    var accesses = new ArrayList<MemoryAccess>();
    Parser.parse(IRContext.withAllDialects(), "nest", """
        func.func @f(%m: memref<100x100xf32>, %v: f32) {
          affine.for %d0 = 0 to SIZE {
            affine.for %d1 = 0 to SIZE step STEP {
              affine.store %v, %m[STORED] : memref<100x100xf32>
              %x = affine.load %m[LOADED] : memref<100x100xf32>
            }
          }
          return
        }
        """.replace("SIZE", "" + SIZE).replace("STEP", step).replace("STORED", stored).replace("LOADED", loaded).replace("d0", "%d0").replace("d1", "%d1")
        .replace("%%", "%")).walk(op -> {
          var access = MemoryAccess.of(op);
          if (access != null) accesses.add(access);
        });
    return accesses;
  }

  private static Dependences.Result of(String stored, String loaded, int depth) {
    var accesses = accesses(stored, loaded, "1");
    return Dependences.of(accesses.get(0), accesses.get(1), depth);
  }

  @Test
  void distances() {
    var carried = of("d0 + 2, d1", "d0, d1", 1);
    assertEquals(Answer.DEPENDENT, carried.answer());
    assertEquals("[[2, 2], [0, 0]]", carried.distances().toString());
    assertEquals(Answer.NONE, of("d0 + 2, d1", "d0, d1", 2).answer());
    assertEquals(Answer.NONE, of("d0, d1", "d0, d1", 1).answer());
    assertEquals("[[0, 0], [0, 0]]", of("d0, d1", "d0, d1", 3).distances().toString());
    assertEquals("[[1, 5], [-5, 5]]", of("0, 0", "0, 0", 1).distances().toString());
    assertEquals(Answer.NONE, of("d0 * 2, d1", "d0 * 2 + 1, d1", 1).answer());
    assertEquals(Answer.NONE, of("d0 + 6, 0", "d0, 0", 1).answer());
  }

  /** Random subscripts, all depths, both directions; seed 11. No dependence is overlooked; without divisions none is made up. */
  @Test
  void agreesWithTryingOut() {
    var random = new Random(11);
    int none = 0;
    for (int round = 0; round < 300; round++) {
      boolean divides = random.nextInt(3) == 0;
      String stored = subscript(random, divides) + ", " + subscript(random, divides);
      String loaded = subscript(random, divides) + ", " + subscript(random, divides);
      int step = 1 + random.nextInt(2);
      var accesses = accesses(stored, loaded, "" + step);
      for (int depth = 1; depth <= 3; depth++) {
        for (int source = 0; source < 2; source++) {
          MemoryAccess from = accesses.get(source);
          MemoryAccess to = accesses.get(1 - source);
          boolean expected = (depth < 3 || source == 0) && exists(from, to, depth, step);
          Answer answer = Dependences.of(from, to, depth).answer();
          String what = "[" + stored + "], [" + loaded + "], step " + step + ", depth " + depth + ", source " + source;
          if (expected) assertEquals(Answer.DEPENDENT, answer, what);
          else if (answer == Answer.NONE) none++;
        }
      }
    }
    assertTrue(none > 800, none + " answers were exact");
  }

  private static String subscript(Random random, boolean divides) {
    String i = random.nextBoolean() ? "d0" : "d1";
    return switch (random.nextInt(divides ? 7 : 5)) {
      case 0 -> "" + random.nextInt(4);
      case 1 -> i + " + " + random.nextInt(3);
      case 2 -> i + " * 2 + " + random.nextInt(2);
      case 3 -> "-" + i + " + 6";
      case 4 -> "d0 + d1";
      case 5 -> i + " floordiv 2";
      default -> i + " mod 3";
    };
  }

  private static boolean exists(MemoryAccess from, MemoryAccess to, int depth, int step) {
    for (int a = 0; a < SIZE; a++) {
      for (int b = 0; b < SIZE; b += step) {
        for (int c = 0; c < SIZE; c++) {
          for (int d = 0; d < SIZE; d += step) {
            boolean ordered = switch (depth) {
              case 1 -> a < c;
              case 2 -> a == c && b < d;
              default -> a == c && b == d;
            };
            if (ordered && java.util.Arrays.equals(element(from, a, b), element(to, c, d))) return true;
          }
        }
      }
    }
    return false;
  }

  /** The counters are the operands of the map in the order of their first use. */
  private static long[] element(MemoryAccess access, long d0, long d1) {
    MapOperands map = access.subscripts();
    var outer = access.op().parentOp().parentOp().region(0).front().argument(0);
    return map.map().evaluate(map.operands().stream().mapToLong(v -> v == outer ? d0 : d1).toArray());
  }
}
