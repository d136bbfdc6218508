package org.example.poly;

import java.util.List;
import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.ir.Location;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.GreedyRewriteDriver;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Finds powers: products of a value with itself become a polynomial's value. Each rule keeps the result bit for bit. */
@Pass.Named(value = "raise-fixed-to-poly", summary = "find polynomials in fixed-point products")
public record RaiseFixedToPoly() implements Pass {
  private static final CoefficientsAttr IDENTITY = new CoefficientsAttr(List.of(0L, 1L));
  private static final CoefficientsAttr SQUARE = IDENTITY.times(IDENTITY);

  @Override
  public void run(Operation op, PassContext context) {
    GreedyRewriteDriver.apply(op, List.of(new Square(), new Power(), new Round()), context.ir(), GreedyRewriteDriver.Config.DEFAULT);
  }

  private static Value constant(Rewriter rewriter, Location location, CoefficientsAttr value) {
    return ConstantOp.create(rewriter, location, value, new PolynomialType(value.degree())).result();
  }

  private static boolean isProduct(BinaryOp op) {
    return op.kind() == BinaryOp.Kind.MUL;
  }

  /** {@code fixed.mul(x, x) -> eval(X^2, x)}. */
  record Square() implements Rewrite<BinaryOp> {
    @Override
    public Class<BinaryOp> root() {
      return BinaryOp.class;
    }

    @Override
    public boolean matchAndRewrite(BinaryOp op, Rewriter rewriter) {
      if (!isProduct(op) || op.lhs() != op.rhs()) return false;
      rewriter.replaceOp(op, EvalOp.create(rewriter, op.location(), constant(rewriter, op.location(), SQUARE), op.lhs(), op.type()));
      return true;
    }
  }

  /** {@code fixed.mul(eval(p, x), x) -> eval(p X, x)}, where the value of p is exact. */
  record Power() implements Rewrite<BinaryOp> {
    @Override
    public Class<BinaryOp> root() {
      return BinaryOp.class;
    }

    @Override
    public boolean matchAndRewrite(BinaryOp op, Rewriter rewriter) {
      if (!isProduct(op) || !(op.lhs().definingOp() instanceof EvalOp eval) || eval.x() != op.rhs() || eval.shift() != 0) return false;
      if (MulOp.degree(eval.polynomial()) == PolynomialType.MAX_DEGREE) return false;
      var product = MulOp.create(rewriter, op.location(), eval.polynomial(), constant(rewriter, op.location(), IDENTITY));
      rewriter.replaceOp(op, EvalOp.create(rewriter, op.location(), product.result(), eval.x(), op.type()));
      return true;
    }
  }

  /** {@code fixed.rescale(eval(p, x)) -> eval(p, x)} of the narrower type, where the value of p is exact: it is rounded once. */
  record Round() implements Rewrite<RescaleOp> {
    @Override
    public Class<RescaleOp> root() {
      return RescaleOp.class;
    }

    @Override
    public boolean matchAndRewrite(RescaleOp op, Rewriter rewriter) {
      if (!(op.operand().definingOp() instanceof EvalOp eval) || eval.shift() != 0 || op.shift() < 0) return false;
      rewriter.replaceOp(op, EvalOp.create(rewriter, op.location(), eval.polynomial(), eval.x(), op.type()));
      return true;
    }
  }
}
