package zkopt.tools.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags of zkopt for looking at runs and shaping text. */
class ZkOptFlagsTest {
  private static final String FUNCTION = """
      func.func @f(%a: i32 loc("in")) -> i32 {
        %0 = arith.addi %a, %a : i32 loc("first add")
        %1 = arith.addi %a, %a : i32 loc("f.c":4:5)
        %2 = arith.muli %0, %1 : i32
        return %2 : i32
      }
      """;

  @TempDir
  Path dir;

  private static ZkOptRun zkopt(String input, String... arguments) {
    return ZkOptRun.of(input, arguments);
  }

  private static ZkOptRun good(String input, String... arguments) {
    return zkopt(input, arguments).good();
  }

  @Test
  void rewritesOfSomeDialects() {
    String text = """
        func.func @f(%a: index, %b: i1) -> index {
          %0 = affine.apply affine_map<(d0) -> (d0 + 1)>(%a)
          %1 = affine.apply affine_map<(d0) -> (d0 + 2)>(%0)
          %2 = scf.if %b -> index { scf.yield %0 : index } else { scf.yield %1 : index }
          return %2 : index
        }
        """;
    String affine = good(text, "--canonicalize=filter-dialects=affine").out();
    assertTrue(affine.contains("s0 + 3") && affine.contains("scf.if"), affine);
    String scf = good(text, "--canonicalize=filter-dialects=scf").out();
    assertTrue(scf.contains("d0 + 2") && scf.contains("arith.select"), scf);
  }

  /** x * x and x * x are only one after common sub-expressions were eliminated, and then their difference is zero. */
  @Test
  void commonSubExpressionsBetweenIterations() {
    String text = """
        func.func @f(%x: i32) -> i32 {
          %0 = arith.muli %x, %x : i32
          %1 = arith.muli %x, %x : i32
          %2 = arith.subi %0, %1 : i32
          return %2 : i32
        }
        """;
    assertTrue(good(text, "--canonicalize").out().contains("arith.subi"));
    assertTrue(good(text, "--canonicalize=cse-between-iterations").out().contains("arith.constant 0 : i32"));
  }

  @Test
  void stackTraces() {
    var run = zkopt("func.func @f() -> i32 { return }", "--mlir-print-stacktrace-on-diagnostic");
    assertTrue(run.err().contains("note: diagnostic emitted with trace:\n  zkopt.dialect.func.ReturnOp.verify(ReturnOp.java:"), run.err());
  }

  @Test
  void namesFromLocations() {
    assertTrue(good(FUNCTION, "--mlir-use-nameloc-as-prefix").out().contains("%first_add = arith.addi %in, %in : i32"));
  }

