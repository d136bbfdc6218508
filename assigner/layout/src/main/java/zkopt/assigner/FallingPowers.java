package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The powers of a polynomial from the largest down, with the strides that they suggest: what its packings of all widths have in common. */
final class FallingPowers {
  private static final int MAX_LEVELS = 6;

  /** Powers that are a distance apart. @param next for each power the place of the one a stride below, or -1 */
  record Stride(int length, int[] next) {}

  private final int[] powers;
  /** For each power its place in the polynomial. */
  private final int[] items;
  private final List<Stride> strides;

  /** @param powers all different, and not negative */
  FallingPowers(int[] powers) {
    long[] sorted = IntStream.range(0, powers.length).mapToLong(i -> (long) -powers[i] << Integer.SIZE | i).sorted().toArray();
    this.items = Arrays.stream(sorted).mapToInt(s -> (int) s).toArray();
    this.powers = Arrays.stream(items).map(i -> powers[i]).toArray();
    this.strides = suggested();
  }

  int size() {
    return powers.length;
  }

  int power(int i) {
    return powers[i];
  }

  int item(int i) {
    return items[i];
  }

  /** The most frequent distances between neighbours, then those between the ends of the runs that they make, and so on; at least one. */
  List<Stride> strides() {
    return strides;
  }

  private List<Stride> suggested() {
    var strides = new ArrayList<Stride>();
    int[] level = powers;
    for (int l = 0; l < MAX_LEVELS && level.length > 1; l++) {
      var counts = new HashMap<Integer, Integer>();
      for (int i = 1; i < level.length; i++) counts.merge(level[i - 1] - level[i], 1, Integer::sum);
      int stride = counts.entrySet().stream()
          .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.<Integer, Integer>comparingByKey().reversed()))
          .orElseThrow().getKey();
      if (strides.stream().noneMatch(s -> s.length() == stride)) strides.add(new Stride(stride, next(powers, stride)));
      int[] below = next(level, stride);
      int[] current = level;
      level = IntStream.range(0, current.length).filter(i -> below[i] < 0).map(i -> current[i]).toArray();
    }
    if (strides.isEmpty()) strides.add(new Stride(1, next(powers, 1)));
    return strides;
  }

  private static int[] next(int[] falling, int stride) {
    int[] next = new int[falling.length];
    int j = 0;
    for (int i = 0; i < falling.length; i++) {
      while (j < falling.length && falling[j] > falling[i] - stride) j++;
      next[i] = j < falling.length && falling[j] == falling[i] - stride ? j : -1;
    }
    return next;
  }
}
