package zkopt.assigner;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The scalar values of a run, numbered at layout time. A value is a constant, a weight, an element of an input, a sum of a
 * contraction, or the output of a gate.
 */
final class Values {
  /** Where a value comes from. */
  enum Source { CONSTANT, WEIGHT, INPUT, CONTRACTION, GATE }

  private static final Source[] SOURCES = Source.values();

  /** By number; of a large model there are hundreds of millions. */
  private byte[] sources = new byte[16];
  private int size;
  private final Map<Long, Integer> constants = new LinkedHashMap<>();
  private final Map<Integer, Long> valueOf = new HashMap<>();

  int add(Source source) {
    return add(source, 1);
  }

  /** {@code count} new values with consecutive numbers; returns the first. */
  int add(Source source, int count) {
    int first = size;
    size = Math.addExact(size, count);
    if (size > sources.length) sources = Arrays.copyOf(sources, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(size, sources.length * 3L / 2)));
    Arrays.fill(sources, first, size, (byte) source.ordinal());
    return first;
  }

  /** The value of an integer constant; equal constants are one value. */
  int constant(long value) {
    return constants.computeIfAbsent(value, _ -> {
      int id = add(Source.CONSTANT);
      valueOf.put(id, value);
      return id;
    });
  }

  /** The integer that value number {@code id} is for every input and whatever the weights, if it is a constant. */
  OptionalLong known(int id) {
    return source(id) == Source.CONSTANT ? OptionalLong.of(valueOf.get(id)) : OptionalLong.empty();
  }

  Map<Long, Integer> constants() {
    return constants;
  }

  Source source(int id) {
    return SOURCES[sources[id]];
  }

  int size() {
    return size;
  }
}
