package zkopt.lowering.plonk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

class PrintGatesTest {
  @Test
  void constraintsAreFormulas() {
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "gate.mlir", """
        plonk.table @range12 range(12)
        plonk.table @square rows(dense<[[0, 0], [1, 1], [2, 4]]> : tensor<3x2xi64>)
        plonk.gate @g : (!fixed.q<5, 0>, !fixed.q<5, 0>) -> !fixed.q<9, 0> cells(bit, limb) virtual(1) witness(%a, %b) {
          plonk.yield %a, %b, %a
        } constraints(%a, %b, %y, %bit, %limb) {
          %one = plonk.constant 1
          %minus = plonk.constant -2
          %large = plonk.constant 4096
          %0 = plonk.sub %bit, %one
          %1 = plonk.mul %bit, %0
          plonk.constrain %1 "a bit"
          %2 = plonk.mul %limb, %large
          %3 = plonk.add %a, %2
          %4 = plonk.mul %3, %3
          %5 = plonk.mul %4, %minus
          %6 = plonk.sub %y, %5
          plonk.constrain %6 "the square"
          plonk.define %b, %3
          plonk.lookup @range12(%limb)
          plonk.lookup @square(%bit, %0)
        }
        """);
    var out = new ByteArrayOutputStream();
    var manager = new PassManager(context, PassPipeline.parse("builtin.module(print-gates)", PassRegistry.load())).printTo(new PrintStream(out, true));
    assertTrue(manager.run(module), () -> context.diagnostics().drain().toString());
    assertEquals("""
        gate @g(a, b) -> (y), cells (bit, limb), degree 2
          bit (bit - 1) = 0                        # a bit
          y = -2 (a + 2^12 limb) (a + 2^12 limb)   # the square
          b := a + 2^12 limb
          0 <= limb < 2^12
          (bit, bit - 1) in @square
        """, out.toString(StandardCharsets.UTF_8));
  }
}
