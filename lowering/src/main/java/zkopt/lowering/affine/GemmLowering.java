package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/** {@code alpha * A' * B' + beta * C}: a contraction over (m, n, k), then one elementwise nest where anything is left to do. */
record GemmLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    List<Long> shape = op.outputType().shape();
    boolean transA = op.flag("transA");
    long inner = op.inputType(0).dim(transA ? 0 : 1);
    AffineExpr m = AffineExpr.dim(0);
    AffineExpr n = AffineExpr.dim(1);
    AffineExpr k = AffineExpr.dim(2);
    Value product = new Contraction(List.of(shape.get(0), shape.get(1), inner),
        new Contraction.Access(emitter.operand(op.operand(0)), transA ? List.of(k, m) : List.of(m, k)),
        new Contraction.Access(emitter.operand(op.operand(1)), op.flag("transB") ? List.of(n, k) : List.of(k, n)),
        List.of(m, n)).emit(emitter, shape);
    return epilogue(op, product, shape, emitter);
  }

  private static Value epilogue(OnnxOp op, Value product, List<Long> shape, LoopEmitter emitter) {
    double alpha = op.real("alpha");
    double beta = op.hasInput(2) ? op.real("beta") : 0;
    if (alpha == 1 && beta == 0) return product;
    var operands = new ArrayList<Elementwise.Operand>(List.of(new Elementwise.Operand.Buffer(product)));
    if (beta != 0) operands.add(Elementwise.operand(op.operand(2), emitter));
    Value alphaValue = alpha == 1 ? null : emitter.constant(alpha);
    Value betaValue = beta == 0 || beta == 1 ? null : emitter.constant(beta);
    return Elementwise.emit(emitter, shape, operands, x -> {
      Value scaled = alphaValue == null ? x.get(0) : emitter.binary(Kind.MULF, x.get(0), alphaValue);
      if (x.size() == 1) return scaled;
      return emitter.binary(Kind.ADDF, scaled, betaValue == null ? x.get(1) : emitter.binary(Kind.MULF, x.get(1), betaValue));
    });
  }
}
