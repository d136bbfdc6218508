package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers in the order of the buckets of LLVM's DenseMap, in which MLIR visits the nodes of a dependence graph: the hash of n is 37 n, the
 * table has a power of two of places and grows when three quarters are taken.
 */
final class HashOrder {
  private static final int EMPTY = -1;
  private static final int ERASED = -2;

  private int[] buckets = empty(64);
  private int entries;

  private static int[] empty(int size) {
    int[] buckets = new int[size];
    Arrays.fill(buckets, EMPTY);
    return buckets;
  }

  void add(int number) {
    if ((entries + 1) * 4 >= buckets.length * 3) {
      int[] old = buckets;
      buckets = empty(old.length * 2);
      for (int n : old) if (n >= 0) place(n);
    }
    place(number);
    entries++;
  }

  private void place(int number) {
    int at = number * 37 & buckets.length - 1;
    for (int probe = 1; buckets[at] >= 0; probe++) at = at + probe & buckets.length - 1;
    buckets[at] = number;
  }

  void remove(int number) {
    for (int i = 0; i < buckets.length; i++) if (buckets[i] == number) buckets[i] = ERASED;
    entries--;
  }

  List<Integer> numbers() {
    var numbers = new ArrayList<Integer>();
    for (int n : buckets) if (n >= 0) numbers.add(n);
    return numbers;
  }
}
