package zkopt.assigner;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The powers of the challenge x that the coefficients of a polynomial stand for: not negative, and all different. */
final class Powers {
  private final int[] values;
  private final int hash;
  private final Map<Integer, Packing> packings = new HashMap<>();
  /** By width; zero where not known yet. */
  private int[] rows = {};
  /** Null until a packing asks for it. */
  private FallingPowers falling;

  /** @throws IllegalArgumentException for two that are equal: {@link Packing} would take one of them for both */
  Powers(int[] values) {
    var seen = new BitSet();
    for (int power : values) {
      if (seen.get(power)) throw new IllegalArgumentException("two coefficients of a polynomial have power " + power);
      seen.set(power);
    }
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  int size() {
    return values.length;
  }

  int get(int i) {
    return values[i];
  }

  /** The largest, or -1 where there are none. */
  int degree() {
    return Arrays.stream(values).max().orElse(-1);
  }

  /** The packing into rows of so many cells. */
  synchronized Packing packed(int width) {
    return packings.computeIfAbsent(width, w -> Packing.of(falling(), w));
  }

  /** The rows of the packing into rows of so many cells. */
  synchronized int rows(int width) {
    if (width >= rows.length) rows = Arrays.copyOf(rows, width + 1);
    if (rows[width] == 0) rows[width] = Packing.rows(falling(), width);
    return rows[width];
  }

  private FallingPowers falling() {
    if (falling == null) falling = new FallingPowers(values);
    return falling;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Powers p && hash == p.hash && Arrays.equals(values, p.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
