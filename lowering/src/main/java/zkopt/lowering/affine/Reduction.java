package zkopt.lowering.affine;

import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/**
 * A running value over inner loops, held in a cell: {@code cell = start; for ... cell = combine(cell, element)}.
 *
 * @param combine {@code ADDF}, {@code MAXIMUMF} or the like
 */
record Reduction(BinaryOp.Kind combine, double start) {
  static final Reduction SUM = new Reduction(BinaryOp.Kind.ADDF, 0);
  static final Reduction MAX = new Reduction(BinaryOp.Kind.MAXIMUMF, Double.NEGATIVE_INFINITY);
  static final Reduction MIN = new Reduction(BinaryOp.Kind.MINIMUMF, Double.POSITIVE_INFINITY);
  static final Reduction PRODUCT = new Reduction(BinaryOp.Kind.MULF, 1);

  /** The cell and the start value, to be made outside of all loops. */
  record Cell(Value memref, Value start) {}

  Cell cell(LoopEmitter emitter) {
    return new Cell(emitter.cell(), emitter.constant(start));
  }

  /** Emits the loops inside of those that are open, and returns the final value. */
  Value emit(LoopEmitter emitter, Cell cell, List<LoopEmitter.Bounds> bounds, Value input, List<AffineExpr> indices) {
    emitter.store(cell.start(), cell.memref(), List.of());
    emitter.loopsWithin(bounds, () -> {
      Value element = emitter.load(input, indices);
      emitter.store(emitter.binary(combine, emitter.load(cell.memref(), List.of()), element), cell.memref(), List.of());
    });
    return emitter.load(cell.memref(), List.of());
  }
}
