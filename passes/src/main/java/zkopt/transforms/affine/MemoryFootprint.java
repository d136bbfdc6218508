package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.OptionalLong;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.MemoryRegion;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Value;

/** How much memory a loop nest touches. */
final class MemoryFootprint {
  private MemoryFootprint() {}

  /** The bytes of so many KiB, a number without sign; the largest number where they are more. */
  static long ofKibibytes(long kibibytes) {
    return Long.compareUnsigned(kibibytes, Long.MAX_VALUE / 1024) > 0 ? Long.MAX_VALUE : kibibytes * 1024;
  }

  /** The bytes of the boxes around all elements accessed, one for each buffer; empty when that is not known. */
  static OptionalLong bytes(ForOp nest) {
    Map<Value, MemoryRegion> regions = new IdentityHashMap<>();
    var accesses = new ArrayList<MemoryAccess>();
    nest.walk(op -> {
      MemoryAccess access = MemoryAccess.of(op);
      if (access != null) accesses.add(access);
    });
    int depth = Loops.around(nest).size();
    for (MemoryAccess access : accesses) {
      MemoryRegion region = MemoryRegion.of(access, depth, null, true);
      if (region == null) return OptionalLong.empty();
      MemoryRegion known = regions.putIfAbsent(access.memref(), region);
      if (known != null && !known.unite(region)) return OptionalLong.empty();
    }
    long bytes = 0;
    for (MemoryRegion region : regions.values()) {
      if (region.numBytes() < 0) return OptionalLong.empty();
      bytes += region.numBytes();
    }
    return OptionalLong.of(bytes);
  }
}
