package zkopt.tools.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.ir.testing.MlirOpt;
import zkopt.pass.PassRegistry;

/** The same command line to zkopt and to mlir-opt 19: the same output, byte for byte, and both good or both bad. */
class FlagsBesideMlirOptTest {
  private static final String NESTED = "--pass-pipeline=builtin.module(func.func(cse,canonicalize{max-iterations=5}),cse)";

  /** Inputs that the commands name. */
  private static final Map<String, String> INPUTS = Map.ofEntries(
      input("unreachable", """
          func.func @f(%a: i32) -> i32 {
            %c0 = arith.constant 0 : i32
            %0 = arith.addi %a, %c0 : i32
            cf.br ^bb2(%0, %c0 : i32, i32)
          ^bb1:
            return %c0 : i32
          ^bb2(%x: i32, %unused: i32):
            return %x : i32
          }
          """),
      input("good", """
          func.func @f(%a: i32 loc("in")) -> i32 {
            %0 = arith.addi %a, %a : i32 loc("first add")
            %1 = arith.addi %a, %a : i32 loc("f.c":4:5)
            %2 = arith.muli %0, %1 : i32
            %3 = "arith.constant"() <{value = dense<[1, 2, 3]> : tensor<3xi32>}> : () -> tensor<3xi32>
            return %2 : i32
          }
          """),
      input("rewritten", """
          func.func @f(%a: index, %b: i1) -> (index, index) {
            %c0 = arith.constant 0 : index
            %c1 = arith.constant 1 : index
            %0 = arith.addi %a, %c0 : index
            %1 = affine.apply affine_map<(d0) -> (d0 + 1)>(%0)
            %2 = affine.apply affine_map<(d0) -> (d0 + 2)>(%1)
            %3 = scf.if %b -> index { scf.yield %1 : index } else { scf.yield %2 : index }
            %4 = arith.select %b, %2, %1 : index
            return %3, %4 : index, index
          }
          """),
      input("split", """
          func.func @f(%a: i32) -> i32 {
            return %a : i32
          }
          // -----
          func.func @g(%a: i32) -> i32 {
            return %a : i32
          }
          """),
      input("near", """
          func.func @f() {
            return
          }
          // ----
          func.func @g() {
            return // ---- a
          }
          // -----
          // ---
          // --
          """),
      input("resource", """
          module attributes {a.b = dense_resource<w> : tensor<4xf32>} {
          }
          {-#
            dialect_resources: {
              builtin: {
                w: "0x1000000010000000100000001000000010000000"
              }
            }
          #-}
          """),
      input("operands", """
          func.func @f(%b: i1) {
            scf.if %b {
              "test.x"() : () -> ()
              %0 = arith.constant 1 : i32
              "arith.addi"(%0) {a = dense<1> : tensor<20xi32>, b = dense<[1, 2]> : tensor<2xi32>} : (i32) -> i32
            }
            return
          }
          """),
      input("symbols", "func.func @f() { return }\nfunc.func @f() { return }\n"),
      input("branch", """
          func.func @f(%a: i32, %c: i1) {
            cf.cond_br %c, ^bb1(%a: i32), ^bb1(%c : i1)
          ^bb1(%x: i32):
            return
          }
          """),
      input("undeclared", "func.func @f() -> i32 {\n  return %b : i32\n}\n"),
      input("expected", "// expected-error@+1 {{has 0 operands}}\nfunc.func @f() -> i32 { return }\n"),
      input("unexpected", "func.func @f() -> i32 { return }\n"));

  private static Map.Entry<String, String> input(String name, String text) {
    return Map.entry(name, text);
  }

  @TempDir
  Path dir;

  private MlirOpt oracle;

  @BeforeEach
  void findOracle() {
    var found = MlirOpt.find();
    assumeTrue(found.isPresent(), "no mlir-opt on this machine");
    oracle = found.get();
  }

