package zkopt.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The general passes over random functions do what mlir-opt's do, byte for byte. {@code -Dzkopt.modules=N} sets over how many modules of 100. */
class RandomPassesTest {
  private static final int FUNCTIONS = 100;
  /** Without two rewrites of our own. */
  private static final String CANONICALIZE = "canonicalize{disable-patterns=SelectCmpIToMinMax,SelectCmpFToMinMax}";
  private static final String AGGRESSIVE = "canonicalize{region-simplify=aggressive disable-patterns=SelectCmpIToMinMax,SelectCmpFToMinMax}";

  /** What one pass leaves behind, the next one sees, also what is not in the text. */
  private static final String CHAIN = CANONICALIZE + ",cse,sccp," + CANONICALIZE + ",cse";

  @ParameterizedTest
  @ValueSource(strings = {"cse", "sccp", "loop-invariant-code-motion", "control-flow-sink", "symbol-dce", "func.func(mem2reg)",
      "func.func(mem2reg{region-simplify=false})", "convert-scf-to-cf", CANONICALIZE, CHAIN})
  void sameAsMlirOpt(String pass) throws IOException {
    same(pass, 1);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"cse", "sccp", "loop-invariant-code-motion", "control-flow-sink", "symbol-dce", "func.func(mem2reg)", "convert-scf-to-cf", CHAIN})
  void manySameAsMlirOpt(String pass) throws IOException {
    same(pass, Integer.getInteger("zkopt.modules", 20));
  }

  private static void same(String pass, int modules) throws IOException {
    check(compare(pass, modules));
  }

  private static Differential.Outcome compare(String pass, int modules) throws IOException {
    return Differential.compare("builtin.module(" + pass + ")", modules, seed -> RandomRegions.text(1000 + seed, FUNCTIONS));
  }

  private static void check(Differential.Outcome outcome) {
    assertEquals(List.of(), outcome.differences().stream().limit(2).toList(), () -> outcome.same() + " of " + outcome.functions() + " the same");
  }

  private static void checkMost(Differential.Outcome outcome, double part) {
    assertTrue(outcome.same() >= part * outcome.functions(), () -> outcome.same() + " of " + outcome.functions() + " the same");
  }

  @ParameterizedTest
  @ValueSource(strings = {"convert-scf-to-cf", "cse", CANONICALIZE})
  void loops(String pass) throws IOException {
    check(compareLoops(pass, 1));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"convert-scf-to-cf", "cse", CANONICALIZE})
  void manyLoops(String pass) throws IOException {
    checkMost(compareLoops(pass, Integer.getInteger("zkopt.modules", 20)), 0.99);
  }

  private static Differential.Outcome compareLoops(String pass, int modules) throws IOException {
    return Differential.compare("builtin.module(" + pass + ")", modules, seed -> RandomLoops.text(1000 + seed, FUNCTIONS));
  }

  @ParameterizedTest
  @ValueSource(strings = {AGGRESSIVE, CANONICALIZE})
  void blocks(String pass) throws IOException {
    check(compareBlocks(pass, 1));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {AGGRESSIVE, CANONICALIZE})
  void manyBlocks(String pass) throws IOException {
    checkMost(compareBlocks(pass, Integer.getInteger("zkopt.modules", 20)), 0.995);
  }

  /** But for the order of constants, and what the bounds of parallel loops tell, which mlir-opt does not ask. */
  @Test
  void affineMaps() throws IOException {
    checkMost(compareMaps(1), 0.95);
  }

  @Tag("slow")
  @Test
  void manyAffineMaps() throws IOException {
    checkMost(compareMaps(Integer.getInteger("zkopt.modules", 20)), 0.93);
  }

  private static Differential.Outcome compareMaps(int modules) throws IOException {
    return Differential.compare("builtin.module(" + CANONICALIZE + ")", modules, seed -> RandomMaps.text(1000 + seed, FUNCTIONS));
  }

  private static Differential.Outcome compareBlocks(String pass, int modules) throws IOException {
    return Differential.compare("builtin.module(" + pass + ")", modules, seed -> RandomBlocks.text(1000 + seed, FUNCTIONS));
  }

  /** In some functions two constants stand in another order. */
  @Tag("slow")
  @Test
  void canonicalizeMany() throws IOException {
    checkMost(compare(CANONICALIZE, Integer.getInteger("zkopt.modules", 20)), 0.995);
  }

  /** Of operations that nobody knows, those of the oracle's own test dialect are inlined there: here they are calls. */
  @Test
  void inline() throws IOException {
    sameInlined(1);
  }

  @Tag("slow")
  @Test
  void inlineMany() throws IOException {
    sameInlined(Integer.getInteger("zkopt.modules", 20));
  }

  private static void sameInlined(int modules) throws IOException {
    check(Differential.compare("builtin.module(inline{default-pipeline=" + CANONICALIZE + "})", modules, seed -> RandomRegions.text(1000 + seed, FUNCTIONS)
        .replaceFirst("module \\{", "module {\n  func.func private @use(i32)").replaceAll("\"test.use\"(\\(\\S+\\)) : ", "func.call @use$1 : ")));
  }
}
