package zkopt.assigner;

import java.util.Arrays;

/** A growing array of ints: the trace of a large model holds tens of millions of them. */
final class IntList {
  private int[] values = new int[16];
  private int size;

  void add(int value) {
    if (size == values.length) values = Arrays.copyOf(values, 2 * size);
    values[size++] = value;
  }

  void addAll(int[] more) {
    for (int value : more) add(value);
  }

  int get(int i) {
    return values[i];
  }

  int last() {
    return values[size - 1];
  }

  void setLast(int value) {
    values[size - 1] = value;
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
