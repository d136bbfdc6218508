package zkopt.transforms.reduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.ir.IRContext;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

class ReductionTreeTest {
  private static final String INPUT = """
      module attributes {a.left = 1 : i32} {
        func.func private @unused()
        func.func @helper(%a: i32) -> i32 {
          return %a : i32
        }
        func.func @f(%a: i32, %n: index) -> i32 attributes {b.left} {
          %0 = arith.addi %a, %a : i32
          %1 = arith.muli %0, %a : i32
          %2 = call @helper(%1) : (i32) -> i32
          affine.for %i = 0 to 4 {
            %5 = arith.index_cast %i : index to i32
            %3 = arith.divsi %5, %2 {c.kept} : i32
          }
          %4 = arith.subi %1, %2 : i32
          return %4 : i32
        }
      }
      """;

  @TempDir
  Path dir;

  private String script(String body) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell on this machine");
    Path file = Files.writeString(dir.resolve("test.sh"), "#!/bin/sh\n" + body);
    assertTrue(file.toFile().setExecutable(true));
    return file.toString();
  }

  private static String reduce(String test, IRContext context, boolean good) {
    var module = Parser.parse(context, "text", INPUT);
    var pipeline = PassPipeline.parse("builtin.module(reduction-tree{test=" + test + "})", PassRegistry.load());
    assertEquals(good, new PassManager(context, pipeline).run(module), () -> context.diagnostics().diagnostics().toString());
    return AsmPrinter.print(module);
  }

  @Test
  void keepsWhatTheTestLooksFor() throws IOException {
    String test = script("grep -q 'divsi.*c.kept' \"$1\" && exit 1\nexit 0\n");
    assertEquals("""
        module {
          func.func @f(%arg0: i32, %arg1: index) -> i32 {
            affine.for %arg2 = 0 to 4 {
              %0 = builtin.unrealized_conversion_cast to i32
              %1 = arith.divsi %0, %arg0 {c.kept} : i32
            }
            return %arg0 : i32
          }
        }
        """, reduce(test, IRContext.withAllDialects(), true));
  }

  @Test
  void whatIsNotInterestingIsLeft() throws IOException {
    var context = IRContext.withAllDialects();
    String after = reduce(script("exit 0\n"), context, false);
    assertTrue(context.diagnostics().diagnostics().getFirst().message().contains("is not interesting"));
    assertEquals(AsmPrinter.print(Parser.parse(IRContext.withAllDialects(), "text", INPUT)), after);
  }

  @Test
  void aTestThatCannotRun() {
    var context = IRContext.withAllDialects();
    reduce(dir.resolve("none").toString(), context, false);
    assertTrue(context.diagnostics().diagnostics().getFirst().message().contains("cannot run the test"));
    assertFalse(context.diagnostics().diagnostics().getFirst().message().contains("Exception"));
  }
}
