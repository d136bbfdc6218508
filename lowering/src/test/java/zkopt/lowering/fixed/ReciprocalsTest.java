package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;

/** Quotients by constant data. */
class ReciprocalsTest {
  /** The divisors 1, 2 and 2 are whole; their reciprocals are not. */
  @Test
  void reciprocalsOfWholeNumbersKeepTheirFractions() {
    Programs program = Programs.parse("""
        func.func @main_graph(%x: tensor<1x1x3xf32>) -> tensor<1x1x3xf32> {
          %y = "onnx.AveragePool"(%x) <{kernel_shape = [2], pads = [1, 0]}> : (tensor<1x1x3xf32>) -> tensor<1x1x3xf32>
          return %y : tensor<1x1x3xf32>
        }
        """);
    long one = 1 << 12;
    long[] y = AffineInterpreter.of(program.run("onnx-to-affine,affine-to-fixed{width=25 frac-bits=12}")).runFixed(new long[] {one, 2 * one, 5 * one}).getFirst();
    assertArrayEquals(new long[] {one, 3 * one / 2, 7 * one / 2}, y);
  }
}
