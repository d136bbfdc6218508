package zkopt.tools.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.lowering.Optimization;
import zkopt.pass.PassRegistry;
import zkopt.tools.levels.Level;

/** The search, with tables that are priced by what the module's text has. */
class OptimizationChoiceTest {
  private static final String CONTRACT = "plonk.contract";
  private static final String POOL = "max2";

  private final IRContext context = IRContext.withAllDialects();
  private final Road road = Road.from(Level.FIXED, "", null, PassRegistry.load());
  private ModuleOp pooled;

  /** A table of this price; how many were counted. */
  private static final class Prices implements TableCount {
    private final Function<String, Integer> price;
    private final long values;
    private int counted;

    Prices(Function<String, Integer> price, long values) {
      this.price = price;
      this.values = values;
    }

    @Override
    public Size of(ModuleOp module) {
      counted++;
      int of = price.apply(module.toString());
      return new Size(of, of + " cells");
    }

    @Override
    public long values(ModuleOp module) {
      return values;
    }
  }

  @BeforeEach
  void read() throws IOException {
    pooled = Parser.parse(context, "fuse-pool.mlir", Files.readString(Path.of("../lowering/src/test/mlir/plonk/fuse-pool.mlir")));
  }

  private OptimizationChoice choose(Prices prices, String... forced) {
    return OptimizationChoice.of(road, pooled, Optimization.named(List.of(forced)), prices, context);
  }

  private static List<String> names(OptimizationChoice choice) {
    return choice.off().stream().map(Optimization::name).toList();
  }

  @Test
  void whatMakesTheTableLargerIsLeftOutAndBothNumbersAreSaid() {
    String before = pooled.toString();
    OptimizationChoice choice = choose(new Prices(text -> text.contains(POOL) ? 20 : 10, 1));
    assertEquals(List.of("fuse-pool"), names(choice));
    assertTrue(choice.complete());
    var reasons = choice.reasons().stream().map(OptimizationChoice.Reason::text).toList();
    assertTrue(reasons.contains("'fuse-pool' is left out: 10 cells without it, 20 cells with it"), reasons::toString);
    assertEquals(before, pooled.toString());
  }

  @Test
  void whatMakesNoDifferenceOrASmallerTableStays() {
    assertEquals(List.of(), names(choose(new Prices(_ -> 10, 1))));
    OptimizationChoice choice = choose(new Prices(text -> text.contains(POOL) ? 10 : 20, 1));
    assertEquals(List.of(), names(choice));
    var reasons = choice.reasons().stream().map(OptimizationChoice.Reason::text).toList();
    assertTrue(reasons.contains("'fuse-pool' stays: 20 cells without it, 10 cells with it"), reasons::toString);
  }

  /** Without fused pooling, rounding by itself makes the table larger, and is less of a gain at first. */
  @Test
  void oneLeadsToAnother() {
    OptimizationChoice choice = choose(new Prices(text -> text.contains(POOL) ? 30 : text.contains("@rescale_add_relu") ? 20 : 10, 1));
    assertEquals(List.of("fuse-pool", "fuse-rounding"), names(choice));
  }

  @Test
  void whatIsForcedStaysOut() {
    Prices prices = new Prices(text -> text.contains(POOL) ? 10 : 20, 1);
    OptimizationChoice choice = choose(prices, "fuse-pool");
    assertEquals(List.of("fuse-pool"), names(choice));
    assertTrue(choice.reasons().stream().noneMatch(r -> r.optimization().name().equals("fuse-pool")));
    assertEquals(Optimization.all(), choose(prices, Optimization.ALL).off());
  }

  @Test
  void equalModulesAreCountedOnce() {
    Prices prices = new Prices(_ -> 10, 1);
    choose(prices);
    assertTrue(prices.counted < 8, () -> prices.counted + " of " + Optimization.all().size());
  }

  @Test
  void largeTablesAreNotCounted() {
    Prices prices = new Prices(text -> text.contains(POOL) ? 20 : 10, 1L << 24);
    OptimizationChoice choice = choose(prices);
    assertEquals(List.of(), names(choice));
    assertEquals(0, prices.counted);
    assertFalse(choice.complete());
  }

  @Test
  void aRoadThatDoesNotEndIsNotChosen() {
    OptimizationChoice choice = choose(new Prices(text -> {
      if (!text.contains(POOL)) throw new CompileException("no table");
      return 10;
    }, 1));
    assertEquals(List.of(), names(choice));
    assertTrue(pooled.toString().contains(CONTRACT));
  }
}
