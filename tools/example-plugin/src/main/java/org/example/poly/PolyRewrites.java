package org.example.poly;

import java.util.List;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** What {@code canonicalize} does with polynomials, beside folding. */
public final class PolyRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(new MulByOne());
  }

  /** {@code mul(p, 1) -> p}, where 1 is of degree 0. */
  record MulByOne() implements Rewrite<MulOp> {
    @Override
    public Class<MulOp> root() {
      return MulOp.class;
    }

    @Override
    public boolean matchAndRewrite(MulOp op, Rewriter rewriter) {
      if (!(op.rhs().definingOp() instanceof ConstantOp c) || !c.value().values().equals(List.of(1L))) return false;
      if (!op.lhs().type().equals(op.result().type())) return false;
      rewriter.replaceOp(op, op.lhs());
      return true;
    }
  }
}
