package zkopt.dialect.tensor;

import zkopt.ir.Block;
import zkopt.ir.IndexType;
import zkopt.ir.Type;

/** Checks of the bodies that compute an element from its indices. */
final class Regions {
  private Regions() {}

  /** What keeps {@code block} from taking {@code rank} indices and yielding an {@code element}; or null. */
  static String indexBody(Block block, int rank, Type element) {
    if (block.arguments().size() != rank) return "must have one body argument per input dimension";
    if (!block.arguments().stream().allMatch(a -> a.type() instanceof IndexType)) return "all body arguments must be index";
    return block.last() instanceof YieldOp yield && yield.numOperands() == 1 && !yield.operand(0).type().equals(element)
        ? "body must be terminated with a `yield` operation of the tensor element type" : null;
  }
}
