package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.ir.ShapedType;

/** Groups of dimensions of the larger shape, one for each dimension of the smaller one. */
final class Reassociations {
  private Reassociations() {}

  /** One reshape after another that goes the same way; null when they do not fit. */
  static List<long[]> composed(List<long[]> first, List<long[]> second) {
    if (first.size() == second.size()) return null;
    List<long[]> fine = first.size() > second.size() ? first : second;
    List<long[]> coarse = fine == first ? second : first;
    if (coarse.isEmpty()) return List.of();
    if (coarse.stream().mapToInt(g -> g.length).sum() != fine.size()) return null;
    return coarse.stream().map(g -> LongStream.of(g).flatMap(i -> LongStream.of(fine.get((int) i))).toArray()).toList();
  }

  /** The groups of {@code fine} that make up each group of {@code coarse}, both of the same dimensions; null when one crosses another's end. */
  static List<long[]> grouped(List<long[]> fine, List<long[]> coarse) {
    var groups = new ArrayList<long[]>();
    int next = 0;
    for (long[] whole : coarse) {
      long end = whole[whole.length - 1];
      var parts = LongStream.builder();
      while (next < fine.size()) {
        long partEnd = fine.get(next)[fine.get(next).length - 1];
        if (partEnd > end) return null;
        parts.add(next++);
        if (partEnd == end) break;
      }
      groups.add(parts.build().toArray());
    }
    return groups;
  }

  /**
   * How a larger shape collapses to a smaller one, where both collapse to a third by these groups; null when it does not, or in no one way, or where
   * a group has as many dimensions in both: mlir-opt 19 takes these for none that collapse.
   */
  static List<long[]> collapsing(List<long[]> largeGroups, List<long[]> smallGroups, List<Long> large, List<Long> small) {
    if (largeGroups.isEmpty()) return collapsing(large, small, 0);
    var groups = new ArrayList<long[]>();
    for (int i = 0; i < largeGroups.size(); i++) {
      long[] from = largeGroups.get(i);
      List<Long> part = at(large, from);
      List<Long> smallPart = at(small, smallGroups.get(i));
      List<long[]> inner = collapsing(part, smallPart, from[0]);
      if (inner == null) return null;
      groups.addAll(inner);
    }
    return groups;
  }

  /** The sizes of these dimensions. */
  static List<Long> at(List<Long> shape, long[] dimensions) {
    return LongStream.of(dimensions).mapToObj(d -> shape.get((int) d)).toList();
  }

  /** The groups from left to right, numbered from {@code first}; ones at the end go to the last. */
  private static List<long[]> collapsing(List<Long> large, List<Long> small, long first) {
    if (large.size() <= small.size()) return null;
    var groups = new ArrayList<List<Long>>();
    int at = 0;
    for (long size : small) {
      if (at == large.size()) return null;
      var group = new ArrayList<Long>();
      long product = 1;
      while (at < large.size() - 1 && large.get(at) != ShapedType.DYNAMIC && product * large.get(at) < size) {
        product *= large.get(at);
        group.add(first + at++);
      }
      boolean dynamic = large.get(at) == ShapedType.DYNAMIC;
      boolean fits = dynamic ? size == ShapedType.DYNAMIC && product == 1 : size != ShapedType.DYNAMIC && product * large.get(at) == size;
      if (!fits) return null;
      group.add(first + at++);
      groups.add(group);
    }
    for (; at < large.size(); at++) {
      if (large.get(at) != ShapedType.DYNAMIC && large.get(at) != 1) return null;
      if (!groups.isEmpty()) groups.getLast().add(first + at);
    }
    return groups.stream().map(g -> g.stream().mapToLong(Long::longValue).toArray()).toList();
  }

  /** The sizes of the smaller shape. */
  static List<Long> collapsed(List<long[]> groups, List<Long> large) {
    var shape = new ArrayList<Long>();
    for (long[] group : groups) {
      long product = 1;
      for (long size : at(large, group)) product = size == ShapedType.DYNAMIC || product == ShapedType.DYNAMIC ? ShapedType.DYNAMIC : product * size;
      shape.add(product);
    }
    return shape;
  }
}
