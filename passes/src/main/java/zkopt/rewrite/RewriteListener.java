package zkopt.rewrite;

import zkopt.ir.Operation;

/** Is told of every change that a {@link Rewriter} makes. */
public interface RewriteListener {
  RewriteListener NONE = new RewriteListener() {};

  default void inserted(Operation op) {}

  /** Operands, attributes, types or place of {@code op} have changed. */
  default void modified(Operation op) {}

  /** {@code op} is about to be erased; what it holds was told of before, and uses nothing any more. */
  default void erasing(Operation op) {}
}
