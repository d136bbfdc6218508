package zkopt.lowering.interp;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.ir.MemRefType;
import zkopt.ir.Value;

/** Gives every SSA value a place in the {@link Frame}. */
final class Slots {
  private final Map<Value, Integer> slots = new IdentityHashMap<>();
  private int words;
  private int buffers;

  int of(Value value) {
    return slots.computeIfAbsent(value, v -> isBuffer(v) ? buffers++ : words++);
  }

  int[] of(List<? extends Value> values) {
    return values.stream().mapToInt(this::of).toArray();
  }

  static boolean isBuffer(Value value) {
    return value.type() instanceof MemRefType;
  }

  /** @param followErrors whether the frame has one for errors beside it */
  Frame frame(boolean followErrors) {
    return new Frame(new long[words], new long[buffers][], followErrors ? frame(false) : null);
  }
}
