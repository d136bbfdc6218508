package zkopt.lowering.onnx;

import static zkopt.lowering.onnx.Computed.values;

import org.junit.jupiter.api.Test;

/** TopK and GridSample, on values that can be checked by hand. */
class SelectionTest {
  private static Computed topK(String attributes, String type, int k, String result) {
    return Computed.of("\"onnx.TopK\"(%arg0, %k) <{" + attributes + "}> : (tensor<" + type + ">, tensor<1xi64>) -> (" + result + ")", type)
        .with("%k = onnx.Constant dense<" + k + "> : tensor<1xi64>");
  }

  @Test
  void elementsComeInOrderAndEqualOnesFromTheFirst() {
    double[] row = {3, 5, 3, -1, 5};
    topK("", "5xf32", 4, "tensor<4xf32>, tensor<4xi64>").gives(values(5, 5, 3, 3), row).andThen(values(1, 4, 0, 2));
    topK("largest = 0 : si64", "5xf32", 4, "tensor<4xf32>, tensor<4xi64>").gives(values(-1, 3, 3, 5), row).andThen(values(3, 0, 2, 1));
    topK("", "5xf32", 0, "tensor<0xf32>, tensor<0xi64>").gives(values(), row).andThen(values());
  }

  @Test
  void eachLineAlongTheAxisIsOrderedByItself() {
    topK("axis = 0 : si64", "2x3xf32", 1, "tensor<1x3xf32>, tensor<1x3xi64>").gives(values(4, 5, 3), values(1, 5, 3, 4, 2, 3)).andThen(values(1, 0, 0));
    topK("axis = -2 : si64", "1x2x2xf32", 2, "tensor<1x2x2xf32>, tensor<1x2x2xi64>").gives(values(3, 4, 1, 2), values(1, 4, 3, 2))
        .andThen(values(1, 0, 0, 1));
  }

  @Test
  void fewOfManyAreFoundOneByOne() {
    double[] row = {1, 2, 7, 0, 7, 3, 1, 2, 0, 5, 6, 1, 2, 4, 7, 1, 0, 0, 2};
    topK("", "19xf32", 2, "tensor<2xf32>, tensor<2xi64>").gives(values(7, 7), row).andThen(values(2, 4));
    topK("largest = 0 : si64", "19xf32", 2, "tensor<2xf32>, tensor<2xi64>").gives(values(0, 0), row).andThen(values(3, 8));
    // one after another where all are alike
    topK("", "19xf32", 2, "tensor<2xf32>, tensor<2xi64>").gives(values(0, 0), new double[19]).andThen(values(0, 1));
    topK("axis = 0 : si64", "17x2xf32", 2, "tensor<2x2xf32>, tensor<2x2xi64>").gives(values(16, 0, 15, -1), counting(17))
        .andThen(values(16, 0, 15, 1));
  }

  /** i and -i in row i. */
  private static double[] counting(int rows) {
    double[] values = new double[2 * rows];
    for (int i = 0; i < rows; i++) {
      values[2 * i] = i;
      values[2 * i + 1] = -i;
    }
    return values;
  }

  @Test
  void thereAreNotMoreThanThereAre() {
    topK("", "5xf32", 6, "tensor<*xf32>, tensor<*xi64>").isRefused("cannot take 6 of 5 elements");
  }

  private static Computed sample(String attributes, int places) {
    return Computed.of("\"onnx.GridSample\"(%arg0, %arg1) <{" + attributes + "}> : (tensor<1x1x3xf32>, tensor<1x" + places
        + "x1xf32>) -> tensor<1x1x" + places + "xf32>", "1x1x3xf32", "1x" + places + "x1xf32");
  }

  /** With corners aligned, -1, 0 and 1 are the elements; else the borders are half an element further out. */
  @Test
  void placesAreBetweenTheBorders() {
    double[] row = {1, 2, 4};
    sample("align_corners = 1 : si64", 5).gives(values(1, 1.5, 2, 3, 4), row, values(-1, -0.5, 0, 0.5, 1));
    sample("", 4).gives(values(0.5, 1, 2, 4), row, values(-1, -2.0 / 3, 0, 2.0 / 3));
    sample("mode = \"nearest\", align_corners = 1 : si64", 4).gives(values(1, 2, 2, 4), row, values(-0.75, -0.25, 0.25, 0.75));
  }

  @Test
  void beyondTheBorderAreZerosTheBorderOrAMirror() {
    double[] row = {1, 2, 4};
    double[] places = {-1.5, 2, 3.5};
    sample("align_corners = 1 : si64", 3).gives(values(0.5, 0, 0), row, places);
    sample("align_corners = 1 : si64, padding_mode = \"border\"", 3).gives(values(1, 4, 4), row, places);
    sample("align_corners = 1 : si64, padding_mode = \"reflection\"", 3).gives(values(1.5, 2, 1.5), row, places);
    // mirrored at the edge of the outermost element
    sample("padding_mode = \"reflection\"", 2).gives(values(1, 2), row, values(-4.0 / 3, 2));
  }

  @Test
  void cubicWeighsFourNeighbours() {
    // halfway: weights -0.09375, 0.59375, 0.59375, -0.09375; beyond the border are zeros, or the mirror image
    sample("mode = \"cubic\", align_corners = 1 : si64", 2).gives(values(0.59375 * 3 - 0.09375 * 4, 2), values(1, 2, 4), values(-0.5, 0));
    sample("mode = \"cubic\", align_corners = 1 : si64, padding_mode = \"reflection\"", 1)
        .gives(values(0.59375 * 3 - 0.09375 * 6), values(1, 2, 4), values(-0.5));
    sample("mode = \"cubic\", padding_mode = \"border\"", 1).isRefused("on whose meaning ONNX's implementations differ");
  }
}
