package zkopt.transforms.canonical;

import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/**
 * One of a family of rewrites, written as a function.
 *
 * @param spec the kind of operation that it rewrites; null for all of the class
 * @param benefit the number of operations that it matches
 */
record Rule<O extends Operation>(String name, Class<O> root, OpSpec spec, int benefit, Body<O> body) implements Rewrite<O> {
  /** The benefit of rewrites that only turn an operation into its canonical spelling, as folds do, and come before others. */
  static final int IN_PLACE = 1000;

  Rule(String name, Class<O> root, int benefit, Body<O> body) {
    this(name, root, null, benefit, body);
  }

  @Override
  public boolean concerns(OpSpec of) {
    return spec == null || spec == of;
  }

  /** What {@link #matchAndRewrite} does. */
  interface Body<O> {
    boolean apply(O op, Rewriter rewriter);
  }

  @Override
  public boolean matchAndRewrite(O op, Rewriter rewriter) {
    return body.apply(op, rewriter);
  }
}
