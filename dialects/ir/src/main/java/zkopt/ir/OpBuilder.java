package zkopt.ir;

/** Makes operations at an insertion point. Rewriters subclass it to be told of every change. */
public class OpBuilder {
  private Block block;
  private Operation before;

  /** A builder without insertion point. */
  public OpBuilder() {}

  public static OpBuilder atEnd(Block block) {
    var builder = new OpBuilder();
    builder.setInsertionPointToEnd(block);
    return builder;
  }

  public static OpBuilder atStart(Block block) {
    var builder = new OpBuilder();
    builder.setInsertionPointToStart(block);
    return builder;
  }

  public static OpBuilder before(Operation op) {
    var builder = new OpBuilder();
    builder.setInsertionPoint(op);
    return builder;
  }

  public static OpBuilder after(Operation op) {
    var builder = new OpBuilder();
    builder.setInsertionPointAfter(op);
    return builder;
  }

  public final void setInsertionPoint(Operation op) {
    block = op.block();
    before = op;
  }

  public final void setInsertionPointAfter(Operation op) {
    block = op.block();
    before = op.next();
  }

  public final void setInsertionPointToStart(Block block) {
    this.block = block;
    this.before = block.first();
  }

  public final void setInsertionPointToEnd(Block block) {
    this.block = block;
    this.before = null;
  }

  public final Block insertionBlock() {
    return block;
  }

  /** The operation before which the next one is inserted; null for the end of the block. */
  public final Operation insertionPoint() {
    return before;
  }

  /** Inserts a detached operation. */
  public <O extends Operation> O insert(O op) {
    block.insertBefore(before, op);
    return op;
  }

  /** Makes the operation and inserts it. */
  @SuppressWarnings("unchecked")
  public <O extends Operation> O create(OperationState state) {
    return (O) insert(state.build());
  }
}
