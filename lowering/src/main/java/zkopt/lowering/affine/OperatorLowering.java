package zkopt.lowering.affine;

import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.Value;

/** How an operator becomes loops. */
@FunctionalInterface
interface OperatorLowering {
  /** Emits the loops that compute {@code op}, and returns the memref that holds the result. */
  Value lower(OnnxOp op, LoopEmitter emitter);

  static OperatorLowering of(Operator operator) {
    return switch (operator) {
      case ADD -> new BinaryLowering(BinaryOp.Kind.ADDF);
      case SUB -> new BinaryLowering(BinaryOp.Kind.SUBF);
      case MUL -> new BinaryLowering(BinaryOp.Kind.MULF);
      case DIV -> new BinaryLowering(BinaryOp.Kind.DIVF);
      case RELU -> new ReluLowering();
      case IDENTITY, DROPOUT -> (op, emitter) -> emitter.operand(op.operand(0));
      case CONV -> new ConvLowering();
      case GEMM -> new GemmLowering();
      case MATMUL -> new MatMulLowering();
      case MAX_POOL -> new MaxPoolLowering();
      case AVERAGE_POOL, GLOBAL_AVERAGE_POOL -> new AveragePoolLowering();
      case RESHAPE, FLATTEN -> new ReshapeLowering();
      case TRANSPOSE -> new TransposeLowering();
      case SOFTMAX, SOFTMAX_V11 -> new SoftmaxLowering();
    };
  }
}
