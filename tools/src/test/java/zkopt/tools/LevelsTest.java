package zkopt.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.ir.text.PrintOptions;
import zkopt.onnx.OnnxImporter;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.protocol.CircuitDigest;
import zkopt.prover.check.MockProver;

/** The road from each level to the table: the text of every level leads to the same circuit, and loops typed in by hand lead to one. */
class LevelsTest {
  private static final String ONNX_TO_PLONK = "onnx-to-affine,affine-to-fixed,fixed-to-plonk";
  private static final Path MAX_POOL = Path.of("../lowering/src/test/mlir/plonk/maxpool.mlir");
  private static final String AFFINE_TO_PLONK = "affine-to-fixed,fixed-to-plonk";

  private final IRContext context = IRContext.withAllDialects();

  private ModuleOp run(String pipeline, ModuleOp module) {
    boolean ok = new PassManager(context, PassPipeline.parse("builtin.module(" + pipeline + ")", PassRegistry.load())).run(module);
    assertTrue(ok, () -> context.diagnostics().drain().toString());
    return module;
  }

  private static LaidOutModel layOut(ModuleOp module) {
    return Layout.of(module, LayoutOptions.of(64));
  }

  private static String digest(ModuleOp module) {
    return HexFormat.of().formatHex(CircuitDigest.of(layOut(module).circuit()));
  }

  private ModuleOp readBack(ModuleOp module) {
    return Parser.parse(context, "level.mlir", AsmPrinter.print(module, PrintOptions.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits-mlp", "digits-cnn", "digits-avgpool"})
  void theTextOfEveryLevelLeadsToTheSameCircuit(String model) {
    Path onnx = Path.of("../test-models/models", model, "model.onnx");
    String direct = digest(run(ONNX_TO_PLONK, OnnxImporter.importModel(context, onnx)));
    ModuleOp level = readBack(OnnxImporter.importModel(context, onnx));
    for (String pipeline : ONNX_TO_PLONK.split(",")) level = readBack(run(pipeline, level));
    assertEquals(direct, digest(level));
  }

  /** The bounds as typed: from 2i on, min(28, 28 - 2i, 2i + 2) rows and columns, so that windows grow and then shrink. */
  @Test
  void aMaxPoolTypedInByHandBecomesATable() throws IOException {
    checkMaxPool(Files.readString(MAX_POOL), i -> Math.min(28 - 2 * i, 2 * i + 2));
  }

  /** The same nest with the last bound as onnx-mlir has it, the end of the window less its start: a pool of 2 by 2. */
  @Test
  void aMaxPoolOfOnnxMlirBecomesATable() throws IOException {
    String text = Files.readString(MAX_POOL).replace("d0 * s3 + (s1 - 1) * s4 - s2 + 1)>", "d0 * s3 + (s1 - 1) * s4 - s2 - (d0 * s3 - s2) + 1)>");
    checkMaxPool(text, _ -> 2);
  }

  private void checkMaxPool(String text, IntUnaryOperator window) {
    LaidOutModel model = layOut(run(AFFINE_TO_PLONK, Parser.parse(context, "maxpool.mlir", text)));
    long[] x = new Random(7).longs(28 * 28, -40_000, 40_000).toArray();
    var result = model.run(new long[][] {x});
    assertEquals(List.of(), MockProver.check(model.circuit(), result.assignment()));
    long[] expected = new long[14 * 14];
    Arrays.fill(expected, Long.MIN_VALUE);
    for (int i = 0; i < expected.length; i++) {
      for (int row = 0; row < window.applyAsInt(i / 14); row++) {
        for (int column = 0; column < window.applyAsInt(i % 14); column++) {
          expected[i] = Math.max(expected[i], x[(i / 14 * 2 + row) * 28 + i % 14 * 2 + column]);
        }
      }
    }
    assertArrayEquals(expected, result.outputs()[0]);
  }

  @Test
  void aContractionTypedInByHandInAnotherLoopOrderIsRaised() throws IOException {
    ModuleOp plonk = run(AFFINE_TO_PLONK, Parser.parse(context, "contraction.mlir", Files.readString(Path.of("src/test/mlir/contraction.mlir"))));
    assertTrue(plonk.toString().contains("plonk.contract"), plonk::toString);
    LaidOutModel model = layOut(plonk);
    double[] x = new Random(8).doubles(20, -4, 4).toArray();
    long[] quantized = new long[20];
    for (int i = 0; i < 20; i++) quantized[i] = model.inputs().getFirst().quantize(x[i]);
    var result = model.run(new long[][] {quantized});
    assertEquals(List.of(), MockProver.check(model.circuit(), result.assignment()));
    double[][] w = {{1.0, -0.5, 0.25, 2.0, 0.0}, {0.5, 0.5, 0.5, 0.5, 0.5}, {-1.0, 0.0, 1.0, -2.0, 3.0}};
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        double expected = 0;
        for (int k = 0; k < 5; k++) expected += x[4 * k + i] * w[j][k];
        assertEquals(expected, model.outputs().getFirst().dequantize(result.outputs()[0][3 * i + j]), 2e-3);
      }
    }
  }
}
