package zkopt.transforms.affine;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.MemoryRegion;
import zkopt.dialect.memref.AllocationOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.rewrite.Effects;

/** What a range of operations touches of each buffer: one region for loads and stores, all of the buffer where that cannot be told. */
final class CopiedRegions {
  private final List<Operation> operations;
  private final Set<Operation> inside;
  private final int depth;
  private final int slowSpace;
  private final Map<Value, MemoryRegion> regions = new LinkedHashMap<>();
  private final Set<Value> read = new LinkedHashSet<>();
  private final Set<Value> written = new LinkedHashSet<>();

  /**
   * @param operations the range, those inside others included
   * @param depth how many loops stand around it
   * @param slowSpace the memory space of which buffers are copied
   */
  CopiedRegions(List<Operation> operations, int depth, int slowSpace) {
    this.operations = operations;
    this.inside = new HashSet<>(operations);
    this.depth = depth;
    this.slowSpace = slowSpace;
  }

  /** Whether nothing is known of the effects of an operation, which may touch any buffer then. */
  static boolean isUnknown(Operation op) {
    return MemoryAccess.of(op) == null && !(op instanceof Traits.MemoryEffects) && !(op instanceof Traits.RecursiveMemoryEffects)
        && !(op instanceof Traits.Terminator) && !(op instanceof AllocationOp) && !(op instanceof DeallocOp) && !Effects.isPure(op);
  }

  /** Returns false when the range cannot be copied for: a region, which may be too large for the numbers, or an effect is not known. */
  boolean collect() {
    try {
      return collectKnown();
    } catch (ArithmeticException _) {
      return false;
    }
  }

  private boolean collectKnown() {
    if (operations.stream().anyMatch(CopiedRegions::isUnknown)) return false;
    for (Operation op : operations) {
      MemoryAccess access = MemoryAccess.of(op);
      if (access == null || !isSlow(access.memref()) || !isOnlyAccessed(access.memref())) continue;
      if (!add(access)) return false;
    }
    // what the stores leave out is copied out as it was, where mlir-opt copies out what it never copied in
    for (Value memref : written) if (!isStored(memref)) read.add(memref);
    return true;
  }

  /** Whether a store leaves nothing of the region as it was, in each iteration of the loops around. */
  private boolean isStored(Value memref) {
    return operations.stream().map(MemoryAccess::of).anyMatch(a -> a != null && a.isStore() && a.memref() == memref && ExactAccess.is(a, depth)
        && regions.get(memref).isWithin(MemoryRegion.of(a, depth, null, false)));
  }

  /** What is copied in. */
  Collection<MemoryRegion> read() {
    return read.stream().map(regions::get).toList();
  }

  /** What is copied out. */
  Collection<MemoryRegion> written() {
    return written.stream().map(regions::get).toList();
  }

  private boolean isSlow(Value memref) {
    return MemorySpace.is(((MemRefType) memref.type()).memorySpace(), slowSpace);
  }

  /** Whether the range uses a buffer from outside, by no other name, and for nothing but loads and stores. */
  private boolean isOnlyAccessed(Value memref) {
    return ((MemRefType) memref.type()).layout() == null && !inside.contains(memref.definingOp()) && operations.stream().allMatch(op ->
        op.operands().stream().filter(v -> v.type() instanceof MemRefType && MemoryAccess.base(v) == MemoryAccess.base(memref))
            .allMatch(v -> v == memref && MemoryAccess.of(op) != null));
  }

  private boolean add(MemoryAccess access) {
    MemoryRegion region = MemoryRegion.of(access, depth, null, false);
    MemoryRegion known = regions.get(access.memref());
    MemoryRegion both = known == null ? region : known;
    boolean isTold = isTold(region);
    if (known == null) {
      isTold = isTold && (region.staysInside() || ExactAccess.is(access, depth));
    } else if (isTold) {
      boolean isNew = !region.isWithin(known);
      isTold = known.unite(region) && isTold(known) && (!isNew || known.staysInside());
    }
    if (!isTold) both = MemoryRegion.ofAll(access, depth);
    if (both == null) return false;
    regions.put(access.memref(), both);
    (access.isStore() ? written : read).add(access.memref());
    return true;
  }

  /** Whether loops before the range can run over a region. */
  private boolean isTold(MemoryRegion region) {
    return region != null && region.hasBounds() && region.symbols().stream().noneMatch(v -> inside.contains(v.definingOp()));
  }
}
