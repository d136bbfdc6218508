package zkopt.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list of operations with arguments; the last operation is the terminator. */
public final class Block {
  private final List<BlockArgument> arguments = new ArrayList<>();
  Region region;
  private Operation first;
  private Operation last;
  private boolean ordered;

  public Region region() {
    return region;
  }

  /** The operation whose region holds this block, or null. */
  public Operation parentOp() {
    return region == null ? null : region.owner();
  }

  public List<BlockArgument> arguments() {
    return Collections.unmodifiableList(arguments);
  }

  public BlockArgument argument(int i) {
    return arguments.get(i);
  }

  public BlockArgument addArgument(Type type, Location location) {
    var argument = new BlockArgument(this, arguments.size(), type, location);
    arguments.add(argument);
    return argument;
  }

  public void eraseArgument(int i) {
    arguments.remove(i);
    for (int j = i; j < arguments.size(); j++) arguments.get(j).index = j;
  }

  public Operation first() {
    return first;
  }

  public Operation last() {
    return last;
  }

  public boolean isEmpty() {
    return first == null;
  }

  /** The last operation when it is a terminator, else null. */
  public Operation terminator() {
    return last instanceof Traits.Terminator ? last : null;
  }

  /** A snapshot of the operations, in order. */
  public List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (var op = first; op != null; op = op.next) operations.add(op);
    return operations;
  }

  public void append(Operation op) {
    insertBefore(null, op);
  }

  /** Inserts a detached operation before {@code anchor}, or at the end when it is null. */
  public void insertBefore(Operation anchor, Operation op) {
    if (op.block != null) throw new IllegalStateException("'" + op.name() + "' stands in a block already");
    op.block = this;
    op.next = anchor;
    op.previous = anchor == null ? last : anchor.previous;
    if (op.previous != null) op.previous.next = op;
    else first = op;
    if (anchor != null) anchor.previous = op;
    else last = op;
    ordered = false;
  }

  void unlink(Operation op) {
    if (op.previous != null) op.previous.next = op.next;
    else first = op.next;
    if (op.next != null) op.next.previous = op.previous;
    else last = op.previous;
    op.block = null;
    op.previous = null;
    op.next = null;
  }

  void ensureOrder() {
    if (ordered) return;
    long order = 0;
    for (var op = first; op != null; op = op.next) op.order = order++;
    ordered = true;
  }

  /** Removes and destroys the block with its operations. */
  public void erase() {
    for (Operation op : operations().reversed()) {
      op.dropAllReferences();
      op.remove();
    }
    if (region != null) region.remove(this);
  }
}
