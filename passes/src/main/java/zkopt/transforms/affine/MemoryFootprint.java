package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import zkopt.analysis.affine.AccessBounds;
import zkopt.analysis.affine.LinearSystem.Range;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** How much memory a loop nest touches. */
final class MemoryFootprint {
  private MemoryFootprint() {}

  /** The bytes of the boxes around all elements accessed, one for each buffer; empty when that is not known. */
  static OptionalLong bytes(ForOp loop) {
    Map<Value, List<Range>> boxes = new IdentityHashMap<>();
    var accesses = new ArrayList<MemoryAccess>();
    if (!ParallelLoops.collect(loop, accesses)) return OptionalLong.empty();
    for (MemoryAccess access : accesses) {
      List<Range> box = AccessBounds.of(access);
      if (box == null || box.stream().anyMatch(r -> r.max() == null)) return OptionalLong.empty();
      boxes.merge(access.memref(), box, MemoryFootprint::around);
    }
    long bytes = 0;
    for (var box : boxes.entrySet()) {
      int width = width(((MemRefType) box.getKey().type()).elementType());
      if (width == 0) return OptionalLong.empty();
      bytes += box.getValue().stream().mapToLong(r -> Math.max(0, r.max() - r.min() + 1)).reduce(1, Math::multiplyExact) * Math.ceilDiv(width, 8);
    }
    return OptionalLong.of(bytes);
  }

  static List<Range> around(List<Range> a, List<Range> b) {
    var box = new ArrayList<Range>();
    for (int i = 0; i < a.size(); i++) box.add(new Range(Math.min(a.get(i).min(), b.get(i).min()), Math.max(a.get(i).max(), b.get(i).max())));
    return box;
  }

  /** The bits of an element, 0 when it is no number. */
  private static int width(Type type) {
    return switch (type) {
      case IntegerType i -> i.width();
      case FloatType f -> f.width();
      default -> 0;
    };
  }
}
