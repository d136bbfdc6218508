package zkopt.lowering.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.lowering.Programs;

/** Which patterns become operators on integers, and what they compute then. */
class QdqFusionTest {
  /** A quantised matrix product with a bias, for the scale of the bias and the operator between. */
  private static String dense(double biasScale, String between) {
    return """
        func.func @main_graph(%%x: tensor<1x3xf32>) -> tensor<1x2xf32> {
          %%xs = onnx.Constant dense<0.5> : tensor<f32>
          %%xz = onnx.Constant dense<3> : tensor<ui8>
          %%q = "onnx.QuantizeLinear"(%%x, %%xs, %%xz) : (tensor<1x3xf32>, tensor<f32>, tensor<ui8>) -> tensor<1x3xui8>
          %%d = "onnx.DequantizeLinear"(%%q, %%xs, %%xz) : (tensor<1x3xui8>, tensor<f32>, tensor<ui8>) -> tensor<1x3xf32>
          %%w = onnx.Constant dense<[[10, -20, 30], [127, -128, 5]]> : tensor<2x3xi8>
          %%ws = onnx.Constant dense<0.25> : tensor<f32>
          %%wd = "onnx.DequantizeLinear"(%%w, %%ws, %%none) : (tensor<2x3xi8>, tensor<f32>, none) -> tensor<2x3xf32>
          %%b = onnx.Constant dense<[7, -9]> : tensor<2xi32>
          %%bs = onnx.Constant dense<%s> : tensor<f32>
          %%bd = "onnx.DequantizeLinear"(%%b, %%bs, %%none) : (tensor<2xi32>, tensor<f32>, none) -> tensor<2xf32>
          %%g = "onnx.Gemm"(%%d, %%wd, %%bd) <{transB = 1 : si64}> : (tensor<1x3xf32>, tensor<2x3xf32>, tensor<2xf32>) -> tensor<1x2xf32>
          %s
          %%ys = onnx.Constant dense<2.0> : tensor<f32>
          %%yz = onnx.Constant dense<0> : tensor<ui8>
          %%yq = "onnx.QuantizeLinear"(%%r, %%ys, %%yz) : (tensor<1x2xf32>, tensor<f32>, tensor<ui8>) -> tensor<1x2xui8>
          %%y = "onnx.DequantizeLinear"(%%yq, %%ys, %%yz) : (tensor<1x2xui8>, tensor<f32>, tensor<ui8>) -> tensor<1x2xf32>
          return %%y : tensor<1x2xf32>
        }
        """.formatted(biasScale, between).replace("%xs = onnx", "%none = \"onnx.NoValue\"() <{value}> : () -> none\n  %xs = onnx");
  }

  private static final String RELU = "%r = \"onnx.Relu\"(%g) : (tensor<1x2xf32>) -> tensor<1x2xf32>";
  private static final String TANH = "%r = \"onnx.Tanh\"(%g) : (tensor<1x2xf32>) -> tensor<1x2xf32>";

  private static List<String> operators(String text) {
    ModuleOp module = Programs.parse(text).run("fuse-qdq");
    var names = new ArrayList<String>();
    module.walk(OnnxOp.class, op -> names.add(op.operator().operatorName()));
    return names;
  }

  @Test
  void aDenseLayerBecomesOneOperatorOnIntegers() {
    List<String> names = operators(dense(0.125, RELU));
    assertTrue(names.contains("QGemm"), names.toString());
    assertFalse(names.contains("Relu") || names.contains("Gemm"), names.toString());
  }

  @Test
  void otherScalesOfTheBiasAndOtherFunctionsStay() {
    assertFalse(operators(dense(0.126, RELU)).contains("QGemm"));
    assertFalse(operators(dense(0.125, TANH)).contains("QGemm"));
  }

  /** q = round(x / 0.5) + 3; sums 10, -20, 30 and 127, -128, 5; y = 2 clamp(round(sum * 0.125 / 2)), with ties to even. */
  @Test
  void theResultIsTheIntegerArithmetic() {
    ModuleOp module = Programs.parse(dense(0.125, RELU)).run("onnx-to-affine,affine-to-fixed");
    for (float[] x : new float[][] {{1, 2, 3}, {0.25f, -0.75f, 100}, {-1.5f, 4.25f, 0.5f}, {120, 0, 0}, {-1, -1, 2.5f}}) {
      double[] expected = new double[2];
      int[][] w = {{10, -20, 30}, {127, -128, 5}};
      int[] b = {7, -9};
      for (int n = 0; n < 2; n++) {
        long sum = b[n];
        for (int k = 0; k < 3; k++) sum += w[n][k] * (long) (Math.clamp(Math.rint(x[k] / 0.5) + 3, 0, 255) - 3);
        expected[n] = 2 * Math.clamp(Math.rint(sum * 0.0625), 0, 255);
      }
      double[] actual = Programs.runFixed(module, x);
      for (int n = 0; n < 2; n++) assertEquals(expected[n], actual[n], "output " + n);
    }
  }

  /** Shapes are inferred later: until then equal types do not mean that a Reshape does nothing. */
  @Test
  void whatHasNoShapeYetStays() {
    String text = Programs.parse("""
        func.func @main_graph(%x: tensor<*xf32>) -> tensor<*xf32> {
          %a = onnx.Constant dense<[0]> : tensor<1xi64>
          %y = "onnx.Unsqueeze"(%x, %a) : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
          %s = onnx.Constant dense<0.5> : tensor<f32>
          %z = onnx.Constant dense<3> : tensor<ui8>
          %q = "onnx.QuantizeLinear"(%y, %s, %z) : (tensor<*xf32>, tensor<f32>, tensor<ui8>) -> tensor<*xf32>
          return %q : tensor<*xf32>
        }
        """).run("fuse-qdq").toString();
    assertTrue(text.contains("onnx.Unsqueeze") && text.contains("onnx.QuantizeLinear"), text);
  }
}
