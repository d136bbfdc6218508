package zkopt.lowering.affine;

import java.util.List;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.ShapeRules;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/** A copy with permuted indices. */
record TransposeLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    List<Long> shape = op.outputType().shape();
    int[] permutation = ShapeRules.permutation(op);
    var source = new AffineExpr[permutation.length];
    for (int i = 0; i < permutation.length; i++) source[permutation[i]] = AffineExpr.dim(i);
    Value input = emitter.operand(op.operand(0));
    Value result = emitter.alloc(shape);
    emitter.loops(shape, () -> emitter.store(emitter.load(input, List.of(source)), result, LoopEmitter.dims(shape.size())));
    return result;
  }
}
