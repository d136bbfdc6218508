package zkopt.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

  static List<Path> roundTripFiles() throws IOException {
    try (var files = Files.list(TEXTS.resolve("roundtrip"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("roundTripFiles")
  void mlirOptAndWePrintTheSame(Path file) throws IOException {
    new RoundTrip(oracle(), IRContext::withAllDialects).check(Files.readString(file));
  }

  /** The names are those of LLVM 19's builtin, func, arith, math, memref, affine, scf, cf and tensor, and no more. */
  @Test
  void weHaveTheOperationsOfMlirOpt() throws IOException {
    var names = Files.readAllLines(Path.of("src/test/resources/operations-of-mlir-19.txt"));
    var context = IRContext.withAllDialects();
    assertEquals(List.of(), names.stream().filter(n -> context.operation(n) == null).toList(), "operations that we lack");
    var namespaces = names.stream().map(n -> n.substring(0, n.indexOf('.'))).collect(Collectors.toSet());
    var ours = context.operations().stream().map(OpSpec::name).filter(n -> namespaces.contains(n.substring(0, n.indexOf('.')))).toList();
    assertEquals(names, ours);
    String text = names.stream().map(n -> "\"" + n + "\"() : () -> ()\n").collect(Collectors.joining("// -----\n"));
    var unknown = oracle().run(text, "--split-input-file").errors().lines().filter(l -> l.contains("unregistered operation")).toList();
    assertEquals(List.of(), unknown, "operations that mlir-opt lacks");
  }

  private static MlirOpt oracle() {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    return oracle.get();
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
