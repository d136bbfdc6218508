package zkopt.transforms.affine;

import java.util.List;
import zkopt.analysis.affine.MemoryRegion;
import zkopt.ir.MemRefType;

/**
 * How the elements of a box lie in their buffer: in runs of {@code run} elements that begin {@code stride} elements apart.
 *
 * @param stride 0 for one run
 */
record BoxStride(long stride, long run) {
  /** Null when they lie otherwise, or when that is not known. (LLVM 19 takes a box in dimensions around one of size 1 for one run.) */
  static BoxStride of(MemRefType buffer, MemoryRegion.Box box) {
    List<Long> shape = buffer.shape();
    long run = 1;
    long stride = 0;
    long repeated = 1;
    long distance = 1;
    for (int d = shape.size() - 1; d >= 0; d--) {
      long size = box.shape().get(d);
      if (distance < 0 && size > 1) return null;
      if (size > 1 && stride == 0 && distance != run) stride = distance;
      if (size > 1 && stride != 0) {
        if (distance != stride * repeated) return null;
        repeated *= size;
      } else {
        run *= size;
      }
      distance = distance < 0 || shape.get(d) < 0 ? -1 : distance * shape.get(d);
    }
    return new BoxStride(stride, run);
  }
}
