package zkopt.lowering.affine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.lowering.interp.AffineInterpreter;

/** Gather whose indices are an input. */
class GatherByDataTest {
  private static double[] gather(int axis, String result, double[] data, double... indices) {
    var module = Texts.run("onnx-to-affine", """
        func.func @main_graph(%%x: tensor<2x3x4xf32>, %%i: tensor<2x2xi64>) -> tensor<%2$sxf32> {
          %%0 = "onnx.Gather"(%%x, %%i) <{axis = %1$d : si64}> : (tensor<2x3x4xf32>, tensor<2x2xi64>) -> tensor<%2$sxf32>
          return %%0 : tensor<%2$sxf32>
        }
        """.formatted(axis, result));
    return AffineInterpreter.of(module).run(data, indices).getFirst();
  }

  private static double[] data() {
    double[] data = new double[24];
    for (int i = 0; i < data.length; i++) data[i] = 100 + i;
    return data;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -2})
  void indicesCountFromEitherEnd(int axis) {
    double[] actual = gather(axis, "2x2x2x4", data(), 0, 2, -1, -3);
    int[] rows = {0, 2, 2, 0};
    double[] expected = new double[32];
    for (int i = 0; i < expected.length; i++) expected[i] = 100 + i / 16 * 12 + rows[i / 4 % 4] * 4 + i % 4;
    assertArrayEquals(expected, actual);
  }

  @Test
  void outOfRangeGivesZeros() {
    double[] actual = gather(0, "2x2x3x4", data(), 1, 5, -3, 0);
    double[] expected = new double[48];
    for (int i = 0; i < 12; i++) {
      expected[i] = 112 + i;
      expected[36 + i] = 100 + i;
    }
    assertArrayEquals(expected, actual);
  }
}
