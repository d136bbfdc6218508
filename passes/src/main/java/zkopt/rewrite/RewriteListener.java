package zkopt.rewrite;

import zkopt.ir.Operation;

/** Is told of every change that a {@link Rewriter} makes. */
public interface RewriteListener {
  RewriteListener NONE = new RewriteListener() {};

  default void inserted(Operation op) {}

  /** Operands, attributes, types or place of {@code op} have changed. */
  default void modified(Operation op) {}

  /** {@code op} is about to be erased; it and what it holds are still whole. */
  default void erasing(Operation op) {}
}
