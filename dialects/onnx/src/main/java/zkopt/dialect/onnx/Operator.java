package zkopt.dialect.onnx;

import static zkopt.dialect.onnx.OperatorParts.elements;
import static zkopt.dialect.onnx.OperatorParts.integer;
import static zkopt.dialect.onnx.OperatorParts.operands;
import static zkopt.dialect.onnx.OperatorParts.optionalInt;
import static zkopt.dialect.onnx.OperatorParts.optionalInts;
import static zkopt.dialect.onnx.OperatorParts.optionalReal;
import static zkopt.dialect.onnx.OperatorParts.optionalReals;
import static zkopt.dialect.onnx.OperatorParts.optionalStrings;
import static zkopt.dialect.onnx.OperatorParts.real;
import static zkopt.dialect.onnx.OperatorParts.requiredInt;
import static zkopt.dialect.onnx.OperatorParts.requiredInts;
import static zkopt.dialect.onnx.OperatorParts.results;
import static zkopt.dialect.onnx.OperatorParts.string;
import static zkopt.dialect.onnx.OperatorParts.type;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zkopt.ir.ElementsAttr;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.TensorType;

/**
 * The operators of the dialect: operands ({@code ?} marks optional ones, which are {@code none} when absent, {@code *} any number),
 * attributes with the defaults of the ONNX operator schemas (https://onnx.ai/onnx/operators), and the rule for the results. What older
 * operator sets give as an attribute and newer ones as an operand may be either. An optional result that nobody asks for is {@code none}.
 */
public enum Operator {
  ADD("Add", "sum with broadcasting", operands("A", "B"), attributes(), ShapeRules::broadcast),
  SUB("Sub", "difference with broadcasting", operands("A", "B"), attributes(), ShapeRules::broadcast),
  MUL("Mul", "product with broadcasting", operands("A", "B"), attributes(), ShapeRules::broadcast),
  DIV("Div", "quotient with broadcasting", operands("A", "B"), attributes(), ShapeRules::broadcast),
  MOD("Mod", "remainder with the sign of the divisor, or with fmod of the dividend", operands("A", "B"), attributes(integer("fmod", 0)),
      ShapeRules::broadcast),
  POW("Pow", "power", operands("X", "Y"), attributes(), ElementwiseRules::first),
  BIT_SHIFT("BitShift", "bits moved LEFT or RIGHT", operands("X", "Y"), attributes(string("direction", "")), ShapeRules::broadcast),
  BITWISE_AND("BitwiseAnd", "the bits that both have", operands("A", "B"), attributes(), ShapeRules::broadcast),
  BITWISE_OR("BitwiseOr", "the bits that one or both have", operands("A", "B"), attributes(), ShapeRules::broadcast),
  BITWISE_XOR("BitwiseXor", "the bits that one has and the other has not", operands("A", "B"), attributes(), ShapeRules::broadcast),
  BITWISE_NOT("BitwiseNot", "the other bits", operands("X"), attributes(), ShapeRules::sameAsInput),
  BIT_CAST("BitCast", "the same bits as another element type", operands("input"), attributes(type("to")), ElementwiseRules::bitCast),
  MAX("Max", "the largest", operands("data_0*"), attributes(), ElementwiseRules::first),
  MIN("Min", "the smallest", operands("data_0*"), attributes(), ElementwiseRules::first),
  SUM("Sum", "sum", operands("data_0*"), attributes(), ElementwiseRules::first),
  MEAN("Mean", "mean", operands("data_0*"), attributes(), ElementwiseRules::first),
  EQUAL("Equal", "whether equal", operands("A", "B"), attributes(), ElementwiseRules::predicate),
  LESS("Less", "whether less", operands("A", "B"), attributes(), ElementwiseRules::predicate),
  LESS_OR_EQUAL("LessOrEqual", "whether less or equal", operands("A", "B"), attributes(), ElementwiseRules::predicate),
  GREATER("Greater", "whether greater", operands("A", "B"), attributes(), ElementwiseRules::predicate),
  GREATER_OR_EQUAL("GreaterOrEqual", "whether greater or equal", operands("A", "B"), attributes(), ElementwiseRules::predicate),
  AND("And", "both", operands("A", "B"), attributes(), ElementwiseRules::predicate),
  OR("Or", "one or both", operands("A", "B"), attributes(), ElementwiseRules::predicate),
  XOR("Xor", "one but not both", operands("A", "B"), attributes(), ElementwiseRules::predicate),
  NOT("Not", "the contrary", operands("X"), attributes(), ElementwiseRules::predicate),
  IS_INF("IsInf", "whether infinite", operands("X"), attributes(integer("detect_negative", 1), integer("detect_positive", 1)), ElementwiseRules::predicate),
  IS_NAN("IsNaN", "whether not a number", operands("X"), attributes(), ElementwiseRules::predicate),
  WHERE("Where", "a choice", operands("condition", "X", "Y"), attributes(), ElementwiseRules::where),

  ABS("Abs", "magnitude", operands("X"), attributes(), ShapeRules::sameAsInput),
  NEG("Neg", "negative", operands("X"), attributes(), ShapeRules::sameAsInput),
  SIGN("Sign", "-1, 0 or 1", operands("X"), attributes(), ShapeRules::sameAsInput),
  RECIPROCAL("Reciprocal", "1 / x", operands("X"), attributes(), ShapeRules::sameAsInput),
  SQRT("Sqrt", "square root", operands("X"), attributes(), ShapeRules::sameAsInput),
  EXP("Exp", "exponential", operands("X"), attributes(), ShapeRules::sameAsInput),
  LOG("Log", "natural logarithm", operands("X"), attributes(), ShapeRules::sameAsInput),
  FLOOR("Floor", "rounded down", operands("X"), attributes(), ShapeRules::sameAsInput),
  CEIL("Ceil", "rounded up", operands("X"), attributes(), ShapeRules::sameAsInput),
  ROUND("Round", "rounded to the nearest, halves to even", operands("X"), attributes(), ShapeRules::sameAsInput),
  SIN("Sin", "sine", operands("X"), attributes(), ShapeRules::sameAsInput),
  COS("Cos", "cosine", operands("X"), attributes(), ShapeRules::sameAsInput),
  TAN("Tan", "tangent", operands("X"), attributes(), ShapeRules::sameAsInput),
  ASIN("Asin", "arc sine", operands("X"), attributes(), ShapeRules::sameAsInput),
  ACOS("Acos", "arc cosine", operands("X"), attributes(), ShapeRules::sameAsInput),
  ATAN("Atan", "arc tangent", operands("X"), attributes(), ShapeRules::sameAsInput),
  SINH("Sinh", "hyperbolic sine", operands("X"), attributes(), ShapeRules::sameAsInput),
  COSH("Cosh", "hyperbolic cosine", operands("X"), attributes(), ShapeRules::sameAsInput),
  TANH("Tanh", "hyperbolic tangent", operands("X"), attributes(), ShapeRules::sameAsInput),
  ASINH("Asinh", "inverse hyperbolic sine", operands("X"), attributes(), ShapeRules::sameAsInput),
  ACOSH("Acosh", "inverse hyperbolic cosine", operands("X"), attributes(), ShapeRules::sameAsInput),
  ATANH("Atanh", "inverse hyperbolic tangent", operands("X"), attributes(), ShapeRules::sameAsInput),
  ERF("Erf", "error function", operands("X"), attributes(), ShapeRules::sameAsInput),
  CAST("Cast", "another element type", operands("input"), attributes(type("to"), integer("saturate", 1), string("round_mode", "up")),
      ElementwiseRules::cast),
  CAST_LIKE("CastLike", "the element type of another tensor", operands("input", "target_type"),
      attributes(integer("saturate", 1), string("round_mode", "up")), ElementwiseRules::castLike),

