package zkopt.lowering.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zkopt.lowering.onnx.OperatorTests.assertFolds;
import static zkopt.lowering.onnx.OperatorTests.errorOf;
import static zkopt.lowering.onnx.OperatorTests.fixed;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;
import zkopt.ir.FloatType;

class CastTest {
  @Test
  void integersKeepTheirLowBits() {
    assertFolds("tensor<4xi4>", new double[] {7, -8, -8, 3}, "Cast", "to = i4", "dense<[-9.0, -8.9, 8.0, 3.7]> : tensor<4xf32>");
    assertFolds("tensor<4xui4>", new double[] {7, 15, 8, 0}, "Cast", "to = ui4", "dense<[-9, -1, 8, 16]> : tensor<4xi32>");
    assertFolds("tensor<3xui8>", new double[] {255, 0, 200}, "Cast", "to = ui8", "dense<[-1, 256, 200]> : tensor<3xi32>");
    assertFolds("tensor<2xi8>", new double[] {-56, 5}, "Cast", "to = i8", "dense<[200, 5]> : tensor<2xui8>");
    assertFolds("tensor<2xui32>", new double[] {4294967295.0, 5}, "Cast", "to = ui32", "dense<[-1, 5]> : tensor<2xi32>");
  }

  @Test
  void powersOfTwoAreRoundedAsTheModeSays() {
    String x = "dense<[0.124, 1.1, 1.5, 2.0]> : tensor<4xf32>";
    assertFolds("tensor<4xf8E8M0FNU>", new double[] {0.125, 2, 2, 2}, "Cast", "to = f8E8M0FNU, round_mode = \"up\"", x);
    assertFolds("tensor<4xf8E8M0FNU>", new double[] {0.0625, 1, 1, 2}, "Cast", "to = f8E8M0FNU, round_mode = \"down\"", x);
    assertFolds("tensor<4xf8E8M0FNU>", new double[] {0.125, 1, 2, 2}, "Cast", "to = f8E8M0FNU, round_mode = \"nearest\"", x);
  }

  @Test
  void whatMayOverflowToNaNIsRefused() {
    assertTrue(errorOf("Cast", "to = f8E4M3FN, saturate = 0 : si64", "dense<1.0> : tensor<1xf32>").contains("saturate = 0"));
  }

  /** Every value of the fixed-point format about the format's range, ties and signs included. */
  @ParameterizedTest
  @CsvSource({"F4E2M1FN, 7", "F8E4M3FN, 500", "F8E4M3FNUZ, 250"})
  void fixedPointValuesAreRoundedToTheNearest(FloatType type, double range) {
    double[] magnitudes = type.magnitudes();
    double largest = magnitudes[magnitudes.length - 1];
    double[] x = IntStream.rangeClosed(-2000, 2000).mapToDouble(i -> Math.rint(i * range / 2000 * 64) / 64).toArray();
    double[] y = fixed("""
        func.func @main_graph(%%x: tensor<4001xf32>) -> tensor<4001xf32> {
          %%0 = "onnx.Cast"(%%x) <{to = %1$s}> : (tensor<4001xf32>) -> tensor<4001x%1$s>
          %%1 = "onnx.Cast"(%%0) <{to = f32}> : (tensor<4001x%1$s>) -> tensor<4001xf32>
          return %%1 : tensor<4001xf32>
        }
        """.formatted(type), x);
    for (int i = 0; i < x.length; i++) assertEquals(type.round(Math.clamp(x[i], -largest, largest)), y[i], 0.0, "of " + x[i]);
  }

  /** Values of as many bits as inputs have, ties included: they have more significant bits than the type. */
  @ParameterizedTest
  @CsvSource({"f16", "bf16"})
  void fixedPointValuesAreRoundedToShortSignificands(String name) {
    FloatType type = name.equals("f16") ? FloatType.F16 : FloatType.BF16;
    double[] x = IntStream.range(0, 4001).mapToDouble(i -> Math.scalb((double) ((i * 2654435761L) % 16_000_000), -12 - i % 9) * (i % 2 == 0 ? 1 : -1))
        .map(v -> Math.rint(v * 4096) / 4096).toArray();
    for (int i = 0; i < 40; i++) x[i] = (i % 2 == 0 ? 1 : -1) * (1 + Math.scalb(2.0 * i + 1, -type.significantBits()));
    double[] y = fixed("""
        func.func @main_graph(%%x: tensor<4001xf32>) -> tensor<4001xf32> {
          %%0 = "onnx.Cast"(%%x) <{to = %1$s}> : (tensor<4001xf32>) -> tensor<4001x%1$s>
          %%1 = "onnx.Cast"(%%0) <{to = f32}> : (tensor<4001x%1$s>) -> tensor<4001xf32>
          return %%1 : tensor<4001xf32>
        }
        """.formatted(name), x);
    for (int i = 0; i < x.length; i++) assertEquals(type.round(x[i]), y[i], 0.0, "of " + x[i]);
  }
}
