package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.analysis.affine.MapOperands;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.DelinearizeIndexOp;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.GreedyRewriteDriver;
import zkopt.transforms.canonical.AffineRewrites;

/** Replaces {@code affine.delinearize_index} by {@code affine.apply} of quotients and remainders, and folds. */
@Pass.Named(value = "affine-expand-index-ops", summary = "Lower affine operations operating on indices into more fundamental operations")
public record AffineExpandIndexOps() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    root.walk(DelinearizeIndexOp.class, op -> {
      op.replaceAllUsesWith(expand(op, OpBuilder.before(op)));
      op.erase();
    });
    GreedyRewriteDriver.apply(root, AffineRewrites.folds(), context.ir());
  }

  /** With s the product of the sizes that follow: {@code i floordiv s}, and the rest, {@code i mod s}, likewise. */
  static List<Value> expand(DelinearizeIndexOp op, OpBuilder builder) {
    var indices = new ArrayList<Value>();
    int rank = op.numResults();
    // the sizes come before the index, as mlir-opt numbers them
    List<Value> operands = new ArrayList<>(op.operands().subList(1, rank + 1));
    operands.add(op.operand(0));
    AffineExpr rest = AffineExpr.symbol(rank);
    for (int k = 0; k < rank; k++) {
      AffineExpr stride = IntStream.range(k + 1, rank).mapToObj(AffineExpr::symbol).reduce(AffineExpr.constant(1), (a, b) -> b.times(a));
      AffineExpr index = k == rank - 1 ? rest : rest.floorDiv(stride);
      if (k < rank - 1) rest = rest.mod(stride);
      MapOperands map = new MapOperands(new AffineMap(0, operands.size(), List.of(index)), operands).canonical();
      indices.add(ApplyOp.create(builder, op.location(), map.map(), map.operands()).result());
    }
    return indices;
  }
}
