package zkopt.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list of blocks, owned by an operation. */
public final class Region {
  private final List<Block> blocks = new ArrayList<>();
  Operation owner;

  public Operation owner() {
    return owner;
  }

  public List<Block> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** The entry block. @throws java.util.NoSuchElementException when the region is empty */
  public Block front() {
    return blocks.getFirst();
  }

  public Region add(Block block) {
    return add(blocks.size(), block);
  }

  public Region add(int at, Block block) {
    if (block.region != null) throw new IllegalStateException("the block stands in a region already");
    block.region = this;
    blocks.add(at, block);
    return this;
  }

  public void remove(Block block) {
    blocks.remove(block);
    block.region = null;
  }

  /** Moves all blocks of {@code other} to the end of this region. */
  public void takeBody(Region other) {
    for (Block block : List.copyOf(other.blocks)) {
      other.remove(block);
      add(block);
    }
  }

  /** Whether this is {@code other} or holds it. */
  public boolean isAncestorOf(Region other) {
    for (Region r = other; r != null; r = r.owner == null || r.owner.block() == null ? null : r.owner.block().region()) {
      if (r == this) return true;
    }
    return false;
  }

  Region clone(IRMapping mapping) {
    var copy = new Region();
    for (Block block : blocks) {
      var twin = new Block();
      for (BlockArgument a : block.arguments()) {
        var argument = twin.addArgument(a.type(), a.location());
        argument.setNameHint(a.nameHint());
        mapping.map(a, argument);
      }
      mapping.map(block, twin);
      copy.add(twin);
    }
    for (Block block : blocks) {
      for (Operation op : block.operations()) mapping.lookup(block).append(op.clone(mapping));
    }
    return copy;
  }
}
