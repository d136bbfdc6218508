package org.example.poly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.GateInstance;
import zkopt.assigner.RegionUse;
import zkopt.assigner.RunDeviation;
import zkopt.circuit.Assignment;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.prover.check.MockProver;
import zkopt.prover.check.Violation;

/** The passes keep what a program computes, bit for bit, and the gate leaves a cheating prover no choice. */
class PolynomialGateTest {
  private static final long SEED = 7;
  private static final int ELEMENTS = 8;
  private static final String RAISE = "raise-fixed-to-poly,canonicalize";
  private static final String LOWER = "convert-poly-to-plonk,fixed-to-plonk";
  private static final Path CUBE = Path.of("src/test/mlir/cube.mlir");

  private final IRContext context = IRContext.withAllDialects();
  private final long[] input = new Random(SEED).longs(ELEMENTS, -4095, 4096).toArray();

  private ModuleOp cube(String passes) throws IOException {
    ModuleOp module = Parser.parse(context, CUBE.toString(), Files.readString(CUBE));
    var pipeline = PassPipeline.parse("builtin.module(" + passes + ")", PassRegistry.load());
    assertTrue(new PassManager(context, pipeline).run(module), () -> context.diagnostics().drain().toString());
    return module;
  }

  private long[] cubes() {
    long[] cubes = new long[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) cubes[i] = Math.floorDiv(input[i] * input[i] * input[i] + (1 << 11), 1L << 12);
    return cubes;
  }

  @Test
  void everyLevelComputesTheSame() throws IOException {
    assertArrayEquals(cubes(), AffineInterpreter.of(cube("canonicalize")).runFixed(input).getFirst(), "seed " + SEED);
    assertArrayEquals(cubes(), AffineInterpreter.of(cube(RAISE)).runFixed(input).getFirst(), "seed " + SEED);
    LaidOutModel model = Layout.of(cube(RAISE + "," + LOWER), LayoutOptions.of(8));
    LaidOutModel.Run run = model.run(new long[][] {input});
    assertArrayEquals(cubes(), run.outputs()[0], "seed " + SEED);
    assertEquals(List.of(), MockProver.check(model.circuit(), run.assignment()));
  }

  @Test
  void everyCellThatAnInstanceUsesIsBound() throws IOException {
    LaidOutModel model = Layout.of(cube(RAISE + "," + LOWER), LayoutOptions.of(8));
    Assignment assignment = model.run(new long[][] {input}).assignment();
    RegionUse region = model.regions().stream().filter(r -> r.gate().startsWith("poly_")).findFirst().orElseThrow();
    int bound = 0;
    for (long[] column : assignment.witness()) {
      for (int row = region.firstRow(); row < region.firstRow() + region.rows(); row++) {
        long honest = column[row];
        column[row] = honest == 0 ? 1 : honest - 1;
        if (!MockProver.check(model.circuit(), assignment).isEmpty()) bound++;
        column[row] = honest;
      }
    }
    int used = region.wiredCells() + region.limbCells() + region.freeCells();
    assertTrue(bound >= used, bound + " cells are bound of " + used);
  }

  /** The equation holds with one more in the quotient and 2^s less in the remainder: only the range of the remainder is in the way. */
  @Test
  void anotherQuotientAndItsRemainderAreRejected() throws IOException {
    LaidOutModel model = Layout.of(cube(RAISE + "," + LOWER), LayoutOptions.of(8));
    LaidOutModel.Run run = model.run(new long[][] {input}, new RunDeviation() {
      @Override
      public void after(GateInstance instance) {
        if (!instance.gate().startsWith("poly_")) return;
        int magnitude = instance.cells().indexOf("mag0");
        int remainder = instance.cells().indexOf("r0");
        instance.setCell(magnitude, instance.cell(magnitude) + (instance.output() < 0 ? -1 : 1));
        instance.setCell(remainder, instance.cell(remainder) - (1 << 12));
        instance.setOutput(instance.output() + 1);
      }
    });
    List<Violation> violations = MockProver.check(model.circuit(), run.assignment());
    assertEquals(ELEMENTS, violations.size(), violations::toString);
    assertTrue(violations.stream().allMatch(v -> v.toString().contains("range12")), violations::toString);
  }
}
