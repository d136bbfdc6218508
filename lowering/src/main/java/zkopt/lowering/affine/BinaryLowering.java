package zkopt.lowering.affine;

import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.Value;

/** Add, Sub, Mul, Div with multidirectional broadcasting. */
record BinaryLowering(BinaryOp.Kind kind) implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    var operands = List.of(Elementwise.operand(op.operand(0), emitter), Elementwise.operand(op.operand(1), emitter));
    return Elementwise.emit(emitter, op.outputType().shape(), operands, x -> emitter.binary(kind, x.get(0), x.get(1)));
  }
}
