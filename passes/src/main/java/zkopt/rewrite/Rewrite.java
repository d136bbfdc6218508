package zkopt.rewrite;

import zkopt.ir.OpSpec;
import zkopt.ir.Operation;

/**
 * A local rewrite rule. Its javadoc is its specification, written as an equation: {@code addi(x, 0) -> x}. A rule is a record
 * (stateless), one class each.
 *
 * @param <O> the kind of operation that it rewrites
 */
public interface Rewrite<O extends Operation> {
  Class<O> root();

  /**
   * Rewrites {@code op} if the rule applies. Every change goes through {@code rewriter}, which inserts before {@code op}.
   *
   * @return whether something was changed; when false, nothing may have been
   */
  boolean matchAndRewrite(O op, Rewriter rewriter);

  /** Whether it may apply to operations of this kind, all of which are of class {@link #root}. */
  default boolean concerns(OpSpec spec) {
    return true;
  }

  /** Rules of higher benefit are tried first; among equals, in the order given. */
  default int benefit() {
    return 1;
  }

  /** The name in traces and in options such as {@code disable-patterns}. */
  default String name() {
    return getClass().getSimpleName();
  }
}
