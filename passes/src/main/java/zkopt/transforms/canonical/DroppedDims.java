package zkopt.transforms.canonical;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.ShapedType;

/** Which dimensions of size one a slice leaves out: the operation does not say, and MLIR chooses by the sizes. */
final class DroppedDims {
  private DroppedDims() {}

  /** The first so many dimensions of size one. */
  static BitSet first(List<Long> sizes, int count) {
    var dropped = new BitSet();
    for (int i = 0; i < sizes.size() && dropped.cardinality() < count; i++) dropped.set(i, sizes.get(i) == 1);
    return dropped;
  }

  /** Those that are left when each of {@code reduced} takes the first size that equals it; null when sizes other than one are left, or none for it. */
  static BitSet matching(List<Long> sizes, List<Long> reduced) {
    return matching(sizes, reduced, false);
  }

  /** As {@link #matching}, where a size that is not known equals each but a one that the slice has. */
  static BitSet matchingKnown(List<Long> sizes, List<Long> reduced) {
    return matching(sizes, reduced, true);
  }

  private static BitSet matching(List<Long> sizes, List<Long> reduced, boolean unknownEqual) {
    var dropped = new BitSet();
    int at = 0;
    for (int i = 0; i < sizes.size(); i++) {
      long size = sizes.get(i);
      boolean taken = at < reduced.size()
          && (size == reduced.get(at) || unknownEqual && size != 1 && (size == ShapedType.DYNAMIC || reduced.get(at) == ShapedType.DYNAMIC));
      if (taken) at++;
      else if (size == 1) dropped.set(i);
      else return null;
    }
    return at == reduced.size() ? dropped : null;
  }

  /** What belongs to the other dimensions. */
  static <T> List<T> kept(List<T> list, BitSet dropped) {
    return IntStream.range(0, list.size()).filter(i -> !dropped.get(i)).<T>mapToObj(list::get).toList();
  }
}
