package zkopt.transforms.canonical;

import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** An else that does nothing goes: {@code if c {..} else {} -> if c {..}}, of affine and of scf, whose second region is the else. */
record EmptyElse<O extends Operation>(Class<O> root) implements Rewrite<O> {
  @Override
  public boolean matchAndRewrite(O op, Rewriter rewriter) {
    Region otherwise = op.region(1);
    if (op.numResults() > 0 || otherwise.isEmpty() || otherwise.front().first() != otherwise.front().terminator()) return false;
    rewriter.modifyInPlace(op, () -> otherwise.front().erase());
    return true;
  }
}
