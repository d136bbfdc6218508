package zkopt.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code canonicalize} over random functions does what mlir-opt's does, byte for byte. {@code -Dzkopt.modules=N} sets over how many modules of 200. */
class RandomCanonicalizeTest {
  /** Without two rewrites of our own. */
  private static final String PIPELINE = "builtin.module(canonicalize{disable-patterns=SelectCmpIToMinMax,SelectCmpFToMinMax})";
  /** Functions of which each library has the same values. */
  private static final List<String> EXACT_MATH = List.of("absf", "floor", "ceil", "roundeven", "round", "trunc", "sqrt");
  private static final int FUNCTIONS = 200;

  @Test
  void arith() throws IOException {
    check(Differential.compare(PIPELINE, 3, seed -> RandomArith.text(seed, FUNCTIONS)));
  }

  @Test
  void arithAndCse() throws IOException {
    check(Differential.compare(PIPELINE.substring(0, PIPELINE.length() - 1) + ",cse)", 2, seed -> RandomArith.text(seed, FUNCTIONS)));
  }

  @Test
  void math() throws IOException {
    check(Differential.compare(PIPELINE, 1, seed -> RandomArith.text(seed, FUNCTIONS, EXACT_MATH)));
  }

  @Test
  void views() throws IOException {
    check(Differential.compare(PIPELINE, 1, seed -> RandomViews.text(1000 + seed, FUNCTIONS / 2)));
  }

  @Test
  void slices() throws IOException {
    check(Differential.compare(PIPELINE, 1, seed -> RandomSlices.text(1000 + seed, FUNCTIONS / 2)));
  }

  @Test
  void tiles() throws IOException {
    check(Differential.compare(PIPELINE, 1, seed -> RandomTiles.text(1000 + seed, FUNCTIONS / 2)));
  }

  @Tag("slow")
  @Test
  void manyTiles() throws IOException {
    checkMost(Differential.compare(PIPELINE, Integer.getInteger("zkopt.modules", 50), seed -> RandomTiles.text(1000 + seed, FUNCTIONS / 2)));
  }

  @Tag("slow")
  @Test
  void manySlices() throws IOException {
    checkMost(Differential.compare(PIPELINE, Integer.getInteger("zkopt.modules", 50), seed -> RandomSlices.text(1000 + seed, FUNCTIONS / 2)));
  }

  /** Where a comparison behind a cast is folded in another sweep, two constants stand in another order. */
  @Tag("slow")
  @Test
  void manyViews() throws IOException {
    checkMost(Differential.compare(PIPELINE, Integer.getInteger("zkopt.modules", 50), seed -> RandomViews.text(1000 + seed, FUNCTIONS / 2)));
  }

  @Tag("slow")
  @Test
  void muchMath() throws IOException {
    checkMost(Differential.compare(PIPELINE, Integer.getInteger("zkopt.modules", 50), seed -> RandomArith.text(1000 + seed, FUNCTIONS, EXACT_MATH)));
  }

  /** But for values of dynamic shape that become the same one. */
  @Tag("slow")
  @Test
  void muchArith() throws IOException {
    checkMost(Differential.compare(PIPELINE, Integer.getInteger("zkopt.modules", 50), seed -> RandomArith.text(1000 + seed, FUNCTIONS)));
  }

  private static void check(Differential.Outcome outcome) {
    assertEquals(List.of(), outcome.differences().stream().limit(3).toList(), () -> outcome.same() + " of " + outcome.functions() + " the same");
  }

  private static void checkMost(Differential.Outcome outcome) {
    assertTrue(outcome.same() >= 0.995 * outcome.functions(), () -> outcome.same() + " of " + outcome.functions() + " the same");
  }
}
