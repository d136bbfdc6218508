package zkopt.lowering.affine;

import java.util.List;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.ShapeRules;
import zkopt.ir.Value;

/** The largest element of each window; taps in the padding are left out. */
record MaxPoolLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    List<Long> shape = op.outputType().shape();
    Value input = emitter.operand(op.operand(0));
    WindowLoops window = WindowLoops.of(ShapeRules.poolWindow(op));
    Value result = emitter.alloc(shape);
    Reduction.Cell cell = Reduction.MAX.cell(emitter);
    emitter.loops(shape, () ->
        emitter.store(Reduction.MAX.emit(emitter, cell, window.bounds(), input, window.indices()), result, LoopEmitter.dims(shape.size())));
    return result;
  }
}