  RELU("Relu", "max(x, 0)", operands("X"), attributes(), ShapeRules::sameAsInput),
  LEAKY_RELU("LeakyRelu", "x, or alpha x where negative", operands("X"), attributes(real("alpha", 0.01)), ShapeRules::sameAsInput),
  PRELU("PRelu", "x, or slope x where negative", operands("X", "slope"), attributes(), ShapeRules::broadcast),
  ELU("Elu", "x, or alpha (exp(x) - 1) where negative", operands("X"), attributes(real("alpha", 1)), ShapeRules::sameAsInput),
  SELU("Selu", "gamma times elu", operands("X"), attributes(real("alpha", 1.67326319217681884765625), real("gamma", 1.05070102214813232421875)),
      ShapeRules::sameAsInput),
  CELU("Celu", "x, or alpha (exp(x / alpha) - 1) where negative", operands("X"), attributes(real("alpha", 1)), ShapeRules::sameAsInput),
  GELU("Gelu", "x Phi(x), Phi by erf or by tanh", operands("X"), attributes(string("approximate", "none")), ShapeRules::sameAsInput),
  SIGMOID("Sigmoid", "1 / (1 + exp(-x))", operands("X"), attributes(), ShapeRules::sameAsInput),
  HARD_SIGMOID("HardSigmoid", "alpha x + beta between 0 and 1", operands("X"), attributes(real("alpha", 0.2), real("beta", 0.5)),
      ShapeRules::sameAsInput),
  HARD_SWISH("HardSwish", "x times hard sigmoid of slope 1/6", operands("X"), attributes(), ShapeRules::sameAsInput),
  SWISH("Swish", "x sigmoid(alpha x)", operands("X"), attributes(real("alpha", 1)), ShapeRules::sameAsInput),
  MISH("Mish", "x tanh(softplus(x))", operands("X"), attributes(), ShapeRules::sameAsInput),
  SOFTPLUS("Softplus", "log(1 + exp(x))", operands("X"), attributes(), ShapeRules::sameAsInput),
  SOFTSIGN("Softsign", "x / (1 + |x|)", operands("X"), attributes(), ShapeRules::sameAsInput),
  THRESHOLDED_RELU("ThresholdedRelu", "x where above alpha, else 0", operands("X"), attributes(real("alpha", 1)), ShapeRules::sameAsInput),
  SHRINK("Shrink", "x moved by bias towards 0, 0 within lambd of it", operands("X"), attributes(real("bias", 0), real("lambd", 0.5)),
      ShapeRules::sameAsInput),
  CLIP("Clip", "x between min and max", operands("input", "min?", "max?"),
      attributes(real("min", Double.NEGATIVE_INFINITY), real("max", Double.POSITIVE_INFINITY)), ShapeRules::sameAsInput),
  IDENTITY("Identity", "its operand", operands("input"), attributes(), ShapeRules::sameAsInput),
  DROPOUT("Dropout", "its operand: inference drops nothing", operands("data", "ratio?", "training_mode?"), attributes(),
      ShapeRules::sameAsInput),

  CONV("Conv", "convolution", operands("X", "W", "B?"),
      attributes(string("auto_pad", "NOTSET"), optionalInts("dilations"), integer("group", 1), optionalInts("kernel_shape"),
          optionalInts("pads"), optionalInts("strides")),
      ShapeRules::conv),
  CONV_TRANSPOSE("ConvTranspose", "transposed convolution", operands("X", "W", "B?"),
      attributes(string("auto_pad", "NOTSET"), optionalInts("dilations"), integer("group", 1), optionalInts("kernel_shape"),
          optionalInts("output_padding"), optionalInts("output_shape"), optionalInts("pads"), optionalInts("strides")),
      TransposedWindow::type),
  EINSUM("Einsum", "a sum of products, by an equation", operands("Inputs*"), attributes(string("equation", "")), EinsumEquation::type),
  GEMM("Gemm", "alpha * A' * B' + beta * C", operands("A", "B", "C?"),
      attributes(real("alpha", 1), real("beta", 1), integer("transA", 0), integer("transB", 0)), ShapeRules::gemm),
  MATMUL("MatMul", "product of stacks of matrices, as numpy.matmul", operands("A", "B"), attributes(), ShapeRules::matMul),
  MAX_POOL("MaxPoolSingleOut", "largest element of each window", operands("X"),
      attributes(string("auto_pad", "NOTSET"), integer("ceil_mode", 0), optionalInts("dilations"), requiredInts("kernel_shape"),
          optionalInts("pads"), integer("storage_order", 0), optionalInts("strides")),
      ShapeRules::pool),
  MAX_POOL_INDICES("MaxPoolIndices", "the number of the largest element of each window: the second output of ONNX's MaxPool", operands("X"),
      attributes(string("auto_pad", "NOTSET"), integer("ceil_mode", 0), optionalInts("dilations"), requiredInts("kernel_shape"),
          optionalInts("pads"), integer("storage_order", 0), optionalInts("strides")),
      ShapeRules::poolIndices),
  AVERAGE_POOL("AveragePool", "mean of each window", operands("X"),
      attributes(string("auto_pad", "NOTSET"), integer("ceil_mode", 0), integer("count_include_pad", 0), optionalInts("dilations"),
          requiredInts("kernel_shape"), optionalInts("pads"), optionalInts("strides")),
      ShapeRules::pool),
  LP_POOL("LpPool", "p-norm of each window", operands("X"),
      attributes(string("auto_pad", "NOTSET"), integer("ceil_mode", 0), optionalInts("dilations"), requiredInts("kernel_shape"), integer("p", 2),
          optionalInts("pads"), optionalInts("strides")),
      ShapeRules::pool),
  GLOBAL_AVERAGE_POOL("GlobalAveragePool", "mean over the spatial dimensions", operands("X"), attributes(), ShapeRules::pool),
  GLOBAL_LP_POOL("GlobalLpPool", "p-norm over the spatial dimensions", operands("X"), attributes(integer("p", 2)), ShapeRules::pool),
  GLOBAL_MAX_POOL("GlobalMaxPool", "largest over the spatial dimensions", operands("X"), attributes(), ShapeRules::pool),

