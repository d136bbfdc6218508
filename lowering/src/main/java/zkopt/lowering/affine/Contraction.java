package zkopt.lowering.affine;

import java.util.List;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/**
 * {@code C[c(d)] = sum A[a(d)] * B[b(d)]} over all d in a box: a nest that fills C with zero, then a perfect nest that accumulates.
 *
 * @param bounds the box
 */
record Contraction(List<Long> bounds, Access a, Access b, List<AffineExpr> c) {
  /** An element of a memref, by the loops of the box. */
  record Access(Value memref, List<AffineExpr> indices) {}

  /** Emits the nests, and returns C, a new memref of {@code shape}. */
  Value emit(LoopEmitter emitter, List<Long> shape) {
    Value result = emitter.alloc(shape);
    emitter.fill(result, 0);
    emitter.loops(bounds, () -> {
      Value product = emitter.binary(Kind.MULF, emitter.load(a.memref(), a.indices()), emitter.load(b.memref(), b.indices()));
      emitter.store(emitter.binary(Kind.ADDF, emitter.load(result, c), product), result, c);
    });
    return result;
  }
}
