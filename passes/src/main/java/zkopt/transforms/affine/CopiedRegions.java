package zkopt.transforms.affine;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.MemoryRegion;
import zkopt.dialect.affine.DmaOp;
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
  private final AffineDataCopyGenerate options;
  private final Set<Value> inTransfer;
  private final Map<Value, MemoryRegion> regions = new LinkedHashMap<>();
  private final Set<Value> read = new LinkedHashSet<>();
  private final Set<Value> written = new LinkedHashSet<>();

  /**
   * @param operations the range, those inside others included
   * @param depth how many loops stand around it
   * @param inTransfer buffers that may change in the background, which are not copied
   */
  CopiedRegions(List<Operation> operations, int depth, AffineDataCopyGenerate options, Set<Value> inTransfer) {
    this.operations = operations;
    this.inside = new HashSet<>(operations);
    this.depth = depth;
    this.options = options;
    this.inTransfer = inTransfer;
  }

  /** Whether nothing is known of the effects of an operation, which may touch any buffer then; a transfer touches its own. */
  static boolean isUnknown(Operation op) {
    return MemoryAccess.of(op) == null && !(op instanceof DmaOp) && !(op instanceof Traits.MemoryEffects) && !(op instanceof Traits.RecursiveMemoryEffects)
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
    if (options.generateDma()) fitTransfers();
    // what the stores leave out is copied out as it was, where mlir-opt copies out what it never copied in
    for (Value memref : written) if (!isStored(memref)) read.add(memref);
    return true;
  }

  /** A transfer is of a whole box, which may be more than the region: it has to lie in the buffer. Of others all is transferred. */
  private void fitTransfers() {
    regions.replaceAll((memref, region) -> {
      MemoryRegion.Box box = region.box();
      boolean fits = box != null && (region.fills(box) || region.staysInside(box));
      return fits ? region : MemoryRegion.ofAll(accesses(memref).findFirst().orElseThrow(), depth);
    });
    regions.values().removeIf(Objects::isNull);
    read.retainAll(regions.keySet());
    written.retainAll(regions.keySet());
  }

  private Stream<MemoryAccess> accesses(Value memref) {
    return operations.stream().map(MemoryAccess::of).filter(a -> a != null && a.memref() == memref);
  }

  /** Whether a store leaves nothing of what is copied out as it was, in each iteration of the loops around. */
  private boolean isStored(Value memref) {
    if (options.generateDma() && !regions.get(memref).fills(regions.get(memref).box())) return false;
    return accesses(memref).anyMatch(a -> a.isStore() && ExactAccess.is(a, depth)
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
    return MemorySpace.is(((MemRefType) memref.type()).memorySpace(), options.slowMemSpace());
  }

  /** Whether the range uses a buffer from outside, by no other name, and for nothing but loads and stores. */
  private boolean isOnlyAccessed(Value memref) {
    return ((MemRefType) memref.type()).layout() == null && !inTransfer.contains(MemoryAccess.base(memref)) && !inside.contains(memref.definingOp()) && operations.stream().allMatch(op ->
        op.operands().stream().filter(v -> v.type() instanceof MemRefType && MemoryAccess.base(v) == MemoryAccess.base(memref))
            .allMatch(v -> v == memref && MemoryAccess.of(op) != null));
  }

  private boolean add(MemoryAccess access) {
    MemoryRegion region = MemoryRegion.of(access, depth, null, false);
    MemoryRegion known = regions.get(access.memref());
    MemoryRegion both = known == null ? region : known;
    boolean isTold = isTold(region);
    if (known == null) {
      isTold = isTold && (isInside(region, options) || ExactAccess.is(access, depth));
    } else if (isTold) {
      boolean isNew = !region.isWithin(known);
      isTold = known.unite(region) && isTold(known) && (!isNew || isInside(known, options));
    }
    if (!isTold) both = MemoryRegion.ofAll(access, depth);
    if (both == null) return false;
    regions.put(access.memref(), both);
    (access.isStore() ? written : read).add(access.memref());
    return true;
  }

  /** Whether it is known that what is copied for a region, or all of the box around it, lies in the buffer. */
  static boolean isInside(MemoryRegion region, AffineDataCopyGenerate options) {
    return options.generateDma() ? region.staysInside(region.box()) : region.staysInside();
  }

  /** Whether loops before the range can run over a region, or a transfer can be of a box around it. */
  private boolean isTold(MemoryRegion region) {
    return region != null && (options.generateDma() ? region.box() != null : region.hasBounds()) && region.symbols().stream().noneMatch(v -> inside.contains(v.definingOp()));
  }
}