  QUANTIZE_LINEAR("QuantizeLinear", "saturate(round(x / y_scale) + y_zero_point), halves to even", operands("x", "y_scale", "y_zero_point?"),
      attributes(integer("axis", 1), integer("block_size", 0), type("output_dtype"), integer("precision", 0), integer("saturate", 1)),
      QuantizationRules::quantize),
  DEQUANTIZE_LINEAR("DequantizeLinear", "(x - x_zero_point) x_scale", operands("x", "x_scale", "x_zero_point?"),
      attributes(integer("axis", 1), integer("block_size", 0), type("output_dtype")), QuantizationRules::dequantize),
  DYNAMIC_QUANTIZE_LINEAR("DynamicQuantizeLinear", "quantised by its own range; 'result' tells which of ONNX's outputs this is", operands("x"),
      attributes(integer("result", 0)), QuantizationRules::dynamicQuantize),
  CONV_INTEGER("ConvInteger", "convolution of integers less their zero points", operands("x", "w", "x_zero_point?", "w_zero_point?"),
      attributes(string("auto_pad", "NOTSET"), optionalInts("dilations"), integer("group", 1), optionalInts("kernel_shape"),
          optionalInts("pads"), optionalInts("strides")),
      QuantizationRules::convInteger),
  MATMUL_INTEGER("MatMulInteger", "product of integers less their zero points", operands("A", "B", "a_zero_point?", "b_zero_point?"),
      attributes(), QuantizationRules::matMulInteger),
  QLINEAR_CONV("QLinearConv", "quantised convolution",
      operands("x", "x_scale", "x_zero_point", "w", "w_scale", "w_zero_point", "y_scale", "y_zero_point", "B?"),
      attributes(string("auto_pad", "NOTSET"), optionalInts("dilations"), integer("group", 1), optionalInts("kernel_shape"),
          optionalInts("pads"), optionalInts("strides")),
      QuantizationRules::qLinearConv),
  QLINEAR_MATMUL("QLinearMatMul", "quantised product",
      operands("a", "a_scale", "a_zero_point", "b", "b_scale", "b_zero_point", "y_scale", "y_zero_point"), attributes(),
      QuantizationRules::qLinearMatMul),
  QLINEAR_ADD("QLinearAdd", "quantised sum (com.microsoft)",
      operands("A", "A_scale", "A_zero_point?", "B", "B_scale", "B_zero_point?", "C_scale", "C_zero_point?"), attributes(),
      QuantizationRules::qLinearBinary),
  QLINEAR_MUL("QLinearMul", "quantised elementwise product (com.microsoft)",
      operands("A", "A_scale", "A_zero_point?", "B", "B_scale", "B_zero_point?", "C_scale", "C_zero_point?"), attributes(),
      QuantizationRules::qLinearBinary),
  QLINEAR_LEAKY_RELU("QLinearLeakyRelu", "quantised LeakyRelu (com.microsoft)",
      operands("X", "X_scale", "X_zero_point?", "Y_scale", "Y_zero_point?"), attributes(real("alpha", 0.01)), ShapeRules::sameAsInput),
  QLINEAR_SIGMOID("QLinearSigmoid", "quantised Sigmoid (com.microsoft)",
      operands("X", "X_scale", "X_zero_point?", "Y_scale", "Y_zero_point?"), attributes(), ShapeRules::sameAsInput),
  QLINEAR_GLOBAL_AVERAGE_POOL("QLinearGlobalAveragePool", "quantised GlobalAveragePool (com.microsoft)",
      operands("X", "x_scale", "x_zero_point", "y_scale", "y_zero_point"), attributes(integer("channels_last", 0)),
      QuantizationRules::globalPool),
  QGEMM("QGemm", "quantised alpha * A' * B' + C (com.microsoft)",
      operands("A", "a_scale", "a_zero_point", "B", "b_scale", "b_zero_point", "C?", "y_scale?", "y_zero_point?"),
      attributes(real("alpha", 1), integer("transA", 0), integer("transB", 0)), QuantizationRules::qGemm),

  REDUCE_SUM("ReduceSum", "sum along axes", reduction(), reductionAttributes(), ReductionRules::reduce),
  REDUCE_MEAN("ReduceMean", "mean along axes", reduction(), reductionAttributes(), ReductionRules::reduce),
  REDUCE_MAX("ReduceMax", "largest along axes", reduction(), reductionAttributes(), ReductionRules::reduce),
  REDUCE_MIN("ReduceMin", "smallest along axes", reduction(), reductionAttributes(), ReductionRules::reduce),
  REDUCE_PROD("ReduceProd", "product along axes", reduction(), reductionAttributes(), ReductionRules::reduce),
  REDUCE_L1("ReduceL1", "sum of magnitudes along axes", reduction(), reductionAttributes(), ReductionRules::reduce),
  REDUCE_L2("ReduceL2", "root of the sum of squares along axes", reduction(), reductionAttributes(), ReductionRules::reduce),
  REDUCE_LOG_SUM("ReduceLogSum", "logarithm of the sum along axes", reduction(), reductionAttributes(), ReductionRules::reduce),
  REDUCE_LOG_SUM_EXP("ReduceLogSumExp", "logarithm of the sum of exponentials along axes", reduction(), reductionAttributes(),
      ReductionRules::reduce),
  REDUCE_SUM_SQUARE("ReduceSumSquare", "sum of squares along axes", reduction(), reductionAttributes(), ReductionRules::reduce),
  ARG_MAX("ArgMax", "index of the largest along an axis", operands("data"),
      attributes(integer("axis", 0), integer("keepdims", 1), integer("select_last_index", 0)), ReductionRules::arg),
  ARG_MIN("ArgMin", "index of the smallest along an axis", operands("data"),
      attributes(integer("axis", 0), integer("keepdims", 1), integer("select_last_index", 0)), ReductionRules::arg),
  TOP_K("TopK", "the k largest or smallest along an axis and where they are, the first of equal ones first", operands("X", "K?"),
      attributes(integer("axis", -1), optionalInt("k"), integer("largest", 1), integer("sorted", 1)), results("Values", "Indices"),
      Rule.several(ReductionRules::topK)),
  CUM_SUM("CumSum", "running sums along an axis", operands("x", "axis"), attributes(integer("exclusive", 0), integer("reverse", 0)),
      ShapeRules::sameAsInput),
  CUM_PROD("CumProd", "running products along an axis", operands("x", "axis"), attributes(integer("exclusive", 0), integer("reverse", 0)),
      ShapeRules::sameAsInput),
  DET("Det", "determinants of matrices", operands("X"), attributes(), ShapeRules::determinant),
  SOFTMAX("Softmax", "softmax along one axis", operands("input"), attributes(integer("axis", -1)), ShapeRules::softmax),
  SOFTMAX_V11("SoftmaxV11", "softmax over all dimensions from axis on (before operator set 13)", operands("input"),
      attributes(integer("axis", 1)), ShapeRules::softmax),
  LOG_SOFTMAX("LogSoftmax", "logarithm of softmax along one axis", operands("input"), attributes(integer("axis", -1)), ShapeRules::softmax),
  HARDMAX("Hardmax", "1 at the first largest along one axis, else 0", operands("input"), attributes(integer("axis", -1)), ShapeRules::softmax),
  LOG_SOFTMAX_V11("LogSoftmaxV11", "logarithm of softmax over all dimensions from axis on (before operator set 13)", operands("input"),
      attributes(integer("axis", 1)), ShapeRules::softmax),
  HARDMAX_V11("HardmaxV11", "1 at the first largest over all dimensions from axis on, else 0 (before operator set 13)", operands("input"),
      attributes(integer("axis", 1)), ShapeRules::softmax),
  BATCH_NORMALIZATION("BatchNormalization", "normalised by given means and variances", operands("X", "scale", "B", "input_mean", "input_var"),
      attributes(real("epsilon", 1e-5), real("momentum", 0.9), integer("training_mode", 0)), ShapeRules::sameAsInput),
  INSTANCE_NORMALIZATION("InstanceNormalization", "normalised over the spatial dimensions", operands("input", "scale", "B"),
      attributes(real("epsilon", 1e-5)), ShapeRules::sameAsInput),
  GROUP_NORMALIZATION("GroupNormalization", "normalised over groups of channels", operands("X", "scale", "bias"),
      attributes(real("epsilon", 1e-5), requiredInt("num_groups"), integer("stash_type", 1)), ShapeRules::sameAsInput),
  LAYER_NORMALIZATION("LayerNormalization", "normalised over all dimensions from axis on", operands("X", "Scale", "B?"),
      attributes(integer("axis", -1), real("epsilon", 1e-5), integer("stash_type", 1)), ShapeRules::sameAsInput),
  RMS_NORMALIZATION("RMSNormalization", "divided by the root of the mean square over all dimensions from axis on", operands("X", "scale"),
      attributes(integer("axis", -1), real("epsilon", 1e-5), integer("stash_type", 1)), ShapeRules::sameAsInput),
  MEAN_VARIANCE_NORMALIZATION("MeanVarianceNormalization", "normalised along axes", operands("X"), attributes(optionalInts("axes")),
      ShapeRules::sameAsInput),
  LP_NORMALIZATION("LpNormalization", "divided by the norm along an axis", operands("input"), attributes(integer("axis", -1), integer("p", 2)),
      ShapeRules::sameAsInput),

