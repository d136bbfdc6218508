package zkopt.transforms;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.IntegerRange;
import zkopt.analysis.IntegerRangeAnalysis;
import zkopt.dialect.arith.BinaryOp;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.GreedyRewriteDriver;

/** Replaces integers that can only be one number by it, and remainders of what is smaller than the divisor; then folds. */
@Pass.Named(value = "int-range-optimizations", title = "ArithIntRangeOpts", summary = "Do optimizations based on integer range analysis")
public record IntRangeOptimizations() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var analysis = new IntegerRangeAnalysis();
    analysis.run(root);
    var remainders = new ArrayList<BinaryOp>();
    root.walk(BinaryOp.class, op -> {
      if (isTrivialRemainder(op, analysis)) remainders.add(op);
    });
    for (BinaryOp op : remainders) {
      op.result().replaceAllUsesWith(op.lhs());
      op.erase();
    }
    var replacement = new ConstantReplacement(v -> constant(analysis, v), context.ir());
    replacement.inside(root);
    GreedyRewriteDriver.apply(root, List.of(), context.ir());
  }

  private static Attribute constant(IntegerRangeAnalysis analysis, Value value) {
    IntegerRange range = analysis.range(value);
    boolean known = range != null && range.isConstant() && !(value.definingOp() instanceof Traits.ConstantLike);
    return known ? IntegerAttr.of(range.min(), value.type()) : null;
  }

  private static boolean isTrivialRemainder(BinaryOp op, IntegerRangeAnalysis analysis) {
    if (op.kind() != BinaryOp.Kind.REMSI && op.kind() != BinaryOp.Kind.REMUI) return false;
    IntegerRange dividend = analysis.range(op.lhs());
    IntegerRange divisor = analysis.range(op.rhs());
    return dividend != null && divisor != null && divisor.isConstant() && dividend.min() >= 0 && dividend.max() < divisor.min();
  }
}