  @Test
  void oneOperationWithoutItsModule() {
    var run = zkopt("module {}\nmodule {}", "--no-implicit-module");
    assertEquals(2, run.code());
    assertEquals("<stdin>:0:0: error: source must contain a single top-level operation, found: 2\n", run.err());
    assertTrue(zkopt(FUNCTION, "--no-implicit-module", "--pass-pipeline=builtin.module(cse)").err()
        .contains("can't run 'builtin.module' pass manager on 'func.func' op"));
    assertTrue(zkopt(FUNCTION, "--no-implicit-module", "--export-onnx=x.onnx").err().contains("made from a module"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree", "list"})
  void timesInJson(String display) throws IOException {
    var json = new ObjectMapper().readTree(good(FUNCTION, "--cse", "--mlir-timing", "--mlir-output-format=json", "--mlir-timing-display=" + display).err());
    assertTrue(json.findValuesAsText("name").containsAll(List.of("Parser", "CSE", "Output", "Rest", "Total")), json.toString());
    assertTrue(json.get(0).get("wall").get("duration").isNumber());
  }

  @Test
  void statisticsAsListAndAsPipelines() {
    String[] flags = {"--pass-pipeline=builtin.module(func.func(cse,sccp),cse)", "--mlir-pass-statistics"};
    assertTrue(good(FUNCTION, flags).err().endsWith("""
        'func.func' Pipeline
          CSE
            (S) 1 num-cse'd - Number of operations CSE'd
            (S) 0 num-dce'd - Number of operations DCE'd
          SCCP
        CSE
          (S) 0 num-cse'd - Number of operations CSE'd
          (S) 0 num-dce'd - Number of operations DCE'd

        """), good(FUNCTION, flags).err());
    assertTrue(good(FUNCTION, flags[0], flags[1], "--mlir-pass-statistics-display=list").err().endsWith("""
        ===
        CSE
          (S) 1 num-cse'd - Number of operations CSE'd
          (S) 0 num-dce'd - Number of operations DCE'd

        """));
  }

  /** Numbers below each other, and what stands for a count in the help of the pass. */
  @Test
  void statisticsAreAligned() {
    String twelve = FUNCTION.replace("%0 = arith.addi %a, %a : i32 loc(\"first add\")",
        "%0 = arith.addi %a, %a : i32\n" + "  arith.addi %a, %a : i32\n".repeat(12));
    assertTrue(good(twelve, "--cse", "--mlir-pass-statistics").err().contains("""
          (S)  1 num-cse'd - Number of operations CSE'd
          (S) 12 num-dce'd - Number of operations DCE'd
        """), good(twelve, "--cse", "--mlir-pass-statistics").err());
    assertTrue(good("", "--help-cse").out().contains("(S) num-dce'd"));
  }

  @Test
  void countersLeaveStepsOut() {
    var run = good(FUNCTION, "--cse", "--mlir-debug-counter=pass-execution-count=0", "--mlir-print-debug-counter");
    assertTrue(run.out().contains("%1 = arith.addi"), run.out());
    assertEquals("DebugCounter counters:\npass-execution                  : {1,0,0}\n", run.err());
    assertFalse(good(FUNCTION, "--cse", "--mlir-debug-counter=pass-execution-skip=0").out().contains("%2 ="));
    assertTrue(good(FUNCTION, "--cse", "--mlir-debug-counter=pass-execution-skip=1").out().contains("%2 ="));
    assertEquals("DebugCounter counters:\nGreedyPatternRewriteIteration   : {1,1,-1}\n",
        good(FUNCTION, "--canonicalize", "--mlir-debug-counter=GreedyPatternRewriteIteration-skip=1", "--mlir-print-debug-counter").err());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "x; expected DebugCounter argument to have an `=` separating the counter name and value, but the provided argument was: `x`",
      "x-skip=y; expected DebugCounter counter value to be numeric, but got `y`",
      "x-blah=1; expected DebugCounter counter name to end with either `-skip` or `-count`, but got `x-blah`"})
  void wrongCounters(String text) {
    var run = zkopt(FUNCTION, "--mlir-debug-counter=" + text.substring(0, text.indexOf(';')));
    assertEquals(2, run.code());
    assertEquals("zkopt: error: " + text.substring(text.indexOf(';') + 2) + "\n", run.err());
  }

  @Test
  void actionsAreLoggedAndProfiled() throws IOException {
    String text = """
        func.func @f(%a: index, %m: memref<9xf32>) -> f32 {
          %0 = affine.apply affine_map<(d0) -> (d0 + 1)>(%a)
          %2 = affine.apply affine_map<(d0) -> (d0 + 2)>(%0)
          %3 = affine.load %m[%2] : memref<9xf32>
          return %3 : f32
        }
        """;
    Path log = dir.resolve("log");
    good(text, "--canonicalize", "--log-actions-to=" + log);
    String all = Files.readString(log);
    String begins = "[thread " + Thread.currentThread().getName() + "] begins (no breakpoint) Action ";
    assertTrue(all.startsWith(begins + "`pass-execution` running `Canonicalizer` on Operation `builtin.module` (module {...})`\n"), all);
    assertEquals(all, good(text, "--canonicalize", "--log-actions-to=-", "--mlir-print-skip-regions").out().replace("module {...}\n\n", ""));
    good(text, "--canonicalize", "--log-actions-to=" + log, "--log-mlir-actions-filter=<stdin>:3,other.mlir");
    assertFalse(Files.readString(log).contains("pass-execution"));
    assertTrue(Files.readString(log).contains("= affine.apply affine_map<(d0) -> (d0 + 2)>(%0))`"), Files.readString(log));
    for (String filter : List.of(":3", "f:0", "f:1:x", "f:1:2:3")) zkopt(text, "--log-actions-to=-", "--log-mlir-actions-filter=" + filter).bad("invalid location filter: '" + filter + "'");
    Path profile = dir.resolve("profile");
    good(text, "--canonicalize", "--profile-actions-to=" + profile);
    var events = new ObjectMapper().readTree(profile.toFile());
    assertEquals("`pass-execution` running `Canonicalizer` on Operation `builtin.module`", events.get(0).get("args").get("desc").asText());
    assertEquals("GreedyPatternRewriteIteration(1)", events.get(1).get("args").get("desc").asText());
    assertEquals("E", events.get(events.size() - 1).get("ph").asText());
    String debug = good(text, "--canonicalize", "--debug-only=greedy-rewriter").err();
    assertTrue(debug.startsWith(begins + "`apply-pattern") && debug.contains("`apply-pattern`: applied\n") && debug.contains("`apply-pattern`: did not apply\n"), debug);
    assertTrue(good(text, "--cse", "--debug").err().startsWith(begins + "`pass-execution"));
    assertEquals("", good(text, "--canonicalize").err());
    zkopt(text, "--log-actions-to=" + dir).bad("cannot open output file '" + dir + "'");
    assertEquals(2, zkopt(text, "--debug-only=nothing").code());
  }

  @Test
  void remarksAreForWhoAsks() {
    String loops = """
        func.func @f(%a: memref<4xf32>, %b: memref<4xf32>, %c: memref<f32>) {
          affine.for %i = 0 to 4 {
            %0 = affine.load %a[%i] : memref<4xf32>
            %1 = affine.load %b[%i] : memref<4xf32>
            %2 = arith.mulf %0, %1 : f32
            %3 = affine.load %c[] : memref<f32>
            %4 = arith.addf %3, %2 : f32
            affine.store %4, %c[] : memref<f32>
          }
          return
        }
        """;
    String pass = "--raise-affine-to-contract";
    String expected = "remark: [Missed] NoContraction | Category:raise-affine-to-contract | Function=f | Reason=\"not a contraction: ";
    for (String flag : List.of("--remarks-filter=.*", "--remarks-filter=cse|raise.*", "--remarks-filter-missed=raise-affine-to-contract", "--debug")) {
      assertTrue(good(loops, pass, flag).err().contains(expected), flag);
    }
    for (String flag : List.of("--verify-each", "--remarks-filter=raise", "--remarks-filter-passed=.*", "--remarks-filter-failed=.*", "--remarks-filter-analyse=.*",
        "--remarks-filter-missed=cse")) {
      assertEquals("", good(loops, pass, flag).err(), flag);
    }
    zkopt(loops, "--remarks-filter=(").bad("'--remarks-filter': '(' is not a regular expression: unclosed group");
    good("// expected-remark@+3 {{not a contraction}}\n\n" + loops, pass, "--remarks-filter=.*", "--verify-diagnostics");
  }

  private static final String CALLS = """
      func.func private @callee(%a: i32) -> i32 {
        return %a : i32
      }
      func.func private @unknown(i32) -> i32
      func.func @f(%a: i32, %n: index) -> i32 {
        %0 = call @unknown(%a) : (i32) -> i32
        %1 = call @callee(%0) : (i32) -> i32
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        scf.for %i = %c0 to %n step %c1 {
          %x = arith.divsi %a, %1 : i32
          %y = func.call @unknown(%x) : (i32) -> i32
        }
        return %1 : i32
      }
      """;

  @Test
  void remarksOfSeveralPasses() {
    String all = good(CALLS, "--inline", "--loop-invariant-code-motion", "--remarks-filter=.*").err();
    assertTrue(all.contains("<stdin>:7:8: remark: [Passed] Inlined | Category:inline | Function=f | Remark=\"'callee' is inlined into 'f'\"\n"), all);
    assertTrue(all.contains("<stdin>:6:8: remark: [Missed] NotInlined | Category:inline | Function=f | Reason=\"'unknown' is not inlined into 'f': its body is not known\"\n"), all);
    assertTrue(all.contains("<stdin>:11:10: remark: [Missed] NotHoisted | Category:loop-invariant-code-motion | Function=f"), all);
    String failed = good(FUNCTION, "--canonicalize=max-iterations=0", "--remarks-filter-failed=canonicalize").err();
    assertTrue(failed.contains("remark: [Failure] NotConverged | Category:canonicalize | Reason=\"failed to converge within 0 iterations\"\n"), failed);
  }

  /** In the order of their places, though they are made in another. */
  @Test
  void remarksInTheEnd() {
    String err = good(CALLS, "--pass-pipeline=builtin.module(loop-invariant-code-motion,inline)", "--remarks-filter=.*", "--remark-policy=final").err();
    var lines = err.lines().filter(l -> l.contains("remark: ")).map(l -> l.split(":")[1]).toList();
    assertEquals(List.of("6", "7", "11", "12"), lines.stream().distinct().toList(), err);
    assertTrue(zkopt(CALLS, "--remark-policy=last").err().contains("expected 'all' or 'final', but got 'last'"));
  }

  @Test
  void remarksInAFile() throws IOException {
    Path file = dir.resolve("remarks.yaml");
    var run = good(CALLS, "--inline", "--remarks-filter-passed=inline", "--remark-format=yaml", "--remarks-output-file=" + file);
    assertEquals("", run.err());
    assertEquals("""
        --- !Passed
        Pass:            inline
        Name:            Inlined
        DebugLoc:        { File: '<stdin>', Line: 7, Column: 8 }
        Function:        f
        Args:
          - Remark:          '''callee'' is inlined into ''f'''
        ...
        """, Files.readString(file));
    zkopt(CALLS, "--remark-format=bitstream").bad("'--remark-format=bitstream' is not there");
    zkopt(CALLS, "--remark-format=xml").bad("expected 'emitRemark' or 'yaml' or 'bitstream', but got 'xml'");
    zkopt(CALLS, "--remark-format=yaml", "--remarks-output-file=" + dir).bad("cannot open output file '" + dir + "'");
  }

  @Test
  void resourcesPassThroughAsTheyAre() {
    String text = "module attributes {a.b = dense_resource<w> : tensor<4xf32>} {\n}\n\n{-#\n  dialect_resources: {\n    builtin: {\n      w: \"0x%s\"\n    }\n  }\n#-}\n";
    String upper = text.formatted("10000000" + "0A0B0C0D".repeat(4));
    assertEquals(upper + "\n", good(upper).out());
    assertEquals(upper + "\n", good(text.formatted("10000000" + "0a0b0c0d".repeat(4))).out());
    for (String wrong : List.of("100", "10000000" + "0A0B0C0G".repeat(4), "10000000" + "0A0B0C0D".repeat(3), "10000000" + "0A0B0C0D".repeat(3) + "0A0B0C0")) {
      var run = zkopt(text.formatted(wrong));
      assertEquals(2, run.code(), run.out());
      assertTrue(run.err().matches("(?s)<stdin>:[0-9]+:[0-9]+: error: .*"), run.err());
    }
  }

  /** The columns of a long line, in bytes, are not counted from its start for each operation. */
  @Test
  @Timeout(20)
  void oneLongLine() {
    int operations = 200_000;
    String start = "func.func @f() { ";
    String operation = "\"a.b\"() {c = \"\u00e9\"} : () -> () ";
    int column = start.length() + operations * (operation.length() + 1) + 1;
    zkopt(start + operation.repeat(operations) + "wrong }", "--allow-unregistered-dialect").bad("<stdin>:1:" + column + ": error: custom op 'wrong' is unknown");
  }

  @Test
  void inputsThatCannotBeRead() throws IOException {
    zkopt("", dir.resolve("none.onnx").toString()).bad("zkopt: error: cannot open input file '" + dir.resolve("none.onnx") + "': No such file or directory");
    zkopt("", dir.toString(), "--import-onnx").bad("cannot open input file '" + dir + "': Is a directory");
    zkopt("", dir.toString()).bad("cannot open input file '" + dir + "': Is a directory");
    zkopt("func.func @f() { return }", "--export-onnx=" + dir.resolve("none/x.onnx")).bad("error: ");
    zkopt("", "--load-plugin").bad("missing required parameter for option '--load-plugin' (<jar>)");
  }

  /** Texts that fuzzing found to crash what verifies or prints them. */
  @ParameterizedTest
  @ValueSource(strings = {
      "func.func @f(%c: tensor<i1>) {\n\"onnx.If\"(%c) ({\n^bb0:\n}, {\n^bb0:\n}) : (tensor<i1>) -> ()\nreturn\n}",
      "func.func @f() {\n\"plonk.apply\"() <{gate = @g}> : () -> ()\nreturn\n}\n\"plonk.table\"() <{bits = 4 : i64}> : () -> ()",
      "func.func @f(%a: f32) {\n%0 = \"arith.cmpf\"(%a, %a) <{predicate = 17 : i64}> : (f32, f32) -> i1\nreturn\n}"})
  void brokenIrIsRefused(String text) {
    var run = zkopt(text);
    assertEquals(2, run.code(), run.out());
    assertTrue(run.err().matches("(?s)<stdin>:[0-9]+:[0-9]+: error: .*"), run.err());
    assertFalse(run.err().contains("Exception"), run.err());
  }
}
