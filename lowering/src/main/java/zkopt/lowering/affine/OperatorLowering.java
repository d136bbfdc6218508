package zkopt.lowering.affine;

import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.Value;

/** How an operator becomes loops. */
@FunctionalInterface
interface OperatorLowering {
  /** Emits the loops that compute {@code op}, and returns the memref that holds the result. */
  Value lower(OnnxOp op, LoopEmitter emitter);

  static OperatorLowering of(Operator operator) {
    ScalarFormula formula = ScalarFormula.of(operator);
    if (formula != null) return new FormulaLowering(formula);
    return switch (operator) {
      case IDENTITY, DROPOUT -> (op, emitter) -> emitter.operand(op.operand(0));
      case QUANTIZE_LINEAR, DEQUANTIZE_LINEAR -> new QuantizeLowering();
      case CONV -> new ConvLowering();
      case GEMM -> new GemmLowering();
      case EINSUM -> new EinsumLowering();
      case MATMUL -> new MatMulLowering();
      case MAX_POOL, GLOBAL_MAX_POOL -> new MaxPoolLowering();
      case AVERAGE_POOL, GLOBAL_AVERAGE_POOL -> new AveragePoolLowering();
      case RESHAPE, FLATTEN, SQUEEZE, UNSQUEEZE -> new ReshapeLowering();
      case TRANSPOSE -> new TransposeLowering();
      case SOFTMAX, SOFTMAX_V11 -> new SoftmaxLowering();
      case REDUCE_SUM -> new ReduceLowering(Reduction.SUM, false);
      case REDUCE_MEAN -> new ReduceLowering(Reduction.SUM, true);
      case REDUCE_MAX -> new ReduceLowering(Reduction.MAX, false);
      case REDUCE_MIN -> new ReduceLowering(Reduction.MIN, false);
      case REDUCE_PROD -> new ReduceLowering(Reduction.PRODUCT, false);
      case PAD -> new MovementLowering(op -> op.hasInput(2) ? scalar(op, 2) : op.real("value"));
      case CONCAT, SLICE, GATHER, GATHER_ELEMENTS, GATHER_ND, EXPAND, TILE, CENTER_CROP_PAD, DEPTH_TO_SPACE,
          SPACE_TO_DEPTH, TRILU, REVERSE_SEQUENCE, COMPRESS, TENSOR_SCATTER, MAX_UNPOOL -> new MovementLowering(_ -> 0);
      default -> (_, _) -> {
        throw new InvalidOnnxOp("has no loops; decompose or fold it first");
      };
    };
  }

  private static double scalar(OnnxOp op, int operand) {
    if (op.constantInput(operand) == null) throw new InvalidOnnxOp("needs a constant as operand #" + operand);
    return op.constantInput(operand).doubleAt(0);
  }
}
