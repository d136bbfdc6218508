package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/**
 * As numpy.matmul: the last two dimensions are matrices, those before are broadcast; an operand of rank 1 is a vector. Loops: the
 * dimensions of the result, then the inner one.
 */
record MatMulLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    TensorType a = op.inputType(0);
    TensorType b = op.inputType(1);
    List<Long> shape = op.outputType().shape();
    int batch = shape.size() - (a.rank() > 1 ? 1 : 0) - (b.rank() > 1 ? 1 : 0);
    AffineExpr k = AffineExpr.dim(shape.size());

    var aIndices = batchIndices(a, shape, batch);
    if (a.rank() > 1) aIndices.add(AffineExpr.dim(batch));
    aIndices.add(k);
    var bIndices = batchIndices(b, shape, batch);
    bIndices.add(k);
    if (b.rank() > 1) bIndices.add(AffineExpr.dim(shape.size() - 1));

    var bounds = new ArrayList<>(shape);
    bounds.add(a.dim(a.rank() - 1));
    return new Contraction(bounds, new Contraction.Access(emitter.operand(op.operand(0)), aIndices),
        new Contraction.Access(emitter.operand(op.operand(1)), bIndices), LoopEmitter.dims(shape.size())).emit(emitter, shape);
  }

  /** The indices of an operand's batch dimensions among the first {@code batch} of the result, aligned at the end. */
  private static ArrayList<AffineExpr> batchIndices(TensorType type, List<Long> shape, int batch) {
    var indices = new ArrayList<AffineExpr>();
    int own = Math.max(0, type.rank() - 2);
    for (int i = 0; i < own; i++) {
      int at = batch - own + i;
      boolean stretches = type.dim(i) == 1 && shape.get(at) != 1;
      indices.add(stretches ? AffineExpr.constant(0) : AffineExpr.dim(at));
    }
    return indices;
  }
}