  LRN("LRN", "divided by a power of the sum of squares in neighbouring channels", operands("X"),
      attributes(real("alpha", 1e-4), real("beta", 0.75), real("bias", 1), requiredInt("size")), ShapeRules::sameAsInput),

  NEGATIVE_LOG_LIKELIHOOD_LOSS("NegativeLogLikelihoodLoss", "minus the log-probability of the target", operands("input", "target", "weight?"),
      attributes(optionalInt("ignore_index"), string("reduction", "mean")), ReductionRules::loss),
  SOFTMAX_CROSS_ENTROPY_LOSS("SoftmaxCrossEntropyLoss", "negative log-likelihood of a softmax", operands("scores", "labels", "weights?"),
      attributes(optionalInt("ignore_index"), string("reduction", "mean")), ReductionRules::loss),

  ATTENTION("Attention", "softmax(scale Q K' + mask) V; 'result' tells which of ONNX's outputs this is",
      operands("Q", "K", "V", "attn_mask?", "past_key?", "past_value?", "nonpad_kv_seqlen?"),
      attributes(integer("is_causal", 0), optionalInt("kv_num_heads"), optionalInt("q_num_heads"), integer("qk_matmul_output_mode", 0),
          optionalReal("scale"), real("softcap", 0), optionalInt("softmax_precision"), integer("result", 0)),
      AttentionSizes::resultType),

  LINEAR_ATTENTION("LinearAttention", "a state to which each step adds the product of key and value, read by the query",
      operands("query", "key", "value", "past_state?", "decay?", "beta?"),
      attributes(integer("chunk_size", 64), requiredInt("kv_num_heads"), requiredInt("q_num_heads"), real("scale", 0), string("update_rule", "gated_delta")),
      results("output", "present_state?"), Rule.several(LinearAttentionSizes::types)),
  CAUSAL_CONV_WITH_STATE("CausalConvWithState", "convolution of each channel with what went before", operands("input", "weight", "bias?", "past_state?"),
      attributes(string("activation", "none")), results("output", "present_state?"), Rule.several(ShapeRules::causalConv)),
  ROTARY_EMBEDDING("RotaryEmbedding", "pairs of elements turned by angles of given cosines and sines",
      operands("X", "cos_cache", "sin_cache", "position_ids?"),
      attributes(integer("interleaved", 0), integer("num_heads", 0), integer("rotary_embedding_dim", 0)), ShapeRules::sameAsInput),

  DFT("DFT", "discrete Fourier transform along an axis", operands("input", "dft_length?", "axis?"),
      attributes(optionalInt("axis"), integer("inverse", 0), integer("onesided", 0)), FourierSizes::type),
  STFT("STFT", "discrete Fourier transforms of frames", operands("signal", "frame_step", "window?", "frame_length?"),
      attributes(integer("onesided", 1)), SignalFrames::type),
  RESIZE("Resize", "interpolated at other sizes", operands("X", "roi?", "scales?", "sizes?"),
      attributes(integer("antialias", 0), optionalInts("axes"), string("coordinate_transformation_mode", "half_pixel"),
          real("cubic_coeff_a", -0.75), integer("exclude_outside", 0), real("extrapolation_value", 0),
          string("keep_aspect_ratio_policy", "stretch"), string("mode", "nearest"), string("nearest_mode", "round_prefer_floor")),
      Resampling::type),
  GRID_SAMPLE("GridSample", "interpolated at the places of a grid, -1 and 1 being the borders", operands("X", "grid"),
      attributes(integer("align_corners", 0), string("mode", "linear"), string("padding_mode", "zeros")), ShapeRules::gridSample),
  UPSAMPLE("Upsample", "interpolated at other sizes, as before operator set 11", operands("X", "scales?"),
      attributes(string("mode", "nearest"), optionalReals("scales")), Resampling::type),
  LSTM("LSTM", "long short-term memory", operands("X", "W", "R", "B?", "sequence_lens?", "initial_h?", "initial_c?", "P?"),
      attributes(optionalReals("activation_alpha"), optionalReals("activation_beta"), optionalStrings("activations"), optionalReal("clip"),
          string("direction", "forward"), optionalInt("hidden_size"), integer("input_forget", 0), integer("layout", 0)),
      results("Y?", "Y_h?", "Y_c?"), Rule.several(RecurrentSizes::types)),
  GRU("GRU", "gated recurrent unit", operands("X", "W", "R", "B?", "sequence_lens?", "initial_h?"),
      attributes(optionalReals("activation_alpha"), optionalReals("activation_beta"), optionalStrings("activations"), optionalReal("clip"),
          string("direction", "forward"), optionalInt("hidden_size"), integer("layout", 0), integer("linear_before_reset", 0)),
      results("Y?", "Y_h?"), Rule.several(RecurrentSizes::types)),
  RNN("RNN", "simple recurrence", operands("X", "W", "R", "B?", "sequence_lens?", "initial_h?"),
      attributes(optionalReals("activation_alpha"), optionalReals("activation_beta"), optionalStrings("activations"), optionalReal("clip"),
          string("direction", "forward"), optionalInt("hidden_size"), integer("layout", 0)),
      results("Y?", "Y_h?"), Rule.several(RecurrentSizes::types)),

