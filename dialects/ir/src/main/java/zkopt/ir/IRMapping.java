package zkopt.ir;

import java.util.IdentityHashMap;
import java.util.Map;

/** What stands for what while IR is copied; values and blocks that are not mapped stand for themselves. */
public final class IRMapping {
  private final Map<Value, Value> values = new IdentityHashMap<>();
  private final Map<Block, Block> blocks = new IdentityHashMap<>();

  public IRMapping map(Value from, Value to) {
    values.put(from, to);
    return this;
  }

  public IRMapping map(Block from, Block to) {
    blocks.put(from, to);
    return this;
  }

  public Value lookup(Value value) {
    return values.getOrDefault(value, value);
  }

  public Block lookup(Block block) {
    return blocks.getOrDefault(block, block);
  }
}
