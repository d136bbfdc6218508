package zkopt.dialect.onnx;

import static zkopt.dialect.onnx.OperatorParts.integer;
import static zkopt.dialect.onnx.OperatorParts.operands;
import static zkopt.dialect.onnx.OperatorParts.optionalInts;
import static zkopt.dialect.onnx.OperatorParts.real;
import static zkopt.dialect.onnx.OperatorParts.requiredInts;
import static zkopt.dialect.onnx.OperatorParts.string;

import java.util.Arrays;
import java.util.Optional;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.TensorType;

/**
 * The operators of the dialect: operands ({@code ?} marks optional ones, which are {@code none} when absent), attributes with the
 * defaults of the ONNX operator schemas (https://onnx.ai/onnx/operators), and the rule for the type of the result.
 */
public enum Operator {
  ADD("Add", "sum with broadcasting", operands("A", "B"), attributes(), ShapeRules::broadcast),
  SUB("Sub", "difference with broadcasting", operands("A", "B"), attributes(), ShapeRules::broadcast),
  MUL("Mul", "product with broadcasting", operands("A", "B"), attributes(), ShapeRules::broadcast),
  DIV("Div", "quotient with broadcasting", operands("A", "B"), attributes(), ShapeRules::broadcast),
  RELU("Relu", "max(x, 0)", operands("X"), attributes(), ShapeRules::sameAsInput),
  IDENTITY("Identity", "its operand", operands("input"), attributes(), ShapeRules::sameAsInput),
  DROPOUT("Dropout", "its operand: inference drops nothing", operands("data", "ratio?", "training_mode?"), attributes(),
      ShapeRules::sameAsInput),
  CONV("Conv", "convolution", operands("X", "W", "B?"),
      attributes(string("auto_pad", "NOTSET"), optionalInts("dilations"), integer("group", 1), optionalInts("kernel_shape"),
          optionalInts("pads"), optionalInts("strides")),
      ShapeRules::conv),
  GEMM("Gemm", "alpha * A' * B' + beta * C", operands("A", "B", "C?"),
      attributes(real("alpha", 1), real("beta", 1), integer("transA", 0), integer("transB", 0)), ShapeRules::gemm),
  MATMUL("MatMul", "product of stacks of matrices, as numpy.matmul", operands("A", "B"), attributes(), ShapeRules::matMul),
  MAX_POOL("MaxPoolSingleOut", "largest element of each window", operands("X"),
      attributes(string("auto_pad", "NOTSET"), integer("ceil_mode", 0), optionalInts("dilations"), requiredInts("kernel_shape"),
          optionalInts("pads"), integer("storage_order", 0), optionalInts("strides")),
      ShapeRules::pool),
  AVERAGE_POOL("AveragePool", "mean of each window", operands("X"),
      attributes(string("auto_pad", "NOTSET"), integer("ceil_mode", 0), integer("count_include_pad", 0), optionalInts("dilations"),
          requiredInts("kernel_shape"), optionalInts("pads"), optionalInts("strides")),
      ShapeRules::pool),
  GLOBAL_AVERAGE_POOL("GlobalAveragePool", "mean over the spatial dimensions", operands("X"), attributes(), ShapeRules::pool),
  RESHAPE("Reshape", "the same elements in another shape", operands("data", "shape"), attributes(integer("allowzero", 0)),
      ShapeRules::reshape),
  FLATTEN("Flatten", "a matrix: dimensions before axis, dimensions from axis on", operands("input"), attributes(integer("axis", 1)),
      ShapeRules::flatten),
  TRANSPOSE("Transpose", "permuted dimensions", operands("data"), attributes(optionalInts("perm")), ShapeRules::transpose),
  SOFTMAX("Softmax", "softmax along one axis", operands("input"), attributes(integer("axis", -1)), ShapeRules::softmax),
  SOFTMAX_V11("SoftmaxV11", "softmax over all dimensions from axis on (before operator set 13)", operands("input"),
      attributes(integer("axis", 1)), ShapeRules::softmax);

  /** Says what type the result of an operation has. @throws InvalidOnnxOp when operands or attributes do not fit */
  @FunctionalInterface
  interface ShapeRule {
    TensorType infer(OnnxOp op);
  }

  private final OpSpec spec;
  private final ShapeRule shapeRule;

  Operator(String name, String summary, OperandDef[] operands, AttrDef[] attributes, ShapeRule shapeRule) {
    this.spec = OpSpec.of("onnx." + name, state -> new OnnxOp(this, state))
        .summary(summary).operands(operands).attributes(attributes).results(OperatorParts.RESULT);
    this.shapeRule = shapeRule;
  }

  public OpSpec spec() {
    return spec;
  }

  ShapeRule shapeRule() {
    return shapeRule;
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
}
