package zkopt.attack.change;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The parts of a message, whatever its type is: a record's components, a map's values, the elements of a list or an array. Numbers and
 * byte strings have none. So a new field of a proof is attacked from the day it is there.
 */
final class Parts {
  private Parts() {}

  /** Whether there may be more or fewer parts. */
  static boolean isSequence(Object value) {
    return value instanceof List || value instanceof Map || value.getClass().isArray() && !(value instanceof byte[]);
  }

  /** The parts; none of a number or a byte string. */
  static List<Object> of(Object value) {
    return switch (value) {
      case Record r -> Arrays.stream(r.getClass().getRecordComponents()).map(c -> get(r, c)).toList();
      case List<?> l -> List.copyOf(l);
      case Map<?, ?> m -> List.copyOf(m.values());
      case byte[] _, Number _ -> List.of();
      default -> IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i)).toList();
    };
  }

  /** What a part is called. */
  static String name(Object value, int part) {
    return switch (value) {
      case Record r -> r.getClass().getRecordComponents()[part].getName();
      case Map<?, ?> m -> List.copyOf(m.keySet()).get(part).toString();
      default -> Integer.toString(part);
    };
  }

  /** The part of this name. */
  static int index(Object value, String name) {
    return IntStream.range(0, of(value).size()).filter(i -> name(value, i).equals(name)).findFirst().orElseThrow();
  }

  /** A value like {@code value} of these parts; of other than as many parts only if it is a sequence. */
  static Object with(Object value, List<Object> parts) {
    return switch (value) {
      case Record r -> create(r, parts);
      case List<?> _ -> List.copyOf(parts);
      case Map<?, ?> m -> map(m, parts);
      default -> {
        Object array = Array.newInstance(value.getClass().componentType(), parts.size());
        for (int i = 0; i < parts.size(); i++) {
          Array.set(array, i, parts.get(i));
        }
        yield array;
      }
    };
  }

  static Object with(Object value, int part, Object replacement) {
    List<Object> parts = new ArrayList<>(of(value));
    parts.set(part, replacement);
    return with(value, parts);
  }

  /** The first keys get the parts; there are no more keys than there were. */
  private static Map<Object, Object> map(Map<?, ?> like, List<Object> parts) {
    Map<Object, Object> map = new LinkedHashMap<>();
    List<?> keys = List.copyOf(like.keySet());
    for (int i = 0; i < Math.min(keys.size(), parts.size()); i++) {
      map.put(keys.get(i), parts.get(i));
    }
    return map;
  }

  private static Object get(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("a message's records must be public: " + value.getClass(), e);
    }
  }

  private static Object create(Record like, List<Object> parts) {
    Class<?>[] types = Arrays.stream(like.getClass().getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return like.getClass().getDeclaredConstructor(types).newInstance(parts.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not the parts of a " + like.getClass(), e);
    }
  }
}
