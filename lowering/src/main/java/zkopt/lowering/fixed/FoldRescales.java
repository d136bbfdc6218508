package zkopt.lowering.fixed;

import java.util.List;
import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.GreedyRewriteDriver;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/**
 * Makes one rounding of two, and none of a shift that is undone. The result is the same integer; only a value between them that would leave its
 * type is no error any more. The planner rounds once in the first place: this is for what other passes and texts bring.
 */
@Pass.Named(value = "fold-rescales", summary = "make one rescale of two")
public record FoldRescales() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    GreedyRewriteDriver.apply(root, List.of(new RescaleOfRescale()), context.ir());
  }

  /**
   * {@code rescale(x * 2^a, shift b) -> rescale(x, shift b - a)}, and {@code rescale(rescale(x, shift a), shift b) -> rescale(x + 2^(a - 1), shift a + b)} for
   * positive a and b: with half up,
   *
   * <pre>floor((floor((x + 2^(a-1)) / 2^a) + 2^(b-1)) / 2^b) = floor((x + 2^(a-1) + 2^(a+b-1)) / 2^(a+b))</pre>
   */
  private record RescaleOfRescale() implements Rewrite<RescaleOp> {
    @Override
    public Class<RescaleOp> root() {
      return RescaleOp.class;
    }

    @Override
    public boolean matchAndRewrite(RescaleOp outer, Rewriter rewriter) {
      if (!outer.operand().hasOneUse() || !(outer.operand().definingOp() instanceof RescaleOp inner)) return false;
      Value once = inner.shift() <= 0 ? inner.operand() : outer.shift() > 0 ? withHalf(inner, rewriter) : null;
      if (once == null) return false;
      rewriter.replaceOp(outer, RescaleOp.create(rewriter, outer.location(), once, outer.type()).result());
      return true;
    }

    /** What {@code inner} rounds down, or null where no type holds it. */
    private static Value withHalf(RescaleOp inner, Rewriter rewriter) {
      QType type = inner.operandType();
      long half = 1L << (inner.shift() - 1);
      if (type.width() >= QType.MAX_WIDTH || !type.holds(half)) return null;
      Value bias = ConstantOp.create(rewriter, inner.location(), half, type).result();
      return BinaryOp.create(rewriter, inner.location(), BinaryOp.Kind.ADD, inner.operand(), bias, type.withWidth(type.width() + 1)).result();
    }
  }
}
