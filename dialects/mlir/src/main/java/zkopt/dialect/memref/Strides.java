package zkopt.dialect.memref;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import zkopt.ir.MemRefType;
import zkopt.ir.ShapedType;
import zkopt.ir.StridedLayoutAttr;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** Where the elements of a buffer stand; numbers that are not known are {@link ShapedType#DYNAMIC}. */
record Strides(long offset, List<Long> strides) {
  /** Null for a layout that is an affine map. */
  static Strides of(MemRefType type) {
    return switch (type.layout()) {
      case null -> new Strides(0, contiguous(type.shape(), 1));
      case StridedLayoutAttr(var strides, long offset) -> new Strides(offset, strides);
      default -> null;
    };
  }

  /** The strides of dimensions whose last one is {@code innermost}, when each follows the next without a gap. */
  static List<Long> contiguous(List<Long> shape, long innermost) {
    var strides = new ArrayList<Long>();
    long stride = innermost;
    for (long size : shape.reversed()) {
      strides.add(stride);
      stride = times(stride, size);
    }
    return strides.reversed();
  }

  /** A product that is not known when a factor is not and none is zero. */
  static long times(long a, long b) {
    return a == 0 || b == 0 ? 0 : a == ShapedType.DYNAMIC || b == ShapedType.DYNAMIC ? ShapedType.DYNAMIC : a * b;
  }

  private static long plus(long a, long b) {
    return a == ShapedType.DYNAMIC || b == ShapedType.DYNAMIC ? ShapedType.DYNAMIC : a + b;
  }

  /** Of a view that begins at {@code offsets} and takes each so-manieth element. */
  Strides view(long[] offsets, long[] steps) {
    long start = offset;
    var scaled = new ArrayList<Long>();
    for (int i = 0; i < strides.size(); i++) {
      start = plus(start, times(offsets[i], strides.get(i)));
      scaled.add(times(strides.get(i), steps[i]));
    }
    return new Strides(start, scaled);
  }

  /** Of the dimensions that {@code groups} make of each of these. */
  Strides expand(List<long[]> groups, List<Long> shape) {
    var all = new ArrayList<Long>();
    for (int i = 0; i < groups.size(); i++) {
      all.addAll(contiguous(Arrays.stream(groups.get(i)).mapToObj(d -> shape.get((int) d)).toList(), strides.get(i)));
    }
    return new Strides(offset, all);
  }

  /** Of the dimensions that {@code groups} make of these, which have this shape; null where a group is known to have gaps. */
  Strides collapse(List<long[]> groups, List<Long> shape) {
    var all = new ArrayList<Long>();
    for (long[] group : groups) {
      int last = group.length - 1;
      while (last > 0 && shape.get((int) group[last]) == 1) last--;
      int innermost = (int) group[last];
      long stride = shape.get(innermost) != ShapedType.DYNAMIC || last == 0 ? strides.get(innermost) : ShapedType.DYNAMIC;
      all.add(stride);
      for (int i = group.length - 1; i > 0; i--) {
        stride = times(stride, shape.get((int) group[i]));
        int outer = (int) group[i - 1];
        if (shape.get(outer) != 1 && !compatible(stride, strides.get(outer))) return null;
      }
    }
    return new Strides(offset, all);
  }

  /** The place of an element as a function of its indices, with a symbol for each number that is not known. */
  AffineMap map() {
    int symbols = 0;
    AffineExpr sum = offset == ShapedType.DYNAMIC ? AffineExpr.symbol(symbols++) : AffineExpr.constant(offset);
    for (int i = 0; i < strides.size(); i++) {
      long stride = strides.get(i);
      sum = sum.plus(AffineExpr.dim(i).times(stride == ShapedType.DYNAMIC ? AffineExpr.symbol(symbols++) : AffineExpr.constant(stride)));
    }
    return new AffineMap(strides.size(), symbols, List.of(sum));
  }

  StridedLayoutAttr layout() {
    return new StridedLayoutAttr(strides, offset);
  }

  /** Whether two numbers are equal or one is not known. */
  static boolean compatible(long a, long b) {
    return a == b || a == ShapedType.DYNAMIC || b == ShapedType.DYNAMIC;
  }

  /**
   * Which of the dimensions a type of fewer dimensions leaves out, all of size one; null when there is no such choice.
   *
   * @param sizes of these dimensions
   */
  BitSet dropped(long[] sizes, Strides reduced) {
    var dropped = new BitSet();
    int excess = sizes.length - reduced.strides.size();
    if (excess == 0) return dropped;
    for (int i = 0; i < sizes.length; i++) dropped.set(i, sizes[i] == 1);
    if (dropped.cardinality() == excess) return dropped;
    var left = new ArrayList<>(strides);
    for (int i = 0; i < sizes.length; i++) {
      if (!dropped.get(i)) continue;
      int more = Collections.frequency(left, strides.get(i)) - Collections.frequency(reduced.strides, strides.get(i));
      if (more < 0) return null;
      if (more == 0) dropped.clear(i);
      else left.remove(strides.get(i));
    }
    return dropped.cardinality() == excess ? dropped : null;
  }

  /** Whether a type with these strides can be seen as one with {@code reduced}, without the dimensions {@code dropped}: MLIR wants the same numbers. */
  boolean matches(Strides reduced, BitSet dropped) {
    if (offset != reduced.offset) return false;
    var kept = new ArrayList<Long>();
    for (int i = 0; i < strides.size(); i++) if (!dropped.get(i)) kept.add(strides.get(i));
    return kept.equals(reduced.strides);
  }
}
