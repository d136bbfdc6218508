package zkopt.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The general passes over random functions do what mlir-opt's do, byte for byte. {@code -Dzkopt.modules=N} sets over how many modules of 100. */
class RandomPassesTest {
  private static final int FUNCTIONS = 100;

  @ParameterizedTest
  @ValueSource(strings = {"cse", "sccp", "loop-invariant-code-motion", "control-flow-sink", "symbol-dce", "func.func(mem2reg)", "convert-scf-to-cf"})
  void sameAsMlirOpt(String pass) throws IOException {
    same(pass, 1);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"sccp", "loop-invariant-code-motion", "control-flow-sink", "symbol-dce", "func.func(mem2reg)", "convert-scf-to-cf"})
  void manySameAsMlirOpt(String pass) throws IOException {
    same(pass, Integer.getInteger("zkopt.modules", 20));
  }

  private static void same(String pass, int modules) throws IOException {
    var outcome = compare(pass, modules);
    assertEquals(List.of(), outcome.differences().stream().limit(2).toList(), () -> outcome.same() + " of " + outcome.functions() + " the same");
  }

  /**
   * Here {@code cse} leaves operations with regions alone, {@code canonicalize} makes a minimum of a comparison and a selection, and
   * {@code inline} erases private functions that nobody calls any more.
   */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"cse, 0.99", "canonicalize, 0.98", "inline, 0.85"})
  void mostSameAsMlirOpt(String pass, double part) throws IOException {
    var outcome = compare(pass, Integer.getInteger("zkopt.modules", 20));
    assertTrue(outcome.same() >= part * outcome.functions(), () -> outcome.same() + " of " + outcome.functions() + " the same");
  }

  private static Differential.Outcome compare(String pass, int modules) throws IOException {
    return Differential.compare("builtin.module(" + pass + ")", modules, seed -> RandomRegions.text(1000 + seed, FUNCTIONS));
  }
}
