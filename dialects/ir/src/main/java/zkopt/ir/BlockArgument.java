package zkopt.ir;

/** Argument {@code index} of a block. */
public final class BlockArgument extends Value {
  private final Block owner;
  private final Location location;
  int index;

  BlockArgument(Block owner, int index, Type type, Location location) {
    super(type);
    this.owner = owner;
    this.index = index;
    this.location = location;
  }

  public int index() {
    return index;
  }

  @Override
  public Operation definingOp() {
    return null;
  }

  @Override
  public Block parentBlock() {
    return owner;
  }

  @Override
  public Location location() {
    return location;
  }
}