  /** Runs both tools on the input that the command's first word names, with its other words. */
  private void compare(String command) throws IOException {
    String[] words = command.split(" ");
    String text = INPUTS.get(words[0]);
    String[] flags = Stream.of(words).skip(1).toArray(String[]::new);
    var expected = oracle.run(text, flags);
    Path input = Files.writeString(dir.resolve("input.mlir"), text);
    var arguments = new ArrayList<>(List.of("--allow-unregistered-dialect", input.toString()));
    arguments.addAll(List.of(flags));
    var run = ZkOptRun.of("", arguments.toArray(String[]::new));
    assertEquals(expected.output(), run.out().replace(input.toString(), MlirOpt.SOURCE));
    // two blanks are a slip of LLVM's
    assertEquals(expected.errors().replace("op  was", "op was"), run.err().replace(input.toString(), MlirOpt.SOURCE));
    assertEquals(expected.accepted(), run.code() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "good", "resource", "good --no-implicit-module", "split --split-input-file", "good --split-input-file", "split --output-split-marker=//", "near --split-input-file", "near --split-input-file=//A",
      "good --mlir-print-op-generic", "good --mlir-print-op-generic=false", "good --mlir-print-op-generic=1", "good --mlir-print-assume-verified",
      "good --mlir-print-local-scope", "resource --mlir-print-local-scope", "good --mlir-print-debuginfo", "good --mlir-print-op-generic --mlir-print-debuginfo",
      "good --mlir-pretty-debuginfo --mlir-print-debuginfo", "good --mlir-print-debuginfo --mlir-print-local-scope", "good --mlir-print-value-users",
      "good --mlir-print-skip-regions", "good --mlir-print-unique-ssa-ids", "good --mlir-elide-elementsattrs-if-larger=2",
      "good --mlir-elide-elementsattrs-if-larger=3", "resource --mlir-elide-resource-strings-if-larger=100",
      "good --mlir-print-elementsattrs-with-hex-if-larger=2", "good --mlir-print-elementsattrs-with-hex-if-larger=-1", "good --verify-roundtrip"})
  void reading(String command) throws IOException {
    compare(command);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "good --cse", "good -cse -canonicalize", "good --cse --verify-each=0", "good --cse --verify-each=false", "good --mlir-disable-threading --cse",
      "good " + NESTED, "good --pass-pipeline=builtin.module(any(cse))", "good --pass-pipeline=any(cse)", "good --pass-pipeline=builtin.module(cse{})",
      "good --no-implicit-module --cse", "good --no-implicit-module --pass-pipeline=func.func(cse)", "good --pass-pipeline=builtin.module()",
      "good --cse --dump-pass-pipeline", "good --pass-pipeline=builtin.module(func.func(cse),any(cse,cse)) --dump-pass-pipeline",
      "split --split-input-file --cse --dump-pass-pipeline", "good --pass-pipeline=func.func(cse)"})
  void pipelines(String command) throws IOException {
    compare(command);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "--mlir-print-ir-after-all", "--mlir-print-ir-before-all", "--mlir-print-ir-before-all --mlir-print-ir-after-all",
      "--mlir-print-ir-after=cse", "--mlir-print-ir-before=cse,canonicalize", "--mlir-print-ir-before=cse --mlir-print-ir-after=canonicalize",
      "--mlir-print-ir-after-change", "--mlir-print-ir-after-failure", "--mlir-print-ir-after=cse --mlir-print-ir-after-change",
      "--mlir-print-ir-after-change --mlir-print-ir-after-failure", "--mlir-print-ir-after-all --mlir-print-ir-after-change", "--mlir-print-ir-after-all --mlir-print-ir-after-failure",
      "--mlir-print-ir-after-all --mlir-print-ir-module-scope --mlir-disable-threading",
      "--mlir-print-ir-after-all --mlir-print-op-generic", "--mlir-print-ir-after-all --mlir-print-debuginfo",
      "--mlir-print-ir-after-all --mlir-print-local-scope", "--mlir-print-ir-after-all --mlir-print-skip-regions"})
  void dumps(String flags) throws IOException {
    compare("good " + NESTED + " " + flags);
    compare("rewritten --cse --canonicalize " + flags);
  }

  /** The options that passes of rewrites have in common. */
  @ParameterizedTest
  @ValueSource(strings = {"max-iterations=0", "max-iterations=1", "max-iterations=-1", "max-num-rewrites=0", "max-num-rewrites=1", "max-num-rewrites=2", "top-down=false",
      "region-simplify=disabled", "region-simplify=normal", "region-simplify=aggressive", "test-convergence", "test-convergence=false", "enable-patterns=none", "disable-patterns=none",
      "disable-patterns=none,another"})
  void optionsOfRewrites(String option) throws IOException {
    for (String input : List.of("good", "rewritten", "unreachable")) compare(input + " --canonicalize=" + option);
  }

  @Test
  void dumpsInATree() throws IOException {
    Map<String, String> expected = tree(d -> oracle.run(INPUTS.get("good"), NESTED, "--mlir-print-ir-after-all", "--mlir-print-ir-tree-dir=" + d));
    assertEquals(expected, tree(d -> ZkOptRun.of(INPUTS.get("good"), NESTED, "--mlir-print-ir-after-all", "--mlir-print-ir-tree-dir=" + d)));
    assertEquals(3, expected.size());
  }

  private interface Dumping {
    void run(Path into) throws IOException;
  }

  /** The files that a run makes, by name. */
  private Map<String, String> tree(Dumping run) throws IOException {
    Path into = Files.createTempDirectory(dir, "tree");
    run.run(into);
    var files = new TreeMap<String, String>();
    try (Stream<Path> all = Files.walk(into)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) files.put(into.relativize(file).toString(), Files.readString(file));
    }
    return files;
  }

  /** The same reproducer of a pass that fails, which either tool runs again. */
  @ParameterizedTest
  @ValueSource(strings = {"", " --mlir-pass-pipeline-local-reproducer"})
  void reproducers(String local) throws IOException {
    String flags = "--mlir-disable-threading --pass-pipeline=builtin.module(cse,func.func(symbol-dce))" + local;
    Path file = dir.resolve("reproducer.mlir");
    compare("good " + flags + " --mlir-pass-pipeline-crash-reproducer=" + file);
    String ours = Files.readString(file);
    assertFalse(oracle.run(INPUTS.get("good"), (flags + " --mlir-pass-pipeline-crash-reproducer=" + file).split(" ")).accepted());
    assertEquals(Files.readString(file).replace("cse, func", "cse,func"), ours);
    assertTrue(oracle.run(ours, "--run-reproducer").errors().contains("was scheduled to run under SymbolDCE"));
    ZkOptRun.of(ours, "--run-reproducer").bad("was scheduled to run under SymbolDCE");
  }

  @Test
  void reproducerWithoutFailure() throws IOException {
    Path file = dir.resolve("reproducer.mlir");
    String flag = "--mlir-generate-reproducer=" + file;
    String result = ZkOptRun.of(INPUTS.get("good"), "--cse", flag).good().out();
    String ours = Files.readString(file);
    oracle.run(INPUTS.get("good"), "--cse", flag);
    assertEquals(moduleOf(Files.readString(file)), moduleOf(ours));
    assertEquals(result, ZkOptRun.of(ours, "--run-reproducer").good().out());
    assertEquals(result, oracle.run(ours, "--run-reproducer").output());
    Files.delete(file);
    ZkOptRun.of(INPUTS.get("good"), "--pass-pipeline=builtin.module(func.func(symbol-dce))", flag).bad("symbol table");
    assertFalse(Files.exists(file), "there is no result");
  }

  private static String moduleOf(String reproducer) {
    return reproducer.substring(0, reproducer.indexOf("{-#"));
  }

  /** The same actions in the same order, but for threads, times and the name spaces of rewrites. */
  @ParameterizedTest
  @ValueSource(strings = {"--canonicalize --cse", "--canonicalize --log-mlir-actions-filter=f.c:4", "--canonicalize --log-mlir-actions-filter=f.c:4:5",
      "--canonicalize --log-mlir-actions-filter=f.c", "--canonicalize --log-mlir-actions-filter=nowhere:3", NESTED})
  void actions(String flags) throws IOException {
    String text = INPUTS.get("good");
    Path log = dir.resolve("log");
    Path profile = dir.resolve("profile");
    String[] arguments = (flags + " --log-actions-to=" + log + " --profile-actions-to=" + profile).split(" ");
    oracle.run(text, arguments);
    String expected = masked(log);
    String expectedProfile = masked(profile);
    ZkOptRun.of(text, arguments).good();
    assertEquals(expected, masked(log));
    assertEquals(expectedProfile, masked(profile));
  }

  private static String masked(Path log) throws IOException {
    return Files.readString(log).replaceAll("\\[thread [^]]*]", "[thread]").replaceAll("\"tid\": [0-9]+, \"ts\": [0-9]+", "\"tid\"")
        .replace("(anonymous namespace)::", "");
  }

  /** Each pass that mlir-opt has too is called the same in dumps. */
  @Test
  void titlesOfPasses() throws IOException {
    for (var pass : PassRegistry.load(getClass().getClassLoader()).passes()) {
      String pipeline = "--pass-pipeline=" + (pass.anchor().equals("func.func") ? "builtin.module(func.func(" + pass.name() + "))" : "builtin.module(" + pass.name() + ")");
      var answer = oracle.run("func.func @f() {\n  return\n}\n", pipeline, "--mlir-print-ir-after-all");
      if (!answer.accepted()) continue; // a pass of ours, which --pass-pipeline does not know there
      assertTrue(answer.errors().contains("// -----// IR Dump After " + pass.title() + " (" + pass.name() + ") //----- //"), pass.name() + ": " + answer.errors());
    }
  }

  /** What is wrong with a pipeline: mlir-opt's reason at mlir-opt's place, below the whole pipeline. */
  @ParameterizedTest
  @ValueSource(strings = {"builtin.module(func.func(cse)))", "builtin.module(func.func(cse,))", "builtin.module(func.func(cse)cse)", "builtin.module(foo)",
      "builtin.module(func.func(foo))", "builtin.module(canonicalize{max-iterations=1)", "builtin.module(,cse)", "builtin.module(cse,,cse)",
      "builtin.module(\n  func.func(\n    cse,\n    foo\n  )\n)"})
  void wrongPipelines(String pipeline) throws IOException {
    String flag = "--pass-pipeline=" + pipeline.translateEscapes();
    var expected = oracle.run("", flag);
    assertFalse(expected.accepted());
    String[] theirs = expected.errors().split("\n");
    String reason = theirs[0].substring(theirs[0].lastIndexOf("error: ") + "error: ".length());
    String[] ours = ZkOptRun.of("", flag).bad(reason).err().split("\n");
    assertEquals(afterCaret(theirs[1], theirs[2]), afterCaret(ours[1], ours[2]).substring(0, afterCaret(theirs[1], theirs[2]).length()));
    assertTrue(pipeline.translateEscapes().lines().toList().contains(ours[1]), ours[1]);
  }

  private static String afterCaret(String line, String caret) {
    return line.substring(Math.min(line.length(), caret.indexOf('^')));
  }

  /** An element with wrong options is named as mlir-opt names it. */
  @ParameterizedTest
  @ValueSource(strings = {"canonicalize{max-iterations=notaninteger}", "canonicalize{invalid=1}", "canonicalize{top-down=maybe}", "cse{a=1}", "affine-loop-fusion{mode=invalid}",
      "canonicalize{region-simplify=no}", "func.func(affine-loop-unroll{unroll-factor=-1})", "func.func(affine-loop-tile{tile-size=4294967296})",
      "func.func(affine-data-copy-generate{fast-mem-capacity=0x10000000000000000})", "affine-loop-fusion{fusion-compute-tolerance=x}"})
  void wrongOptions(String element) throws IOException {
    String flag = "--pass-pipeline=builtin.module(" + element + ")";
    String reason = oracle.run("", flag).errors().lines().filter(l -> l.startsWith("failed to add")).findFirst().orElseThrow();
    ZkOptRun.of("", flag).bad(reason);
  }

  /** Diagnostics, with the operation that they are about, or without. */
  @ParameterizedTest
  @ValueSource(strings = {"", "--mlir-print-op-on-diagnostic=0", "--mlir-print-op-on-diagnostic=false", "--mlir-print-debuginfo", "--mlir-print-skip-regions",
      "--verify-diagnostics"})
  void diagnostics(String flags) throws IOException {
    for (String input : List.of("operands", "symbols", "branch", "undeclared")) compare((input + " " + flags).strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"expected --verify-diagnostics", "unexpected --verify-diagnostics", "good --verify-diagnostics", "good --verify-diagnostics --cse",
      "expected --verify-diagnostics --split-input-file", "good --mlir-print-stacktrace-on-diagnostic"})
  void verifiedDiagnostics(String command) throws IOException {
    compare(command);
  }
}