  ARRAY_FEATURE_EXTRACTOR("ArrayFeatureExtractor", "elements by index along the last axis", operands("X", "Y"), attributes(), MlRules::features),
  BINARIZER("Binarizer", "1 where above a threshold, else 0", operands("X"), attributes(real("threshold", 0)), ShapeRules::sameAsInput),
  FEATURE_VECTORIZER("FeatureVectorizer", "lists of features side by side", operands("X*"), attributes(optionalInts("inputdimensions")),
      MlRules::vectorized),
  IMPUTER("Imputer", "elements of one value replaced", operands("X"),
      attributes(optionalReals("imputed_value_floats"), optionalInts("imputed_value_int64s"), real("replaced_value_float", 0),
          integer("replaced_value_int64", 0)),
      ShapeRules::sameAsInput),
  LABEL_ENCODER("LabelEncoder", "values by key", operands("X"),
      attributes(real("default_float", 0), integer("default_int64", -1), string("default_string", "_Unused"), elements("default_tensor"),
          optionalReals("keys_floats"), optionalInts("keys_int64s"), optionalStrings("keys_strings"), elements("keys_tensor"),
          optionalReals("values_floats"), optionalInts("values_int64s"), optionalStrings("values_strings"), elements("values_tensor")),
      MlRules::encoded),
  ONE_HOT_ENCODER("OneHotEncoder", "1 at the place of the category, else 0", operands("X"),
      attributes(optionalInts("cats_int64s"), optionalStrings("cats_strings"), integer("zeros", 1)), MlRules::oneHot),
  NORMALIZER("Normalizer", "divided by the norm along the last axis", operands("X"), attributes(string("norm", "MAX")), MlRules::reals),
  SCALER("Scaler", "(x - offset) scale", operands("X"), attributes(optionalReals("offset"), optionalReals("scale")), MlRules::reals),
  LINEAR_REGRESSOR("LinearRegressor", "linear functions", operands("X"),
      attributes(optionalReals("coefficients"), optionalReals("intercepts"), string("post_transform", "NONE"), integer("targets", 1)),
      op -> MlRules.scores(op, op.integer("targets"))),
  LINEAR_CLASSIFIER("LinearClassifier", "class of the largest of linear functions, and their values", operands("X"),
      attributes(optionalInts("classlabels_ints"), optionalStrings("classlabels_strings"), optionalReals("coefficients"),
          optionalReals("intercepts"), integer("multi_class", 0), string("post_transform", "NONE")),
      results("Y", "Z"), Rule.several(MlRules::classified)),
  SVM_REGRESSOR("SVMRegressor", "a weighted sum of kernels", operands("X"),
      attributes(optionalReals("coefficients"), optionalReals("kernel_params"), string("kernel_type", "LINEAR"), integer("n_supports", 0),
          integer("one_class", 0), string("post_transform", "NONE"), optionalReals("rho"), optionalReals("support_vectors")),
      op -> MlRules.scores(op, 1)),
  SVM_CLASSIFIER("SVMClassifier", "class that wins most duels of weighted sums of kernels, and these sums", operands("X"),
      attributes(optionalInts("classlabels_ints"), optionalStrings("classlabels_strings"), optionalReals("coefficients"),
          optionalReals("kernel_params"), string("kernel_type", "LINEAR"), string("post_transform", "NONE"), optionalReals("prob_a"),
          optionalReals("prob_b"), optionalReals("rho"), optionalReals("support_vectors"), optionalInts("vectors_per_class")),
      results("Y", "Z"), Rule.several(MlRules::classified)),
  TREE_ENSEMBLE_REGRESSOR("TreeEnsembleRegressor", "decision trees, their leaves added up",  operands("X"),
      attributes(string("aggregate_function", "SUM"), optionalReals("base_values"), elements("base_values_as_tensor"), requiredInt("n_targets"),
          optionalInts("nodes_falsenodeids"), optionalInts("nodes_featureids"), optionalReals("nodes_hitrates"),
          elements("nodes_hitrates_as_tensor"), optionalInts("nodes_missing_value_tracks_true"), optionalStrings("nodes_modes"),
          optionalInts("nodes_nodeids"), optionalInts("nodes_treeids"), optionalInts("nodes_truenodeids"), optionalReals("nodes_values"),
          elements("nodes_values_as_tensor"), string("post_transform", "NONE"), optionalInts("target_ids"), optionalInts("target_nodeids"),
          optionalInts("target_treeids"), optionalReals("target_weights"), elements("target_weights_as_tensor")),
      op -> MlRules.scores(op, op.integer("n_targets"))),
  TREE_ENSEMBLE_CLASSIFIER("TreeEnsembleClassifier", "class of the most votes of decision trees, and the votes", operands("X"),
      attributes(optionalReals("base_values"), elements("base_values_as_tensor"), optionalInts("class_ids"), optionalInts("class_nodeids"),
          optionalInts("class_treeids"), optionalReals("class_weights"), elements("class_weights_as_tensor"), optionalInts("classlabels_int64s"),
          optionalStrings("classlabels_strings"), optionalInts("nodes_falsenodeids"), optionalInts("nodes_featureids"),
          optionalReals("nodes_hitrates"), elements("nodes_hitrates_as_tensor"), optionalInts("nodes_missing_value_tracks_true"),
          optionalStrings("nodes_modes"), optionalInts("nodes_nodeids"), optionalInts("nodes_treeids"), optionalInts("nodes_truenodeids"),
          optionalReals("nodes_values"), elements("nodes_values_as_tensor"), string("post_transform", "NONE")),
      results("Y", "Z"), Rule.several(MlRules::classified)),
  TREE_ENSEMBLE("TreeEnsemble", "decision trees, their leaves put together", operands("X"),
      attributes(integer("aggregate_function", 1), optionalInts("leaf_targetids"), elements("leaf_weights"), elements("membership_values"),
          optionalInt("n_targets"), optionalInts("nodes_falseleafs"), optionalInts("nodes_falsenodeids"), optionalInts("nodes_featureids"),
          elements("nodes_hitrates"), optionalInts("nodes_missing_value_tracks_true"), elements("nodes_modes"), elements("nodes_splits"),
          optionalInts("nodes_trueleafs"), optionalInts("nodes_truenodeids"), integer("post_transform", 0), optionalInts("tree_roots")),
      MlRules::trees),
  ZIP_MAP("ZipMap", "its operand: the scores, which stand in the order of the classes", operands("X"),
      attributes(optionalInts("classlabels_int64s"), optionalStrings("classlabels_strings")), ShapeRules::sameAsInput),

