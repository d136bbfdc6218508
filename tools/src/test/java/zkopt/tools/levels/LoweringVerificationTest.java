package zkopt.tools.levels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.Diagnostic;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.text.Parser;
import zkopt.onnx.OnnxImporter;
import zkopt.pass.PassContext;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.pass.PassRun;
import zkopt.pass.PassStep;

class LoweringVerificationTest {
  /** y = 2 x, for the ONNX node 'scale'. */
  private static final String SCALE = """
      func.func @main_graph(%x: memref<4xf32>) -> memref<4xf32> {
        %two = arith.constant 2.0 : f32
        %y = memref.alloc() : memref<4xf32> loc("scale")
        affine.for %i = 0 to 4 {
          %a = affine.load %x[%i] : memref<4xf32>
          %b = arith.mulf %a, %two : f32
          affine.store %b, %y[%i] : memref<4xf32>
        }
        return %y : memref<4xf32>
      }
      """;

  private final IRContext context = IRContext.withAllDialects();

  /** What is said of {@code module} after a "pass" that does {@code change}. */
  private LoweringVerification after(ModuleOp module, Consumer<ModuleOp> change) {
    var verification = new LoweringVerification(m -> ModuleInputs.random(m, 7), 1e-3);
    var step = (PassStep) PassPipeline.parse("builtin.module(canonicalize)", PassRegistry.load()).elements().getFirst();
    var run = new PassRun(step, module, List.of(0), new PassContext(context));
    verification.beforePass(run);
    change.accept(module);
    verification.afterPass(run);
    return verification;
  }

  private void run(ModuleOp module, String pipeline) {
    assertTrue(new PassManager(context, PassPipeline.parse("builtin.module(" + pipeline + ")", PassRegistry.load())).run(module));
  }

  private String messages() {
    return context.diagnostics().drain().stream().map(LoweringVerificationTest::text).collect(Collectors.joining("\n"));
  }

  private static String text(Diagnostic d) {
    return d.message() + d.notes().stream().map(n -> "; " + n.message()).collect(Collectors.joining());
  }

  @Test
  void whatChangesNothingIsGood() {
    ModuleOp module = Parser.parse(context, "scale.mlir", SCALE);
    LoweringVerification verification = after(module, m -> run(m, "canonicalize"));
    assertFalse(verification.disagreed(), messages());
    assertEquals(1, verification.compared());
  }

  @Test
  void anotherConstantIsFoundWithNodeAndElement() {
    ModuleOp module = Parser.parse(context, "scale.mlir", SCALE);
    ModuleOp other = Parser.parse(context, "scale.mlir", SCALE.replace("2.0", "3.0"));
    LoweringVerification verification = after(module, m -> replaceBody(m, other));
    assertTrue(verification.disagreed());
    String text = messages();
    assertTrue(text.startsWith("pass 'canonicalize' changed what the module computes: output 0, element 0: was "), text);
    assertTrue(text.contains("the first node that computes something else is 'scale': element 0"), text);
  }

  @Test
  void fixedPointMayBeOffByItsToleranceAndNoMore() {
    String off = SCALE.replace("2.0", "2.0005");
    ModuleOp module = Parser.parse(context, "scale.mlir", SCALE);
    assertFalse(after(module, m -> lowerAs(m, off)).disagreed(), messages());
    String tooFar = SCALE.replace("2.0", "2.01");
    ModuleOp second = Parser.parse(context, "scale.mlir", SCALE);
    assertTrue(after(second, m -> lowerAs(m, tooFar)).disagreed());
  }

  @Test
  void fromFixedPointOnNothingMayDiffer() {
    ModuleOp module = Parser.parse(context, "scale.mlir", SCALE);
    run(module, "affine-to-fixed");
    assertEquals(Level.FIXED, Level.of(module));
    LoweringVerification verification = after(module, m -> {
      lowerAs(m, SCALE.replace("2.0", "2.0005"));
      run(m, "fixed-to-plonk");
    });
    assertTrue(verification.disagreed());
  }

  private void lowerAs(ModuleOp module, String text) {
    ModuleOp other = Parser.parse(context, "scale.mlir", text);
    run(other, "affine-to-fixed");
    replaceBody(module, other);
  }

  private static void replaceBody(ModuleOp module, ModuleOp other) {
    List.copyOf(module.body().operations()).forEach(Operation::erase);
    List.copyOf(other.body().operations()).forEach(op -> {
      op.remove();
      module.body().append(op);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits-mlp", "digits-cnn", "digits-avgpool"})
  void everyLevelOfTheProjectsModelsAgrees(String name) {
    ModuleOp module = OnnxImporter.importModel(context, Path.of("../test-models/models/" + name + "/model.onnx"));
    var verification = new LoweringVerification(m -> ModuleInputs.random(m, 7), 4e-3);
    var manager = new PassManager(context, PassPipeline.parse("builtin.module(fuse-onnx,onnx-to-affine,affine-to-fixed,fixed-to-plonk)", PassRegistry.load()));
    manager.instrument(verification);
    assertTrue(manager.run(module));
    assertFalse(verification.disagreed(), messages());
    assertEquals(null, verification.notRun());
    assertTrue(verification.compared() > 8, () -> "only " + verification.compared() + " comparisons");
  }
}
