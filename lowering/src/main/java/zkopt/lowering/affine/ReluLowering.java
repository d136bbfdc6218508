package zkopt.lowering.affine;

import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.Value;

/** {@code max(x, 0)}. */
record ReluLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    var operands = List.of(new Elementwise.Operand.Buffer(emitter.operand(op.operand(0))), new Elementwise.Operand.Scalar(0));
    return Elementwise.emit(emitter, op.outputType().shape(), operands, x -> emitter.binary(BinaryOp.Kind.MAXIMUMF, x.get(0), x.get(1)));
  }
}