  RESHAPE("Reshape", "the same elements in another shape", operands("data", "shape"), attributes(integer("allowzero", 0)),
      ShapeRules::reshape),
  FLATTEN("Flatten", "a matrix: dimensions before axis, dimensions from axis on", operands("input"), attributes(integer("axis", 1)),
      ShapeRules::flatten),
  SQUEEZE("Squeeze", "without dimensions of size 1", operands("data", "axes?"), attributes(optionalInts("axes")), ShapeRules::squeeze),
  UNSQUEEZE("Unsqueeze", "with further dimensions of size 1", operands("data", "axes?"), attributes(optionalInts("axes")),
      ShapeRules::unsqueeze),
  TRANSPOSE("Transpose", "permuted dimensions", operands("data"), attributes(optionalInts("perm")), ShapeRules::transpose),
  SPLIT("Split", "parts along an axis: of given sizes, else of one size, the last perhaps smaller", operands("input", "split?"),
      attributes(integer("axis", 0), optionalInt("num_outputs"), optionalInts("split")), results("outputs*"), Rule.several(SplitParts::types)),
  CONCAT("Concat", "tensors side by side", operands("inputs*"), attributes(requiredInt("axis")),
      Rule.moving(ShapeRules::concat, MovementRules::concat)),
  SLICE("Slice", "every step-th element from start to end", operands("data", "starts?", "ends?", "axes?", "steps?"),
      attributes(optionalInts("starts"), optionalInts("ends"), optionalInts("axes"), optionalInts("steps")), Rule.moving(MovementRules::slice)),
  GATHER("Gather", "slices by index", operands("data", "indices"), attributes(integer("axis", 0)),
      Rule.moving(ShapeRules::gather, MovementRules::gather)),
  GATHER_ELEMENTS("GatherElements", "elements by index along an axis", operands("data", "indices"), attributes(integer("axis", 0)),
      Rule.moving(MovementRules::gatherElements)),
  GATHER_ND("GatherND", "slices by tuples of indices", operands("data", "indices"), attributes(integer("batch_dims", 0)),
      Rule.moving(MovementRules::gatherNd)),
  SCATTER_ELEMENTS("ScatterElements", "elements replaced, or combined with others, by index along an axis", operands("data", "indices", "updates"),
      attributes(integer("axis", 0), string("reduction", "none")), ScatterRules::resultType),
  SCATTER_ND("ScatterND", "slices replaced, or combined with others, by tuples of indices", operands("data", "indices", "updates"),
      attributes(string("reduction", "none")), ScatterRules::resultType),
  EXPAND("Expand", "broadcast to a shape", operands("input", "shape"), attributes(), Rule.moving(MovementRules::expand)),
  TILE("Tile", "repeated along each dimension", operands("input", "repeats"), attributes(), Rule.moving(MovementRules::tile)),
  PAD("Pad", "with more elements around it", operands("data", "pads?", "constant_value?", "axes?"),
      attributes(string("mode", "constant"), optionalInts("pads"), real("value", 0)), Rule.moving(MovementRules::pad)),
  CENTER_CROP_PAD("CenterCropPad", "cropped or padded to a shape", operands("input_data", "shape"), attributes(optionalInts("axes")),
      Rule.moving(MovementRules::centerCropPad)),
  DEPTH_TO_SPACE("DepthToSpace", "channels laid out as blocks", operands("input"), attributes(requiredInt("blocksize"), string("mode", "DCR")),
      Rule.moving(MovementRules::depthToSpace)),
  SPACE_TO_DEPTH("SpaceToDepth", "blocks laid out as channels", operands("input"), attributes(requiredInt("blocksize")),
      Rule.moving(MovementRules::spaceToDepth)),
  TRILU("Trilu", "the triangle above or below a diagonal", operands("input", "k?"), attributes(integer("upper", 1)),
      Rule.moving(MovementRules::trilu)),
  REVERSE_SEQUENCE("ReverseSequence", "the start of each sequence reversed", operands("input", "sequence_lens"),
      attributes(integer("batch_axis", 1), integer("time_axis", 0)), Rule.moving(MovementRules::reverseSequence)),
  COMPRESS("Compress", "slices for which a condition holds", operands("input", "condition"), attributes(optionalInt("axis")),
      Rule.moving(MovementRules::compress)),
  TENSOR_SCATTER("TensorScatter", "a cache with an update written along an axis, from an index of each batch on",
      operands("past_cache", "update", "write_indices?"), attributes(integer("axis", -2), string("mode", "linear")),
      Rule.moving(MovementRules::tensorScatter)),
  MAX_UNPOOL("MaxUnpool", "elements put back where a MaxPool found them, 0 elsewhere", operands("X", "I", "output_shape?"),
      attributes(requiredInts("kernel_shape"), optionalInts("pads"), optionalInts("strides")), Rule.moving(MovementRules::maxUnpool)),

  UNIQUE("Unique", "the different elements or slices, where each stands first, which one each is, and how often", operands("X"),
      attributes(optionalInt("axis"), integer("sorted", 1)), results("Y", "indices?", "inverse_indices?", "counts?"),
      Rule.several(UniqueElements::types)),
  ADAGRAD("Adagrad", "a step of the optimiser Adagrad for each of several tensors", operands("inputs*"),
      attributes(real("decay_factor", 0), real("epsilon", 0), real("norm_coefficient", 0)), results("outputs*"), Rule.several(op -> OptimizerRules.types(op, 3))),
  ADAM("Adam", "a step of the optimiser Adam for each of several tensors", operands("inputs*"),
      attributes(real("alpha", 0.9), real("beta", 0.999), real("epsilon", 0), real("norm_coefficient", 0), real("norm_coefficient_post", 0)),
      results("outputs*"), Rule.several(op -> OptimizerRules.types(op, 4))),
  MOMENTUM("Momentum", "a step of gradient descent with momentum for each of several tensors", operands("inputs*"),
      attributes(real("alpha", 0), real("beta", 0), string("mode", "standard"), real("norm_coefficient", 0)), results("outputs*"),
      Rule.several(op -> OptimizerRules.types(op, 3))),
  ONE_HOT("OneHot", "one of two values at an index along a new axis, the other elsewhere", operands("indices", "depth", "values"),
      attributes(integer("axis", -1)), ShapeRules::oneHot),
  COL2IM("Col2Im", "the sum of blocks, each laid at its place of an image", operands("input", "image_shape", "block_shape"),
      attributes(optionalInts("dilations"), optionalInts("pads"), optionalInts("strides")), ImageBlocks::resultType),
  AFFINE_GRID("AffineGrid", "the places of a regular grid under affine maps", operands("theta", "size"), attributes(integer("align_corners", 0)),
      SamplingRules::affineGrid),
  ROI_ALIGN("RoiAlign", "regions of interest at one size, by bilinear samples", operands("X", "rois", "batch_indices"),
      attributes(string("coordinate_transformation_mode", "half_pixel"), string("mode", "avg"), integer("output_height", 1),
          integer("output_width", 1), integer("sampling_ratio", 0), real("spatial_scale", 1)),
      SamplingRules::roiAlign),
  DEFORM_CONV("DeformConv", "convolution of bilinear samples, moved by offsets", operands("X", "W", "offset", "B?", "mask?"),
      attributes(optionalInts("dilations"), integer("group", 1), optionalInts("kernel_shape"), integer("offset_group", 1), optionalInts("pads"),
          optionalInts("strides")),
      SamplingRules::deformConv),
  TF_IDF_VECTORIZER("TfIdfVectorizer", "how often n-grams occur, perhaps weighted", operands("X"),
      attributes(requiredInt("max_gram_length"), requiredInt("max_skip_count"), requiredInt("min_gram_length"), string("mode", ""),
          requiredInts("ngram_counts"), requiredInts("ngram_indexes"), optionalInts("pool_int64s"), optionalReals("weights")),
      NGrams::resultType),

