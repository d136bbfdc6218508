package zkopt.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.dialect.arith.ConstantOp;
import zkopt.ir.IRContext;
import zkopt.ir.OpSpec;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.testing.RoundTrip;
import zkopt.ir.testing.TextTest;
import zkopt.ir.text.Parser;

/** The text of the dialects taken from MLIR. */
class DialectTextTest {
  private static final Path TEXTS = Path.of("src/test/mlir");

  @ParameterizedTest
  @ValueSource(strings = {"arith-math-func.mlir", "affine-memref.mlir", "scf-tensor.mlir"})
  void mlirOptAndWePrintTheSame(String file) throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    new RoundTrip(oracle.get(), IRContext::withAllDialects).check(Files.readString(TEXTS.resolve(file)));
  }

  @Test
  void wrongIrIsRefused() throws IOException {
    new TextTest(TEXTS.resolve("invalid.mlir")).run(IRContext::withAllDialects, TextTest.Tool.NONE);
  }

  @Test
  void everyOperationHasACustomForm() {
    for (OpSpec spec : IRContext.withAllDialects().operations()) {
      if (!spec.dialect().equals("builtin")) assertFalse(spec.assembly() == null && spec.customAssembly() == null, spec.name());
    }
  }

  @Test
  void namesOfConstants() {
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "text", """
        %a = arith.constant 4 : index
        %b = arith.constant -1 : i32
        %c = arith.constant true
        %d = arith.constant 1.5 : f32
        """);
    var names = new ArrayList<String>();
    module.walk(ConstantOp.class, c -> names.add(c.resultNameHint()));
    assertEquals(List.of("c4", "c-1_i32", "true", "cst"), names);
  }
}
