package zkopt.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
  void math() throws IOException {
    check(Differential.compare(PIPELINE, 1, seed -> RandomArith.text(seed, FUNCTIONS, EXACT_MATH)));
  }

  @Tag("slow")
  @Test
  void muchMath() throws IOException {
    check(Differential.compare(PIPELINE, Integer.getInteger("zkopt.modules", 50), seed -> RandomArith.text(1000 + seed, FUNCTIONS, EXACT_MATH)));
  }

  @Tag("slow")
  @Test
  void muchArith() throws IOException {
    check(Differential.compare(PIPELINE, Integer.getInteger("zkopt.modules", 50), seed -> RandomArith.text(1000 + seed, FUNCTIONS)));
  }

  private static void check(Differential.Outcome outcome) {
    assertEquals(List.of(), outcome.differences().stream().limit(3).toList(), () -> outcome.same() + " of " + outcome.functions() + " the same");
  }
}