  SHAPE("Shape", "its operand's sizes", operands("data"), attributes(optionalInt("end"), integer("start", 0)), Rule.generating(Generators::shape)),
  SIZE("Size", "its operand's number of elements", operands("data"), attributes(), Rule.generating(Generators::size)),
  CONSTANT_OF_SHAPE("ConstantOfShape", "one value throughout", operands("input"), attributes(elements("value")),
      Rule.generating(Generators::constantOfShape)),
  RANGE("Range", "an arithmetic sequence", operands("start", "limit", "delta"), attributes(), Rule.generating(Generators::range)),
  BERNOULLI("Bernoulli", "a random truth value of given probability", operands("input"),
      attributes(type("dtype"), optionalReal("seed")), Rule.refused("draws random numbers, which do not follow from the input")),
  MULTINOMIAL("Multinomial", "random samples of a distribution", operands("input"),
      attributes(type("dtype"), integer("sample_size", 1), optionalReal("seed")), Rule.refused("draws random numbers, which do not follow from the input")),
  RANDOM_NORMAL("RandomNormal", "normally distributed random numbers", operands(),
      attributes(type("dtype"), real("mean", 0), real("scale", 1), optionalReal("seed"), requiredInts("shape")), Rule.refused("draws random numbers, which do not follow from the input")),
  RANDOM_NORMAL_LIKE("RandomNormalLike", "normally distributed random numbers of the shape of a tensor", operands("input"),
      attributes(type("dtype"), real("mean", 0), real("scale", 1), optionalReal("seed")), Rule.refused("draws random numbers, which do not follow from the input")),
  RANDOM_UNIFORM("RandomUniform", "uniformly distributed random numbers", operands(),
      attributes(type("dtype"), real("high", 1), real("low", 0), optionalReal("seed"), requiredInts("shape")), Rule.refused("draws random numbers, which do not follow from the input")),
  RANDOM_UNIFORM_LIKE("RandomUniformLike", "uniformly distributed random numbers of the shape of a tensor", operands("input"),
      attributes(type("dtype"), real("high", 1), real("low", 0), optionalReal("seed")), Rule.refused("draws random numbers, which do not follow from the input")),
  CONCAT_FROM_SEQUENCE("ConcatFromSequence", "the tensors of a sequence side by side", operands("input_sequence"),
      attributes(requiredInt("axis"), integer("new_axis", 0)), Rule.refused("works on sequences of tensors, which are taken apart when a model is read")),
  SEQUENCE_AT("SequenceAt", "a tensor of a sequence", operands("input_sequence", "position"),
      attributes(), Rule.refused("works on sequences of tensors, which are taken apart when a model is read")),
  SEQUENCE_CONSTRUCT("SequenceConstruct", "a sequence of tensors", operands("inputs*"),
      attributes(), Rule.refused("works on sequences of tensors, which are taken apart when a model is read")),
  SEQUENCE_EMPTY("SequenceEmpty", "a sequence of nothing", operands(),
      attributes(type("dtype")), Rule.refused("works on sequences of tensors, which are taken apart when a model is read")),
  SEQUENCE_ERASE("SequenceErase", "a sequence without one tensor", operands("input_sequence", "position?"),
      attributes(), Rule.refused("works on sequences of tensors, which are taken apart when a model is read")),
  SEQUENCE_INSERT("SequenceInsert", "a sequence with one more tensor", operands("input_sequence", "tensor", "position?"),
      attributes(), Rule.refused("works on sequences of tensors, which are taken apart when a model is read")),
  SEQUENCE_LENGTH("SequenceLength", "the number of tensors of a sequence", operands("input_sequence"),
      attributes(), Rule.refused("works on sequences of tensors, which are taken apart when a model is read")),
  SEQUENCE_MAP("SequenceMap", "a body for each tensor of a sequence", operands("input_sequence", "additional_inputs*"),
      attributes(), results("out_sequence*"), Rule.refused("works on sequences of tensors, which are taken apart when a model is read")),
  SPLIT_TO_SEQUENCE("SplitToSequence", "a sequence of the parts along an axis", operands("input", "split?"),
      attributes(integer("axis", 0), integer("keepdims", 1)), Rule.refused("works on sequences of tensors, which are taken apart when a model is read")),
  OPTIONAL("Optional", "an optional value", operands("input?"), attributes(), Rule.refused("works on optional values, which are not supported")),
  OPTIONAL_GET_ELEMENT("OptionalGetElement", "what an optional value holds", operands("input"),
      attributes(), Rule.refused("works on optional values, which are not supported")),
  OPTIONAL_HAS_ELEMENT("OptionalHasElement", "whether an optional value holds something", operands("input?"),
      attributes(), Rule.refused("works on optional values, which are not supported")),
  REGEX_FULL_MATCH("RegexFullMatch", "whether a pattern matches strings", operands("X"),
      attributes(string("pattern", "")), Rule.refused("works on strings, which are not supported: proofs are about numbers")),
  STRING_CONCAT("StringConcat", "strings joined", operands("X", "Y"),
      attributes(), Rule.refused("works on strings, which are not supported: proofs are about numbers")),
  STRING_NORMALIZER("StringNormalizer", "strings in one case, some left out", operands("X"),
      attributes(string("case_change_action", "NONE"), integer("is_case_sensitive", 0), string("locale", ""), optionalStrings("stopwords")), Rule.refused("works on strings, which are not supported: proofs are about numbers")),
  STRING_SPLIT("StringSplit", "strings cut at delimiters", operands("X"),
      attributes(string("delimiter", ""), optionalInt("maxsplit")), results("Y", "Z"), Rule.refused("works on strings, which are not supported: proofs are about numbers")),
  IMAGE_DECODER("ImageDecoder", "the pixels of an encoded image", operands("encoded_stream"),
      attributes(string("pixel_format", "RGB")), Rule.refused("decodes image files, which is not supported")),
  NON_MAX_SUPPRESSION("NonMaxSuppression", "boxes that do not overlap better ones", operands("boxes", "scores", "max_output_boxes_per_class?", "iou_threshold?", "score_threshold?"),
      attributes(integer("center_point_box", 0)), Rule.refused("has a result whose shape depends on data, which is not supported")),
  MAX_ROI_POOL("MaxRoiPool", "largest element in parts of regions", operands("X", "rois"),
      attributes(requiredInts("pooled_shape"), real("spatial_scale", 1)), Rule.refused("reads windows whose places depend on data, which is not supported")),

