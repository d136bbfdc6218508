package zkopt.lowering.onnx;

import static zkopt.lowering.onnx.Computed.values;

import org.junit.jupiter.api.Test;

/** Operators that are defined by others, on values that can be checked by hand. */
class DecompositionsTest {
  private static final String CONV_TRANSPOSE = "\"onnx.ConvTranspose\"(%arg0, %arg1, %none) <{";
  private static final String ROW_AND_TAPS = "}> : (tensor<1x1x3xf32>, tensor<1x1x2xf32>, none) -> tensor<1x1x";

  private static Computed transposed(String attributes, int size) {
    return Computed.of(CONV_TRANSPOSE + attributes + ROW_AND_TAPS + size + "xf32>", "1x1x3xf32", "1x1x2xf32");
  }

  @Test
  void eachInputOfConvTransposeAddsItsTaps() {
    double[] row = {1, 2, 3};
    double[] taps = {1, 10};
    transposed("", 4).gives(values(1, 12, 23, 30), row, taps);
    transposed("strides = [2]", 6).gives(values(1, 10, 2, 20, 3, 30), row, taps);
    transposed("strides = [3], output_padding = [1]", 9).gives(values(1, 10, 0, 2, 20, 0, 3, 30, 0), row, taps);
    transposed("dilations = [2]", 5).gives(values(1, 2, 13, 20, 30), row, taps);
    transposed("pads = [1, 2]", 1).gives(values(12), row, taps);
    transposed("auto_pad = \"SAME_UPPER\"", 3).gives(values(1, 12, 23), row, taps);
    transposed("auto_pad = \"SAME_LOWER\"", 3).gives(values(12, 23, 30), row, taps);
    transposed("output_shape = [6]", 6).gives(values(1, 12, 23, 30, 0, 0), row, taps);
  }

  @Test
  void groupsOfConvTransposeKeepTheirChannelsApart() {
    Computed.of(CONV_TRANSPOSE + "group = 2 : si64}> : (tensor<1x2x1xf32>, tensor<2x2x1xf32>, none) -> tensor<1x4x1xf32>", "1x2x1xf32", "2x2x1xf32")
        .gives(values(2, 3, 20, 30), values(1, 10), values(2, 3, 2, 3));
  }

  @Test
  void lpPoolIsTheNormOfEachWindow() {
    Computed.of("\"onnx.LpPool\"(%arg0) <{kernel_shape = [2], strides = [2]}> : (tensor<1x1x4xf32>) -> tensor<1x1x2xf32>", "1x1x4xf32")
        .gives(values(5, 13), values(3, -4, -5, 12));
    Computed.of("\"onnx.LpPool\"(%arg0) <{kernel_shape = [2], p = 3 : si64, pads = [1, 0]}> : (tensor<1x1x2xf32>) -> tensor<1x1x2xf32>", "1x1x2xf32")
        .gives(values(1, Math.cbrt(9)), values(-1, 2));
    Computed.of("\"onnx.LpPool\"(%arg0) <{kernel_shape = [2], p = 3 : si64}> : (tensor<1x1x2xf32>) -> tensor<1x1x1xf32>", "1x1x2xf32")
        .gives(values(0), values(0, 0));
  }

  @Test
  void lrnSumsOverNeighbouringChannels() {
    // an even size reaches further to later channels
    Computed.of("\"onnx.LRN\"(%arg0) <{size = 2 : si64, alpha = 2.0 : f32, beta = 1.0 : f32}> : (tensor<1x3x1x1xf32>) -> tensor<1x3x1x1xf32>", "1x3x1x1xf32")
        .gives(values(1.0 / 6, 2.0 / 14, 3.0 / 10), values(1, 2, 3));
  }

  @Test
  void dftOfAStepAndBack() {
    String forward = "\"onnx.DFT\"(%arg0, %none, %none) <{axis = 0 : si64";
    Computed.of(forward + "}> : (tensor<4x1xf32>, none, none) -> tensor<4x2xf32>", "4x1xf32").gives(values(3, 0, 1, 0, -1, 0, 1, 0), values(1, 1, 0, 1));
    Computed.of(forward + ", onesided = 1 : si64}> : (tensor<4x1xf32>, none, none) -> tensor<3x2xf32>", "4x1xf32")
        .gives(values(3, 0, 1, -2, -1, 0), values(1, 2, 0, 0));
    Computed.of(forward + ", inverse = 1 : si64}> : (tensor<4x2xf32>, none, none) -> tensor<4x2xf32>", "4x2xf32")
        .gives(values(1, 0, 0, 0, 0, 0, 0, 0), values(1, 0, 1, 0, 1, 0, 1, 0));
    Computed.of(forward + ", inverse = 1 : si64, onesided = 1 : si64}> : (tensor<3x2xf32>, none, none) -> tensor<4x1xf32>", "3x2xf32")
        .gives(values(1, 2, 0, 0), values(3, 0, 1, -2, -1, 0));
  }

  @Test
  void stftTransformsWindowedFrames() {
    Computed.of("\"onnx.STFT\"(%arg0, %step, %arg1, %none) : (tensor<1x4x1xf32>, tensor<i64>, tensor<2xf32>, none) -> tensor<1x2x2x2xf32>", "1x4x1xf32", "2xf32")
        .with("%step = onnx.Constant dense<2> : tensor<i64>").gives(values(21, 0, -19, 0, 43, 0, -37, 0), values(1, 2, 3, 4), values(1, 10));
  }

