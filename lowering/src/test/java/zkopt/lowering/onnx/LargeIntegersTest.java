package zkopt.lowering.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;

/** Whole constants beyond what float32 holds stay exact down to fixed point. */
class LargeIntegersTest {
  @ParameterizedTest
  @CsvSource({"16777217, -33554433, 5", "4503599627370497, 123456789012345, -123456789012345", "1152921504606846977, 3, 16777217"})
  void sumsWithThemAreExact(long a, long b, long c) {
    assertArrayEquals(new long[] {a + 1, b + 2, c + 3}, sums("dense<[%d, %d, %d]> : tensor<3xi64>".formatted(a, b, c)));
    assertArrayEquals(new long[] {a + 1, a + 2, a + 3}, sums("dense<%d> : tensor<3xi64>".formatted(a)));
  }

  /** As onnx-mlir writes constants that are no tensor, and ends its functions. */
  @Test
  void listsAreExactToo() {
    ModuleOp module = Programs.parse("""
        func.func @main_graph(%x: tensor<1x3xi64>) -> tensor<3x1xi64> {
          %0 = onnx.Constant {value_ints = [16777217, -33554433, 4503599627370497]} : tensor<3xi64>
          %1 = onnx.Constant {value_int = 1152921504606846977 : si64} : tensor<i64>
          %2 = "onnx.Add"(%x, %0) : (tensor<1x3xi64>, tensor<3xi64>) -> tensor<1x3xi64>
          %3 = "onnx.Add"(%2, %1) : (tensor<1x3xi64>, tensor<i64>) -> tensor<1x3xi64>
          %4 = onnx.Constant {value_ints = [3, 1]} : tensor<2xi64>
          %5 = "onnx.Reshape"(%3, %4) : (tensor<1x3xi64>, tensor<2xi64>) -> tensor<3x1xi64>
          onnx.Return %5 : tensor<3x1xi64>
        }
        """).run("onnx-to-affine,affine-to-fixed");
    long one = 1152921504606846977L;
    assertArrayEquals(new long[] {1 + 16777217 + one, 2 - 33554433 + one, 3 + 4503599627370497L + one},
        AffineInterpreter.of(module).runFixed(new long[] {1, 2, 3}).getFirst());
  }

  private static long[] sums(String constant) {
    ModuleOp module = Programs.parse("""
        func.func @main_graph(%%x: tensor<3xi64>) -> tensor<3xi64> {
          %%0 = "onnx.Constant"() <{value = %s}> : () -> tensor<3xi64>
          %%1 = "onnx.Add"(%%x, %%0) : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi64>
          return %%1 : tensor<3xi64>
        }
        """.formatted(constant)).run("onnx-to-affine,affine-to-fixed");
    return AffineInterpreter.of(module).runFixed(new long[] {1, 2, 3}).getFirst();
  }
}
