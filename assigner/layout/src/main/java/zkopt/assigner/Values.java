package zkopt.assigner;

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

  private final IntList sources = new IntList();
  private final Map<Long, Integer> constants = new LinkedHashMap<>();
  private final Map<Integer, Long> valueOf = new HashMap<>();

  int add(Source source) {
    sources.add(source.ordinal());
    return sources.size() - 1;
  }

  /** {@code count} new values with consecutive numbers; returns the first. */
  int add(Source source, int count) {
    int first = sources.size();
    for (int i = 0; i < count; i++) sources.add(source.ordinal());
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
    return SOURCES[sources.get(id)];
  }

  int size() {
    return sources.size();
  }
}