  @Test
  void rotaryEmbeddingTurnsPairs() {
    String types = " : (tensor<1x1x1x4xf32>, tensor<1x1x2xf32>, tensor<1x1x2xf32>, none) -> tensor<1x1x1x4xf32>";
    String operands = "\"onnx.RotaryEmbedding\"(%arg0, %arg1, %arg2, %none)";
    double[][] inputs = {{1, 2, 3, 4}, {0, 1}, {1, 0}};
    Computed.of(operands + types, "1x1x1x4xf32", "1x1x2xf32", "1x1x2xf32").gives(values(-3, 2, 1, 4), inputs);
    Computed.of(operands + " <{interleaved = 1 : si64}>" + types, "1x1x1x4xf32", "1x1x2xf32", "1x1x2xf32").gives(values(-2, 1, 3, 4), inputs);
  }

  @Test
  void causalConvRemembersWhatTheNextCallNeeds() {
    String types = "(tensor<1x1x3xf32>, tensor<1x1x3xf32>, none, STATE) -> (tensor<1x1x3xf32>, tensor<1x1x2xf32>)";
    Computed.of("\"onnx.CausalConvWithState\"(%arg0, %arg1, %none, %none) : " + types.replace("STATE", "none"), "1x1x3xf32", "1x1x3xf32")
        .gives(values(100, 210, 321), values(1, 2, 3), values(1, 10, 100)).andThen(values(2, 3));
    Computed.of("\"onnx.CausalConvWithState\"(%arg0, %arg1, %none, %arg2) : " + types.replace("STATE", "tensor<1x1x2xf32>"),
        "1x1x3xf32", "1x1x3xf32", "1x1x2xf32").gives(values(145, 214, 321), values(1, 2, 3), values(1, 10, 100), values(5, 4)).andThen(values(2, 3));
  }

  /** One head of size one: the state is a number. */
  @Test
  void linearAttentionAddsKeyTimesValueToItsState() {
    String operands = "\"onnx.LinearAttention\"(%arg0, %arg1, %arg2, %none, ";
    String attributes = " <{q_num_heads = 1 : si64, kv_num_heads = 1 : si64, update_rule = ";
    String row = "1x2x1xf32";
    String three = "(tensor<1x2x1xf32>, tensor<1x2x1xf32>, tensor<1x2x1xf32>, none, ";
    String results = ") -> (tensor<1x2x1xf32>, tensor<1x1x1x1xf32>)";
    Computed.of(operands + "%none, %none)" + attributes + "\"linear\"}> : " + three + "none, none" + results, row, row, row)
        .gives(values(6, 26 * 7), values(1, 7), values(2, 4), values(3, 5)).andThen(values(26));
    // each step halves the state
    Computed.of(operands + "%arg3, %none)" + attributes + "\"gated\"}> : " + three + "tensor<1x2x1xf32>, none" + results, row, row, row, row)
        .gives(values(6, 23), values(1, 1), values(2, 4), values(3, 5), values(-Math.log(2), -Math.log(2))).andThen(values(23));
    // 6; then 6 + 4 * (5 - 24) / 2
    Computed.of(operands + "%none, %arg3)" + attributes + "\"delta\"}> : " + three + "none, tensor<1x2x1xf32>" + results, row, row, row, row)
        .gives(values(6, -32), values(1, 1), values(2, 4), values(3, 5), values(1, 0.5)).andThen(values(-32));
  }

  @Test
  void keysBeyondABatchsLengthGetNoAttention() {
    Computed.of("\"onnx.Attention\"(%arg0, %arg1, %arg2, %none, %none, %none, %arg3) : (tensor<2x1x1x1xf32>, tensor<2x1x2x1xf32>, tensor<2x1x2x1xf32>,"
        + " none, none, none, tensor<2xi64>) -> tensor<2x1x1x1xf32>", "2x1x1x1xf32", "2x1x2x1xf32", "2x1x2x1xf32", "2xi64")
        .gives(values(3, 6), values(0, 0), values(1, 1, 1, 1), values(3, 5, 4, 8), values(1, 2));
  }

  @Test
  void maxPoolTellsWhereTheFirstLargestElementIs() {
    String types = "}> : (tensor<1x2x2x3xf32>) -> tensor<1x2x1x2xi64>";
    double[] image = {1, 5, 5, 2, 5, 3, 0, 0, 0, 0, 0, -1};
    Computed.of("\"onnx.MaxPoolIndices\"(%arg0) <{kernel_shape = [2, 2]" + types, "1x2x2x3xf32").gives(values(1, 1, 6, 7), image);
    Computed.of("\"onnx.MaxPoolIndices\"(%arg0) <{kernel_shape = [2, 2], storage_order = 1 : si64" + types, "1x2x2x3xf32")
        .gives(values(2, 2, 6, 8), image);
    // what lies around is never the largest
    Computed.of("\"onnx.MaxPoolIndices\"(%arg0) <{kernel_shape = [2], pads = [1, 0]}> : (tensor<1x1x2xf32>) -> tensor<1x1x2xi64>", "1x1x2xf32")
        .gives(values(0, 1), values(-3, -2));
  }

  @Test
  void groupNormalizationScalesGroupsOrChannels() {
    String operation = "\"onnx.GroupNormalization\"(%arg0, %arg1, %arg2) <{num_groups = 2 : si64, epsilon = 0.0 : f32}>"
        + " : (tensor<1x4x1xf32>, tensor<SxF>, tensor<SxF>) -> tensor<1x4x1xf32>";
    double[] x = {1, 3, 2, 8};
    Computed.of(operation.replace("SxF", "4xf32"), "1x4x1xf32", "4xf32", "4xf32").gives(values(-1, 2, -2, 5), x, values(1, 2, 3, 4), values(0, 0, 1, 1));
    Computed.of(operation.replace("SxF", "2xf32"), "1x4x1xf32", "2xf32", "2xf32").gives(values(-1, 1, -1, 3), x, values(1, 2), values(0, 1));
  }
}
