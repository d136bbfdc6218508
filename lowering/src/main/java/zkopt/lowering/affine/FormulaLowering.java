package zkopt.lowering.affine;

import java.util.stream.IntStream;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.Value;

/** Elementwise operators, with multidirectional broadcasting: one nest that computes their formula. */
record FormulaLowering(ScalarFormula formula) implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    var operands = IntStream.range(0, op.numOperands()).filter(op::hasInput).mapToObj(i -> Elementwise.operand(op.operand(i), emitter)).toList();
    return Elementwise.emit(emitter, op.outputType().shape(), operands,
        x -> formula.of(op, x.stream().map(v -> new Real(emitter, v)).toList()).value());
  }
}
