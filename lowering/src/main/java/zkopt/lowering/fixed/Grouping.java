package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.MemRefType;

/**
 * A map from all elements of one buffer to elements of another: for each element of the first the one of the second that stands for its
 * group, as its maximum or its sum does. Places are row-major. Of two forms of one map the digits are equal.
 *
 * @param digits of the place of an element, in a mixed radix, the highest first; neighbours that walk like one are one
 */
record Grouping(List<Digit> digits) {
  /**
   * @param stride how far the next element is
   * @param group how far the element is that stands for it; 0 within a group
   */
  record Digit(long count, long stride, long group) {
    boolean isWithinGroup() {
      return group == 0;
    }
  }

  /**
   * The map from {@code element} to {@code group}, which are touched in the same iterations of {@code loops}; null when not every element of
   * the buffer is touched, or some in more than one way, or when the subscripts are not linear.
   */
  static Grouping of(Subscripts element, Subscripts group, Collection<ForOp> loops) {
    long[] places = element == null ? null : element.place();
    long[] groups = group == null ? null : group.place();
    if (places == null || groups == null) return null;
    var digits = new ArrayList<Digit>();
    long first = places[element.operands().size()];
    long firstGroup = groups[group.operands().size()];
    for (ForOp loop : loops) {
      if (!loop.hasConstantBounds()) return null;
      long stride = element.stride(places, loop);
      long groupStride = group.stride(groups, loop);
      long start = loop.lowerMap().singleConstant();
      first += stride * start;
      firstGroup += groupStride * start;
      if (loop.constantTripCount() > 1 && (stride != 0 || groupStride != 0)) {
        digits.add(new Digit(loop.constantTripCount(), stride * loop.step(), groupStride * loop.step()));
      }
    }
    boolean known = first == 0 && firstGroup == 0 && element.isOf(loops) && group.isOf(loops);
    digits.sort(Comparator.comparingLong(Digit::stride).reversed());
    return known && isPlace(digits, ((MemRefType) element.memref().type()).numElements()) ? new Grouping(joined(digits)) : null;
  }

  /** Whether the digits count all numbers below {@code elements}, each once. */
  private static boolean isPlace(List<Digit> digits, long elements) {
    long next = 1;
    for (Digit digit : digits.reversed()) {
      if (digit.stride != next) return false;
      next *= digit.count;
    }
    return next == elements;
  }

  private static List<Digit> joined(List<Digit> digits) {
    var joined = new ArrayList<Digit>();
    for (Digit digit : digits) {
      Digit before = joined.isEmpty() ? null : joined.getLast();
      boolean one = before != null && before.group == digit.group * digit.count;
      if (one) joined.set(joined.size() - 1, new Digit(before.count * digit.count, digit.stride, digit.group));
      else joined.add(digit);
    }
    return joined;
  }

  /** Whether elements with different digits, those within a group aside, are in different groups. */
  private boolean separates() {
    long next = 1;
    for (Digit digit : digits.stream().filter(d -> !d.isWithinGroup()).sorted(Comparator.comparingLong(Digit::group)).toList()) {
      if (digit.group < next) return false;
      next = digit.group * digit.count;
    }
    return true;
  }

  /** Whether every group of {@code finer}, a map from the same buffer, is within one group of this. */
  boolean isUnionOf(Grouping finer) {
    return finer.separates() && within().containsAll(finer.within());
  }

  /** The digits that run through a group, joined. */
  private List<Digit> within() {
    return digits.stream().filter(Digit::isWithinGroup).toList();
  }
}