  EYE_LIKE("EyeLike", "ones on a diagonal", operands("input"), attributes(type("dtype"), integer("k", 0)), Rule.generating(Generators::eyeLike)),
  NON_ZERO("NonZero", "the places of what is not zero", operands("X"), attributes(), Rule.generating(Generators::nonZero)),
  HANN_WINDOW("HannWindow", "1/2 - cos / 2", operands("size"), attributes(type("output_datatype"), integer("periodic", 1)),
      Rule.generating(op -> SignalGenerators.window(op, 0.5, 0.5, 0))),
  HAMMING_WINDOW("HammingWindow", "25/46 - 21/46 cos", operands("size"), attributes(type("output_datatype"), integer("periodic", 1)),
      Rule.generating(op -> SignalGenerators.window(op, 25.0 / 46, 21.0 / 46, 0))),
  BLACKMAN_WINDOW("BlackmanWindow", "0.42 - cos / 2 + 0.08 cos of twice the angle", operands("size"),
      attributes(type("output_datatype"), integer("periodic", 1)), Rule.generating(op -> SignalGenerators.window(op, 0.42, 0.5, 0.08))),
  MEL_WEIGHT_MATRIX("MelWeightMatrix", "triangular filters, evenly spaced on the mel scale",
      operands("num_mel_bins", "dft_length", "sample_rate", "lower_edge_hertz", "upper_edge_hertz"), attributes(type("output_datatype")),
      Rule.generating(SignalGenerators::melWeightMatrix));

  /** Says what an operation gives. @throws InvalidOnnxOp when operands or attributes do not fit */
  @FunctionalInterface
  interface Rule {
    TensorType infer(OnnxOp op);

    /** The types of all results, also of those that are absent. */
    default List<TensorType> inferAll(OnnxOp op) {
      return List.of(infer(op));
    }

    /** Where each element of the result comes from, for an operator that only moves data; else null. */
    default Movement movement(OnnxOp op) {
      return null;
    }

    /** The result, for an operator whose result does not depend on data; else null. */
    default ElementsAttr generated(OnnxOp op) {
      return null;
    }

    /** Why the operator cannot be compiled, or null when it can. */
    default String refusal() {
      return null;
    }

    /** Of an operator that is declared but cannot be compiled. */
    static Rule refused(String reason) {
      return new Rule() {
        @Override
        public TensorType infer(OnnxOp op) {
          throw new InvalidOnnxOp(reason);
        }

        @Override
        public String refusal() {
          return reason;
        }
      };
    }

    /** Of an operator with several results. */
    static Rule several(Function<OnnxOp, List<TensorType>> types) {
      return new Rule() {
        @Override
        public TensorType infer(OnnxOp op) {
          return inferAll(op).getFirst();
        }

        @Override
        public List<TensorType> inferAll(OnnxOp op) {
          return types.apply(op);
        }
      };
    }

    static Rule moving(Function<OnnxOp, Movement> movement) {
      return moving(op -> movement.apply(op).type(), movement);
    }

    /** Of an operator whose type is known before its movement is, or sooner told. */
    static Rule moving(Function<OnnxOp, TensorType> type, Function<OnnxOp, Movement> movement) {
      return new Rule() {
        @Override
        public TensorType infer(OnnxOp op) {
          return type.apply(op);
        }

        @Override
        public Movement movement(OnnxOp op) {
          return movement.apply(op);
        }
      };
    }

    static Rule generating(Function<OnnxOp, ElementsAttr> generator) {
      return new Rule() {
        @Override
        public TensorType infer(OnnxOp op) {
          return (TensorType) generator.apply(op).type();
        }

        @Override
        public ElementsAttr generated(OnnxOp op) {
          return generator.apply(op);
        }
      };
    }
  }

  private final OpSpec spec;
  private final Rule rule;

  Operator(String name, String summary, OperandDef[] operands, AttrDef[] attributes, Rule rule) {
    this(name, summary, operands, attributes, results("output"), rule);
  }

  Operator(String name, String summary, OperandDef[] operands, AttrDef[] attributes, ResultDef[] results, Rule rule) {
    this.spec = OpSpec.of("onnx." + name, state -> new OnnxOp(this, state))
        .summary(summary).operands(operands).attributes(attributes).results(results);
    this.rule = rule;
  }

  public OpSpec spec() {
    return spec;
  }

  Rule rule() {
    return rule;
  }

  /** Why the operator cannot be compiled, or null when it can. */
  public String refusal() {
    return rule.refusal();
  }

  /** Whether it is of domain {@code com.microsoft}, which quantisers write. */
  public boolean isMicrosoft() {
    return switch (this) {
      case QLINEAR_ADD, QLINEAR_MUL, QLINEAR_LEAKY_RELU, QLINEAR_SIGMOID, QLINEAR_GLOBAL_AVERAGE_POOL, QGEMM -> true;
      default -> false;
    };
  }

  /** Whether it is of domain {@code ai.onnx.ml}, which scikit-learn's converters write. */
  public boolean isMl() {
    return switch (this) {
      case ARRAY_FEATURE_EXTRACTOR, BINARIZER, FEATURE_VECTORIZER, IMPUTER, LABEL_ENCODER, ONE_HOT_ENCODER, NORMALIZER, SCALER, LINEAR_REGRESSOR,
          LINEAR_CLASSIFIER, SVM_REGRESSOR, SVM_CLASSIFIER, TREE_ENSEMBLE_REGRESSOR, TREE_ENSEMBLE_CLASSIFIER, TREE_ENSEMBLE, ZIP_MAP -> true;
      default -> false;
    };
  }

  /** Whether it is of domain {@code ai.onnx.preview.training}. */
  public boolean isTraining() {
    return this == ADAGRAD || this == ADAM || this == MOMENTUM;
  }

  /** The operator as ONNX names it: {@code Conv}. */
  public String operatorName() {
    return spec.name().substring("onnx.".length());
  }

  public static Optional<Operator> named(String operatorName) {
    return Arrays.stream(values()).filter(o -> o.operatorName().equals(operatorName)).findFirst();
  }

  private static AttrDef[] attributes(AttrDef... defs) {
    return defs;
  }

  private static OperandDef[] reduction() {
    return operands("data", "axes?");
  }

  private static AttrDef[] reductionAttributes() {
    return attributes(optionalInts("axes"), integer("keepdims", 1), integer("noop_with_empty_axes", 0));
  }
}
