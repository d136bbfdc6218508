package zkopt.tools.opt;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line of zkopt, flag by flag. */
class ZkOptTest {
  private static final String TWICE = """
      func.func @f(%a: i32) -> i32 {
        %0 = arith.addi %a, %a : i32
        %1 = arith.addi %a, %a : i32
        %2 = arith.muli %0, %1 : i32
        return %2 : i32
      }
      """;
  private static final String AFTER_CSE = """
      module {
        func.func @f(%arg0: i32) -> i32 {
          %0 = arith.addi %arg0, %arg0 : i32
          %1 = arith.muli %0, %0 : i32
          return %1 : i32
        }
      }

      """;

  @TempDir
  Path dir;

  private static ZkOptRun zkopt(String input, String... arguments) {
    return ZkOptRun.of(input, arguments);
  }

  private String file(String name, String text) {
    try {
      return Files.writeString(dir.resolve(name), text).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // input and output

  @Test
  void readsStandardInputOrAFile() {
    assertEquals(AFTER_CSE, zkopt(TWICE, "--cse").good().out());
    assertEquals(AFTER_CSE, zkopt(TWICE, "--cse", "-").good().out());
    assertEquals(AFTER_CSE, zkopt("", file("a.mlir", TWICE), "--cse").good().out());
  }

  @Test
  void writesTheFile() throws IOException {
    Path to = dir.resolve("out.mlir");
    assertEquals("", zkopt(TWICE, "--cse", "-o", to.toString()).good().out());
    assertEquals(AFTER_CSE, Files.readString(to));
  }

  @Test
  void textReadsBack() {
    assertEquals(AFTER_CSE, zkopt(AFTER_CSE).good().out());
  }

  @Test
  void badFiles() {
    zkopt("", dir.resolve("none.mlir").toString()).bad("cannot open input file '" + dir.resolve("none.mlir") + "': No such file or directory");
    zkopt("", dir.toString()).bad("cannot open input file");
    zkopt(TWICE, "-o", dir.resolve("no/such/dir").toString()).bad("cannot open output file");
    zkopt("", "a.mlir", "b.mlir").bad("more than one input: 'b.mlir'");
  }

  @Test
  void filesThatAreNotWhatTheyShouldBe() {
    zkopt(TWICE, "--load-plugin=" + file("no.jar", "text")).bad("cannot open plug-in '" + dir.resolve("no.jar") + "': it is no jar");
    zkopt(TWICE, "--load-plugin=" + dir).bad("cannot open plug-in '" + dir + "': it is no jar");
    zkopt(TWICE, "-o", dir.resolve("no/dir").toString()).bad("cannot open output file '" + dir.resolve("no/dir") + "': no such folder as '" + dir.resolve("no") + "'");
    zkopt(TWICE, "--cse", "--mlir-print-ir-after-all", "--mlir-print-ir-tree-dir=" + file("plain", "text")).bad("zkopt: error: cannot use '" + dir.resolve("plain"));
    zkopt(TWICE, "--pass-pipeline").bad("zkopt: error: missing required parameter for option '--pass-pipeline'");
    assertEquals("module {\n}\n\n", zkopt("", file("empty.mlir", "")).good().out());
    zkopt("", file("binary.mlir", "\u0001\u0002\ufffdELF")).bad("binary.mlir:1:1: error: ");
  }

  @Test
  void badText() {
    zkopt("func.func @f( {").bad("error: ");
    var run = zkopt("func.func @f() {\n  %0 = arith.addi %x, %x : i32\n  return\n}\n").bad("<stdin>:2:");
    assertTrue(run.err().contains("\n  %0 = arith.addi %x, %x : i32\n"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void badIr() {
    zkopt("func.func @f() -> i32 {\n  return\n}\n").bad("has 0 operands, but enclosing function (@f) returns 1");
  }

  @Test
  void importsOnnx() {
    zkopt("", dir.resolve("none.onnx").toString()).bad("No such file or directory");
    zkopt("", "--import-onnx", file("model.bin", "this is no model")).bad("ONNX");
    zkopt("", "--import-onnx").bad("an ONNX model is read from a file");
  }

  // pipelines

  @Test
  void pipelineText() {
    assertEquals(AFTER_CSE, zkopt(TWICE, "--pass-pipeline=builtin.module(func.func(cse))").good().out());
    assertEquals(AFTER_CSE, zkopt(TWICE, "-pass-pipeline", "builtin.module( any( cse ) )").good().out());
  }

  @Test
  void passFlagsRunInOrder() {
    assertEquals("Pass Manager with 3 passes:\nbuiltin.module(cse,print-ir{label=x},cse)\n",
        zkopt(TWICE, "--cse", "--print-ir=label=x", "-cse", "--dump-pass-pipeline", "-o", dir.resolve("x").toString()).good().err().lines().limit(2)
            .reduce("", (a, b) -> a + b + "\n"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "--pass-pipeline=cse                            | expected pass pipeline to be wrapped with the anchor operation type, e.g. 'builtin.module(...)'",
    "--pass-pipeline=builtin.module(csee)           | 'csee' does not refer to a registered pass or pass pipeline; did you mean 'cse'?",
    "--canonicalize=max-iteration=1                 | no such option max-iteration; did you mean 'max-iterations'?",
    "--canonicalize=max-iterations=x                | 'x' value invalid for integer argument",
    "--pass-pipeline=func.func(cse)                 | can't run 'func.func' pass manager on 'builtin.module' op",
    "--cze                                          | unknown command line argument '--cze'; did you mean '--cse'?",
    "--mlir-print-ir-after-al                       | unknown command line argument '--mlir-print-ir-after-al'; did you mean '--mlir-print-ir-after-all'?",
    "--verify-each=maybe                            | 'maybe' is not a boolean",
    "--verify-diagnostics=some                      | expected 'all' or 'only-expected', but got 'some'",
    "--mlir-print-ir-after=csee                     | 'csee' does not refer to a registered pass; did you mean 'cse'?",
    "--mlir-elide-elementsattrs-if-larger=x         | 'x' is not a long",
    "--load-plugin=none.jar                         | cannot open plug-in 'none.jar': No such file or directory",
    "--pass-pipeline=builtin.module(func.func(symbol-dce)) | does not define a symbol table",
  })
  void badUsage(String argument, String message) {
    zkopt(TWICE, argument).bad(message);
  }

  @Test
  void pipelineAndPassFlagsExclude() {
    zkopt(TWICE, "--pass-pipeline=builtin.module(cse)", "--cse").bad("'--pass-pipeline' option can't be used with individual pass options");
  }

  @Test
  void failingPassIsNamed() {
    zkopt(TWICE, "--pass-pipeline=builtin.module(func.func(symbol-dce))").bad("note: while running pass 'symbol-dce' on 'func.func'");
  }

  // forms of the output

  @Test
  void genericForm() {
    assertTrue(zkopt(TWICE, "--mlir-print-op-generic").good().out().contains("\"func.return\"(%2) : (i32) -> ()"));
  }

  @Test
  void debugInfo() {
    assertTrue(zkopt("func.func @f() { return loc(\"conv1\") }", "--mlir-print-debuginfo").good().out().contains("loc(\"conv1\")"));
    assertFalse(zkopt("func.func @f() { return loc(\"conv1\") }").good().out().contains("conv1"));
  }

  @Test
  void unregisteredDialect() {
    String text = "\"no.such\"() : () -> ()";
    zkopt(text).bad("no");
    assertTrue(zkopt(text, "--allow-unregistered-dialect").good().out().contains("\"no.such\"() : () -> ()"));
  }

  private static final String WEIGHTS = """
      memref.global "private" constant @small : memref<3xf32> = dense<[1.0, 2.0, 3.0]>
      memref.global "private" constant @blob : memref<2xf32> = dense_resource<blob>
      {-#
        dialect_resources: {
          builtin: {
            blob: "0x040000000000803F00000040"
          }
        }
      #-}
      """;

  @Test
  void elision() {
    var full = zkopt(WEIGHTS).good().out();
    assertTrue(full.contains("dense<[1.0") && full.contains("0000803F00000040"), full);
    var elements = zkopt(WEIGHTS, "--mlir-elide-elementsattrs-if-larger=2").good().out();
    assertTrue(elements.contains("dense_resource<__elided__>") && elements.contains("0000803F00000040"), elements);
    var resources = zkopt(WEIGHTS, "--mlir-elide-resource-strings-if-larger=4").good().out();
    assertTrue(resources.contains("dense<[1.0") && resources.contains("dense_resource<blob>") && !resources.contains("0000803F"), resources);
  }

  @Test
  void weightsAreElidedInDumpsButNotInTheResult() {
    var run = zkopt(WEIGHTS, "--cse", "--mlir-print-ir-after-all").good();
    assertTrue(run.err().contains("dense_resource<blob>") && !run.err().contains("0000803F"), run.err());
    assertTrue(run.out().contains("0000803F00000040"), run.out());
    assertTrue(zkopt(WEIGHTS, "--cse", "--mlir-print-ir-after-all", "--mlir-elide-resource-strings-if-larger=1000").good().err().contains("0000803F00000040"));
  }

  // parts and diagnostics

  @Test
  void splitInput() {
    var run = zkopt(TWICE + "// -----\n" + TWICE, "--split-input-file", "--cse").good();
    assertEquals(AFTER_CSE + "// -----\n" + AFTER_CSE, run.out());
    assertEquals(AFTER_CSE + "// =====\n" + AFTER_CSE, zkopt(TWICE + "// =====\n" + TWICE, "--split-input-file=// =====", "--cse").good().out());
    zkopt(TWICE + "// -----\nbad\n", "--split-input-file").bad("<stdin>:8:");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "// expected-error @+1 {{has 0 operands}}\nfunc.func @f() -> i32 { return }",
    "func.func @f() -> i32 { return } // expected-error {{has 0 operands}}",
    "func.func @f() -> i32 { return }\n// expected-error @-1 {{has 0 operands}}",
    "func.func @f() -> i32 { return }\n// expected-error @above {{has 0 operands}}",
    "// expected-error@below {{has 0 operands}}\nfunc.func @f() -> i32 { return }",
    "// expected-error-re @+1 {{has {{[0-9]+}} operands}}\nfunc.func @f() -> i32 { return }",
    "// expected-error @+1 1 {{has 0 operands}}\nfunc.func @f() -> i32 { return }",
  })
  void expectedDiagnostics(String text) {
    var run = zkopt(text, "--verify-diagnostics");
    assertAll(() -> assertEquals(0, run.code(), run.err()), () -> assertEquals("", run.err()));
  }

  @Test
  void differentDiagnostics() {
    var unexpected = zkopt("func.func @f() -> i32 { return }", "--verify-diagnostics");
    assertEquals(1, unexpected.code());
    assertTrue(unexpected.err().contains("<stdin>:1:25: error: unexpected error: 'func.return' op has 0 operands"), unexpected.err());
    var missing = zkopt("// expected-error @+1 {{nothing of the kind}}\nfunc.func @f() { return }", "--verify-diagnostics");
    assertEquals(1, missing.code());
    assertEquals("<stdin>:1:4: error: expected error \"nothing of the kind\" was not produced\n// expected-error @+1 {{nothing of the kind}}\n   ^\n", missing.err());
    assertEquals(1, zkopt("// expected-warning @+1 {{has 0 operands}}\nfunc.func @f() -> i32 { return }", "--verify-diagnostics").code());
    assertEquals(0, zkopt("func.func @f() -> i32 { return }", "--verify-diagnostics=only-expected").code());
  }

  @Test
  void diagnosticsOfParts() {
    String part = "// expected-error @+1 {{has 0 operands}}\nfunc.func @f() -> i32 { return }\n";
    var run = zkopt(part + "// -----\n" + part, "--verify-diagnostics", "--split-input-file");
    assertEquals(0, run.code(), run.err());
  }

  // dumps

  @Test
  void printAfterAll() {
    var err = zkopt(TWICE, "--cse", "--canonicalize", "--mlir-print-ir-after-all").good().err();
    assertTrue(err.startsWith("// -----// IR Dump After CSE (cse) //----- //\n" + AFTER_CSE), err);
    assertTrue(err.contains("// -----// IR Dump After Canonicalizer (canonicalize) //----- //\n"), err);
  }

  @Test
  void printBeforeAndAfterSome() {
    assertEquals(List.of("Before CSE (cse)", "Before Canonicalizer (canonicalize)"), dumps("--mlir-print-ir-before-all"));
    assertEquals(List.of("Before CSE (cse)"), dumps("--mlir-print-ir-before=cse"));
    assertEquals(List.of("Before CSE (cse)", "After Canonicalizer (canonicalize)"), dumps("--mlir-print-ir-before=cse", "--mlir-print-ir-after=canonicalize"));
    assertEquals(List.of("After CSE (cse)", "After Canonicalizer (canonicalize)"), dumps("--mlir-print-ir-after=canonicalize,cse"));
    assertEquals(List.of("After CSE (cse)"), dumps("--mlir-print-ir-after-all", "--mlir-print-ir-after-change"));
    assertEquals(List.of(), dumps("--mlir-print-ir-after-change"));
    assertEquals(List.of(), dumps("--mlir-print-ir-after-failure"));
  }

  private static List<String> dumps(String... flags) {
    var arguments = new ArrayList<>(List.of("--cse", "--canonicalize"));
    arguments.addAll(List.of(flags));
    String header = "// -----// IR Dump ";
    return zkopt(TWICE, arguments.toArray(String[]::new)).good().err().lines().filter(l -> l.startsWith(header))
        .map(l -> l.substring(header.length(), l.length() - " //----- //".length())).toList();
  }

  @Test
  void printAfterFailure() {
    var err = zkopt(TWICE, "--pass-pipeline=builtin.module(func.func(symbol-dce))", "--mlir-print-ir-after-failure").bad("symbol table").err();
    assertTrue(err.contains("// -----// IR Dump After SymbolDCE Failed (symbol-dce) //----- //\nfunc.func @f"), err);
  }

  @Test
  void printModuleScope() {
    var err = zkopt(TWICE, "--pass-pipeline=builtin.module(func.func(cse))", "--mlir-print-ir-after-all", "--mlir-print-ir-module-scope").good().err();
    assertTrue(err.startsWith("// -----// IR Dump After CSE (cse) ('func.func' operation: @f) //----- //\nmodule {\n"), err);
    var alone = zkopt(TWICE, "--pass-pipeline=builtin.module(func.func(cse))", "--mlir-print-ir-after-all").good().err();
    assertTrue(alone.startsWith("// -----// IR Dump After CSE (cse) //----- //\nfunc.func @f"), alone);
  }

  @Test
  void printTree() {
    Path tree = dir.resolve("tree");
    var run = zkopt(TWICE, "--pass-pipeline=builtin.module(func.func(cse,canonicalize),cse)", "--mlir-print-ir-after-all", "--mlir-print-ir-tree-dir=" + tree).good();
    assertEquals("", run.err());
    for (String name : List.of("func_func_f/0_0_cse.mlir", "func_func_f/0_1_canonicalize.mlir", "1_cse.mlir")) {
      assertTrue(Files.exists(tree.resolve("builtin_module_no-symbol-name").resolve(name)), name);
    }
  }

  @Test
  void timing() {
    var err = zkopt(TWICE, "--pass-pipeline=builtin.module(func.func(cse),canonicalize)", "--mlir-timing").good().err();
    for (String part : List.of("... Execution time report ...", "  Parser\n", "  'func.func' Pipeline\n", "    CSE\n", "  Canonicalizer\n", "  Output\n", "(100.0%)  Total\n")) {
      assertTrue(err.contains(part), part + " in\n" + err);
    }
  }

  @Test
  void statistics() {
    assertTrue(zkopt(TWICE, "--cse", "--mlir-pass-statistics").good().err().contains("CSE\n  (S) 1 num-cse'd - Number of operations CSE'd\n"));
  }

  @Test
  void verifyEach() throws IOException {
    Path jar = pluginJar();
    zkopt(TWICE, "--load-plugin=" + jar, "--break-ir").bad("has 0 operands, but enclosing function (@f) returns 1");
    zkopt(TWICE, "--load-plugin=" + jar, "--break-ir").bad("while running pass 'break-ir'");
    assertTrue(zkopt(TWICE, "--load-plugin=" + jar, "--break-ir", "--verify-each=false").good().out().contains("return\n"));
    zkopt(TWICE, "--load-plugin=" + jar, "--break-ir", "--verify-each").bad("has 0 operands");
  }

  @Test
  void crashReproducerRunsAgain() throws IOException {
    Path jar = pluginJar();
    Path file = dir.resolve("reproducer.mlir");
    zkopt(TWICE, "--load-plugin=" + jar, "--cse", "--break-ir", "--mlir-pass-pipeline-crash-reproducer=" + file)
        .bad("note: Pipeline failed while executing [`BreakIr` on 'builtin.module' operation]: reproducer generated at `" + file + "`");
    String text = Files.readString(file);
    assertTrue(text.contains("pipeline: \"builtin.module(cse,break-ir)\"") && text.contains("%1 = arith.addi"), text);
    zkopt(text, "--load-plugin=" + jar, "--run-reproducer").bad("while running pass 'break-ir'");
    zkopt(text, "--load-plugin=" + jar, "--run-reproducer", "--cse").bad("'--run-reproducer' takes its passes from the input");
    zkopt(TWICE, "--run-reproducer").bad("'<stdin>' holds no reproducer");
  }

  @Test
  void localReproducerHoldsThePassThatFailed() throws IOException {
    Path jar = pluginJar();
    Path file = dir.resolve("local.mlir");
    zkopt(TWICE, "--load-plugin=" + jar, "--cse", "--break-ir", "--mlir-pass-pipeline-local-reproducer", "--mlir-pass-pipeline-crash-reproducer=" + file)
        .bad("reproducer generated");
    String text = Files.readString(file);
    assertTrue(text.contains("pipeline: \"builtin.module(break-ir)\"") && !text.contains("%2 = arith.muli"), text);
    zkopt(text, "--load-plugin=" + jar, "--run-reproducer").bad("while running pass 'break-ir'");
  }

  @Test
  void verifyRoundTrip() {
    assertEquals(AFTER_CSE, zkopt(TWICE, "--verify-roundtrip", "--cse").good().out());
  }

  @Test
  void localScopePrintsNoAliases() {
    String map = "func.func @f(%i: index) -> index {\n  %0 = affine.apply affine_map<(d0) -> (d0 + 1)>(%i)\n  return %0 : index\n}\n";
    assertTrue(zkopt(map).good().out().startsWith("#map = "));
    assertTrue(zkopt(map, "--mlir-print-local-scope").good().out().startsWith("module {"));
  }

  @Test
  void timesAsAList() {
    String err = zkopt(TWICE, "--cse", "--mlir-timing", "--mlir-timing-display=list").good().err();
    assertTrue(err.contains("CSE") && err.contains("Total"), err);
  }

  // information

  @Test
  void helpOfOnePass() {
    var out = zkopt("", "--help-canonicalize").good().out();
    assertTrue(out.contains("--canonicalize") && out.contains("max-iterations=<"), out);
    zkopt("", "--help-canonicalise").bad("'canonicalise' does not refer to a registered pass or pass pipeline; did you mean 'canonicalize'?");
  }

  @Test
  void showDialects() {
    var out = zkopt("", "--show-dialects").good().out();
    assertTrue(out.startsWith("Available Dialects: affine,arith,builtin,"), out);
  }

  @Test
  void listPasses() {
    var out = zkopt("", "--list-passes").good().out();
    assertTrue(out.contains("  --cse ") && out.contains("(runs on any operation)") && out.contains("      max-iterations=<int>"), out);
    assertTrue(out.contains("Named pipelines:"), out);
  }

  @Test
  void dumpPipeline() {
    assertEquals("Pass Manager with 2 passes:\nbuiltin.module(func.func(cse),print-op-stats{json=false})\n",
        zkopt("", "--pass-pipeline=builtin.module(func.func(cse), print-op-stats)", "--dump-pass-pipeline").good().err().lines().limit(2).reduce("", (a, b) -> a + b + "\n"));
  }

  @Test
  void help() {
    var out = zkopt("", "--help").good().out();
    for (String flag : List.of("--pass-pipeline", "--split-input-file", "--verify-diagnostics", "--mlir-print-ir-tree-dir", "--load-plugin", "--list-passes")) {
      assertTrue(out.contains(flag), flag);
    }
    assertTrue(out.lines().allMatch(line -> line.length() <= 125), out);
    new CommandLine(new OptOptions()).getCommandSpec().options()
        .forEach(o -> assertEquals(1, out.lines().filter(l -> l.matches("  (-h, )?" + o.longestName() + "(\\[?=.*| .*|)")).count(), o.longestName()));
  }

  @Test
  void passesPrintToStandardError() {
    var run = zkopt(TWICE, "--print-op-stats").good();
    assertTrue(run.err().contains("    arith.addi   , 2\n"), run.err());
    assertTrue(zkopt(TWICE, "--print-ir=label=here").good().err().startsWith("// -----// IR Dump here //----- //\nmodule {"));
  }

  // plug-ins

  @Test
  void pluginAddsAPass() throws IOException {
    Path jar = pluginJar();
    zkopt(TWICE, "--break-ir").bad("unknown command line argument '--break-ir'");
    assertTrue(zkopt("", "--list-passes", "--load-plugin", jar.toString()).good().out().contains("--break-ir"));
    zkopt(TWICE, "--load-plugin=" + jar, "--crash").failedUnexpectedly("pass 'crash' failed unexpectedly: java.lang.IllegalStateException: a bug");
  }

  @Test
  void whatOtherAttributesAndEmptyBodiesLeadToIsDiagnosed() {
    zkopt("""
        func.func @f() {
          "affine.parallel"() <{lowerBoundsGroups = dense<1> : tensor<1xi32>, lowerBoundsMap = affine_map<() -> (0)>, reductions = [], steps = ["a"],
              upperBoundsGroups = dense<1> : tensor<1xi32>, upperBoundsMap = affine_map<() -> (4)>}> ({
          ^bb0(%i: index):
            affine.yield
          }) : () -> ()
          return
        }
        """).bad("'affine.parallel' op attribute 'steps' failed to satisfy constraint: 64-bit integer array attribute");
    zkopt("""
        func.func @f(%x: tensor<4x?xf32>, %n: index) {
          %0 = "tensor.expand_shape"(%x, %n) <{reassociation = [[0], [1, 2]], static_output_shape = array<i64: 4, -9223372036854775808, -9223372036854775808, 2>}>
              : (tensor<4x?xf32>, index) -> tensor<4x?x2xf32>
          return
        }
        """).bad("'tensor.expand_shape' op expected number of static shape dims to be equal to the output rank (3) but found 4 inputs instead");
    zkopt("""
        func.func @f(%x: i32) {
          %0 = "tensor.from_elements"(%x) : (i32) -> tensor<i2>
          return
        }
        """).bad("'tensor.from_elements' op failed to verify that operand types match result element type");
    zkopt("""
        func.func @f(%x: i32) {
          %0 = "tensor.from_elements"(%x) : (i32) -> tensor<2xi32>
          return
        }
        """).bad("'tensor.from_elements' op failed to verify that operand types match result element type");
    zkopt("""
        func.func @f(%x: tensor<4x?xf32>) {
          %0 = "tensor.expand_shape"(%x) <{reassociation = [[0], [1, 2]], static_output_shape = array<i64: 4, -9223372036854775808, 2>}>
              : (tensor<4x?xf32>) -> tensor<4x?x2xf32>
          return
        }
        """).bad("'tensor.expand_shape' op mismatch in dynamic dims in output_shape and static_output_shape");
    zkopt("""
        func.func @f(%n: tensor<i64>, %c: tensor<i1>) {
          "onnx.Loop"(%n, %c) ({
          }) : (tensor<i64>, tensor<i1>) -> ()
          return
        }
        """).bad("'onnx.Loop' op needs a body that ends in a terminator");
    zkopt("""
        func.func @f() {
          %0 = "onnx.Constant"() <{value = dense<1.0> : tensor<2xf32>}> : () -> tensor<3xf32>
          return
        }
        """).bad("'onnx.Constant' op requires a value of the type of its result 'tensor<3xf32>', but got 'tensor<2xf32>'");
  }

  @Test
  void verifyLoweringFindsThePassThatComputesSomethingElse() throws IOException {
    String difference = """
        func.func @main_graph(%x: memref<f32>, %y: memref<f32>) -> memref<f32> {
          %z = memref.alloc() : memref<f32>
          %a = affine.load %x[] : memref<f32>
          %b = affine.load %y[] : memref<f32>
          %c = arith.subf %a, %b : f32
          affine.store %c, %z[] : memref<f32>
          return %z : memref<f32>
        }
        """;
    String plugin = "--load-plugin=" + pluginJar();
    zkopt(difference, plugin, "--verify-lowering", "--canonicalize").good();
    ZkOptRun wrong = zkopt(difference, plugin, "--verify-lowering", "--pass-pipeline=builtin.module(cse,swap-operands,canonicalize)");
    assertEquals(1, wrong.code());
    assertTrue(wrong.err().contains("error: pass 'swap-operands' changed what the module computes: output 0, element 0: was "), wrong.err());
    zkopt(difference, "--verify-lowering=absent.json", "--cse").bad("cannot read 'absent.json'");
  }

  /** A jar with passes that break IR, crash, and compute something else, compiled here. */
  private Path pluginJar() throws IOException {
    Path source = dir.resolve("Plugin.java");
    Files.writeString(source, """
        import java.util.List;
        import zkopt.ir.Operation;
        import zkopt.pass.*;
        public class Plugin implements PassProvider {
          @Pass.Named(value = "break-ir", summary = "Takes the operands of returns")
          public record BreakIr() implements Pass {
            public void run(Operation op, PassContext context) {
              op.walk(o -> { if (o.name().equals("func.return")) o.setOperands(List.of()); });
            }
          }
          @Pass.Named(value = "crash", summary = "Throws")
          public record Crash() implements Pass {
            public void run(Operation op, PassContext context) {
              throw new IllegalStateException("a bug");
            }
          }
          @Pass.Named(value = "swap-operands", summary = "Takes a - b for b - a")
          public record SwapOperands() implements Pass {
            public void run(Operation op, PassContext context) {
              op.walk(o -> { if (o.name().equals("arith.subf")) o.setOperands(o.operands().reversed()); });
            }
          }
          public List<Class<? extends Pass>> passes() {
            return List.of(BreakIr.class, Crash.class, SwapOperands.class);
          }
        }
        """);
    Path classes = Files.createDirectories(dir.resolve("classes"));
    int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString(), source.toString());
    assertEquals(0, status);
    Path jar = dir.resolve("plugin.jar");
    try (var stream = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name : List.of("Plugin.class", "Plugin$BreakIr.class", "Plugin$Crash.class", "Plugin$SwapOperands.class")) {
        stream.putNextEntry(new JarEntry(name));
        stream.write(Files.readAllBytes(classes.resolve(name)));
      }
      stream.putNextEntry(new JarEntry("META-INF/services/zkopt.pass.PassProvider"));
      stream.write("Plugin\n".getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
