package zkopt.assigner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import zkopt.circuit.Constraint;
import zkopt.circuit.Field;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/** The layout of a small dense layer, against the same arithmetic done directly. */
class LayoutTest {
  private static final long[][] WEIGHTS = {{16, -8, 3}, {5, 16, -16}, {-7, 2, 9}, {1, 1, -30}};
  private static final long[] BIAS = {100, -200, 17};
  private static final long[] INPUT = {20, -35, 90, 4, -100, 77, 0, 31};

  private static LaidOutModel layout(String text, LayoutOptions options) {
    var context = IRContext.withAllDialects();
    return Layout.of(Parser.parse(context, "dense.mlir", text), options);
  }

  private static String dense() throws IOException {
    return Files.readString(Path.of("src/test/mlir/dense.mlir"));
  }

  private static LaidOutModel model() throws IOException {
    return layout(dense(), LayoutOptions.of(8));
  }

  private static long[] expected(long[] x) {
    long[] y = new long[2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        long sum = BIAS[j];
        for (int k = 0; k < 4; k++) sum += x[4 * i + k] * WEIGHTS[k][j];
        y[i] = Math.max(y[i], sum + 8 >> 4);
      }
    }
    return y;
  }

  @Test
  void computesTheOutputsExactly() throws IOException {
    var run = model().run(new long[][] {INPUT});
    assertArrayEquals(expected(INPUT), run.outputs()[0]);
    assertArrayEquals(Arrays.stream(expected(INPUT)).map(Field::encode).toArray(), run.assignment().instance()[0]);
  }

  @Test
  void oneTrackComputesTheSame() throws IOException {
    var one = layout(dense(), LayoutOptions.of(8).withOneTrack());
    assertEquals(1, one.shape().tracks().size());
    assertArrayEquals(model().run(new long[][] {INPUT}).outputs(), one.run(new long[][] {INPUT}).outputs());
  }

  @Test
  void copiesHoldInTheAssignment() throws IOException {
    var model = model();
    var circuit = model.circuit();
    var run = model.run(new long[][] {INPUT});
    for (int i = 0; i < circuit.copies().size(); i++) {
      assertEquals(value(model, run, circuit.copies().a(i)), value(model, run, circuit.copies().b(i)), "copy " + i);
    }
    assertTrue(circuit.copies().size() > 20);
  }

  private static long value(LaidOutModel model, LaidOutModel.Run run, long cell) {
    int rows = model.circuit().rows();
    var column = model.circuit().system().wired().get((int) (cell / rows));
    int row = (int) (cell % rows);
    return switch (column.kind()) {
      case FIXED -> model.circuit().fixed()[column.index()][row];
      case WEIGHT -> model.weights()[column.index()][row];
      case WITNESS -> run.assignment().witness()[column.index()][row];
      case INSTANCE -> run.assignment().instance()[column.index()][row];
      case ACCUMULATOR -> throw new AssertionError("accumulators are not wired");
    };
  }

  @Test
  void staysInsideTheLimitsOfTheProofSystem() throws IOException {
    var circuit = model().circuit();
    for (Constraint c : circuit.system().constraints()) {
      assertTrue(c.expr().degree() <= 8, c.name());
      c.expr().forEachCell(cell -> assertTrue(Math.abs(cell.rotation()) <= 1));
    }
    for (long[] column : circuit.fixed()) {
      for (int row = circuit.usableRows(); row < circuit.rows(); row++) assertEquals(0, column[row]);
    }
  }

  @Test
  void isDeterministic() throws IOException {
    var a = model().circuit();
    var b = model().circuit();
    assertEquals(a.system(), b.system());
    assertTrue(Arrays.deepEquals(a.fixed(), b.fixed()));
  }

  @Test
  void publicInputsStandBeforeTheOutputs() throws IOException {
    var model = layout(dense(), new LayoutOptions(8, true, true, 8, 8));
    long[] instance = model.run(new long[][] {INPUT}).assignment().instance()[0];
    assertArrayEquals(Arrays.stream(INPUT).map(Field::encode).toArray(), Arrays.copyOf(instance, 8));
    assertEquals(10, instance.length);
  }

  @Test
  void aValueOutOfRangeIsRefusedByName() throws IOException {
    var model = model();
    long[] large = INPUT.clone();
    large[3] = 256;
    var e = assertThrows(AssignmentException.class, () -> model.run(new long[][] {large}));
    assertTrue(e.getMessage().contains("leaves the range"), e.getMessage());
  }

  /** Its cell would be in the range table, only not the lookup that shows it to be shorter. */
  @Test
  void aValueOutOfAFormatThatFillsNoLimbIsRefusedByName() {
    var context = IRContext.withAllDialects();
    var module = (ModuleOp) Parser.parse(context, "rectified.mlir", """
        func.func @main_graph(%x: memref<2x!fixed.q<20, 4>>) -> memref<2x!fixed.q<7, 0>> {
          %zero = fixed.constant 0 : !fixed.q<7, 0>
          %r = memref.alloc() : memref<2x!fixed.q<7, 0>>
          affine.for %i = 0 to 2 {
            %v = affine.load %x[%i] : memref<2x!fixed.q<20, 4>>
            %q = fixed.rescale %v : !fixed.q<20, 4> to !fixed.q<7, 0>
            %y = fixed.max %q, %zero : (!fixed.q<7, 0>, !fixed.q<7, 0>) -> !fixed.q<7, 0>
            affine.store %y, %r[%i] : memref<2x!fixed.q<7, 0>>
          }
          return %r : memref<2x!fixed.q<7, 0>>
        }
        """);
    assertTrue(new PassManager(context, PassPipeline.parse("builtin.module(fixed-to-plonk{limb-bits=8})", PassRegistry.load())).run(module));
    var model = Layout.of(module, LayoutOptions.of(8));
    assertArrayEquals(new long[] {63, 0}, model.run(new long[][] {{63 << 4, -5 << 4}}).outputs()[0]);
    var e = assertThrows(AssignmentException.class, () -> model.run(new long[][] {{70 << 4, 0}}));
    assertTrue(e.getMessage().contains("value 70.0 does not fit the format q<7, 0>"), e.getMessage());
  }

  @Test
  void anInputThatIsNotRangeCheckedIsRefused() throws IOException {
    String unchecked = dense().replace("plonk.apply @input(%0) : (!fixed.q<9, 4>)", "plonk.apply @max(%0, %0) : (!fixed.q<9, 4>, !fixed.q<9, 4>)");
    var e = assertThrows(CompileException.class, () -> layout(unchecked, LayoutOptions.of(8)));
    assertTrue(e.getMessage().contains("range-check"), e.getMessage());
  }

  @Test
  void sumsThatSeveralGatesReadGetCells() throws IOException {
    String twice = dense().replace("%2 = plonk.apply @relu(%0, %1)", "%9 = plonk.apply @relu(%0, %1) : (!fixed.q<20, 8>, !fixed.q<12, 8>) -> !fixed.q<9, 4>\n      %2 = plonk.apply @relu(%0, %1)");
    var model = layout(twice, LayoutOptions.of(8));
    assertArrayEquals(expected(INPUT), model.run(new long[][] {INPUT}).outputs()[0]);
    assertTrue(model.report().gates().stream().anyMatch(g -> g.gate().equals("contract_sums")));
  }

  @Test
  void aViewBeginsAtItsOffset() throws IOException {
    String type = "memref<1x!fixed.q<9, 4>, strided<[1], offset: 1>>";
    String second = dense().replace("memref<2x!fixed.q<9, 4>> {onnx.name = \"y\"}", type + " {onnx.name = \"y\"}").replace(
        "return %y : memref<2x!fixed.q<9, 4>>",
        "%v = memref.reinterpret_cast %y to offset: [1], sizes: [1], strides: [1] : memref<2x!fixed.q<9, 4>> to " + type + "\n  return %v : " + type);
    assertArrayEquals(new long[] {expected(INPUT)[1]}, layout(second, LayoutOptions.of(8)).run(new long[][] {INPUT}).outputs()[0]);
  }

  @Test
  void sumsThatFallOnOneElementAreRefused() throws IOException {
    String overlapping = dense().replace("memref<2x3x!fixed.q<20, 8>>", "memref<2x4x!fixed.q<20, 8>>")
        .replace("affine_map<(d0, d1, d2) -> (d0, d1)>]", "affine_map<(d0, d1, d2) -> (0, d0 + d1)>]");
    var e = assertThrows(CompileException.class, () -> layout(overlapping, LayoutOptions.of(8)));
    assertTrue(e.getMessage().contains("two sums have one place in the result"), e.getMessage());
  }

  @Test
  void aResultThatIsNotWrittenIsRefused() throws IOException {
    String unwritten = dense().replace("return %y", "%z = memref.alloc() : memref<2x!fixed.q<9, 4>>\n  return %z");
    var e = assertThrows(CompileException.class, () -> layout(unwritten, LayoutOptions.of(8)));
    assertTrue(e.getMessage().contains("never written"), e.getMessage());
  }

  @Test
  void anArgumentThatIsOverwrittenStaysTheInput() throws IOException {
    String reused = dense().replace("affine.store %1, %x[%i, %j] : memref<2x4x!fixed.q<9, 4>>",
        "affine.store %1, %x[%i, %j] : memref<2x4x!fixed.q<9, 4>>\n      affine.store %1, %arg0[%i, %j] : memref<2x4x!fixed.q<9, 4>>");
    assertArrayEquals(expected(INPUT), layout(reused, LayoutOptions.of(8)).run(new long[][] {INPUT}).outputs()[0]);
  }
}
