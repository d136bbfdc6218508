package zkopt.rewrite;

import java.util.List;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.OpBuilder;
import zkopt.ir.Region;
import zkopt.ir.Value;

/** Makes and changes operations, and tells a listener of each change. */
public class Rewriter extends OpBuilder {
  private final RewriteListener listener;

  public Rewriter(RewriteListener listener) {
    this.listener = listener;
  }

  /** A rewriter that nobody listens to. */
  public Rewriter() {
    this(RewriteListener.NONE);
  }

  @Override
  public <O extends Operation> O insert(O op) {
    super.insert(op);
    op.walkPreOrder(listener::inserted);
    return op;
  }

  /** Replaces the results of {@code op} by {@code values}, one each, and erases it. */
  public void replaceOp(Operation op, List<? extends Value> values) {
    if (values.size() != op.numResults()) {
      throw new IllegalArgumentException(values.size() + " values for the " + op.numResults() + " results of '" + op.name() + "'");
    }
    for (int i = 0; i < values.size(); i++) replaceAllUsesWith(op.result(i), values.get(i));
    eraseOp(op);
  }

  public final void replaceOp(Operation op, Value... values) {
    replaceOp(op, List.of(values));
  }

  /** Replaces {@code op} by the results of {@code replacement}. */
  public final void replaceOp(Operation op, Operation replacement) {
    replaceOp(op, replacement.results());
  }

  /** Erases an operation whose results have no uses. */
  public void eraseOp(Operation op) {
    if (insertionPoint() == op) setInsertionPointAfter(op);
    tellErasing(op);
    op.erase();
  }

  /** The last operation first, each without what it used before the next is told of. */
  private void tellErasing(Operation op) {
    for (Region region : op.regions().reversed()) {
      for (Block block : region.blocks().reversed()) {
        for (Operation inner : block.operations().reversed()) {
          tellErasing(inner);
          inner.dropAllReferences();
        }
      }
    }
    listener.erasing(op);
  }

  /** Replaces the uses of {@code from}; a name from the text goes with it to a value that has none. */
  public void replaceAllUsesWith(Value from, Value to) {
    var users = from.users();
    if (to.nameHint() == null) to.setNameHint(from.nameHint());
    from.replaceAllUsesWith(to);
    users.forEach(listener::modified);
  }

  /** Runs {@code change}, which changes operands, attributes or types of {@code op}. */
  public void modifyInPlace(Operation op, Runnable change) {
    change.run();
    listener.modified(op);
  }

  public final void moveBefore(Operation op, Operation anchor) {
    modifyInPlace(op, () -> op.moveBefore(anchor));
  }

  /** As {@link #mergeBlockInto}, and erases {@code block}. */
  public void mergeBlocks(Block block, Block into, List<? extends Value> arguments) {
    mergeBlockInto(block, into, arguments);
    block.erase();
  }

  /**
   * Moves the operations of {@code block} to the end of {@code into} and leaves it empty.
   *
   * @param arguments what stands for its arguments; null for one without uses
   */
  public void mergeBlockInto(Block block, Block into, List<? extends Value> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (block.argument(i).hasUses()) replaceAllUsesWith(block.argument(i), arguments.get(i));
    }
    for (Operation op : block.operations()) {
      modifyInPlace(op, () -> {
        op.remove();
        into.append(op);
      });
    }
  }

  /** Moves the operations of {@code block} before {@code anchor}, with {@code arguments} for its arguments, and leaves it empty. */
  public void inlineBlockBefore(Block block, Operation anchor, List<? extends Value> arguments) {
    for (int i = 0; i < arguments.size(); i++) replaceAllUsesWith(block.argument(i), arguments.get(i));
    for (Operation op : block.operations()) moveBefore(op, anchor);
  }

  /** Ends the block of {@code op} before it; returns the new block behind it, which starts with {@code op}. */
  public Block splitBefore(Operation op) {
    Block before = op.block();
    var after = new Block();
    before.region().add(before.region().blocks().indexOf(before) + 1, after);
    for (Operation next = op; next != null; ) {
      Operation moved = next;
      next = next.next();
      modifyInPlace(moved, () -> {
        moved.remove();
        after.append(moved);
      });
    }
    return after;
  }

  /** Moves the blocks of {@code region} before {@code block}. */
  public void inlineRegionBefore(Region region, Block block) {
    int at = block.region().blocks().indexOf(block);
    for (Block moved : List.copyOf(region.blocks())) {
      region.remove(moved);
      block.region().add(at++, moved);
      moved.operations().forEach(listener::modified);
    }
  }
}
