package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import zkopt.analysis.affine.ComputationSlice;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.MemoryRegion;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/**
 * What it costs to put a slice of one nest into another: MLIR's model, in which a nest costs the number of operations that it runs, and
 * the best depth is the one that leaves the smallest buffer and adds no more operations than are tolerated.
 */
final class FusionCost {
  private final ForOp source;
  private final ForOp target;
  private final double tolerance;

  /** @param tolerance which part of the operations may be added */
  FusionCost(ForOp source, ForOp target, double tolerance) {
    this.source = source;
    this.target = target;
    this.tolerance = tolerance;
  }

  /** The operations in a loop's own body, and how often it runs; null for a nest with a loop of another number of iterations or inside a condition. */
  private static Map<Operation, Long> tripCounts(ForOp nest) {
    var counts = new IdentityHashMap<Operation, Long>();
    for (ForOp loop : Loops.inside(nest)) {
      OptionalLong count = TripCounts.constant(loop);
      if (count.isEmpty() || loop != nest && !(loop.parentOp() instanceof ForOp)) return null;
      counts.put(loop, count.getAsLong());
    }
    return counts;
  }

  private static long operations(ForOp loop, Map<Operation, Long> tripCounts, Map<Operation, Long> extra) {
    long count = -1;
    for (Operation op : loop.body().operations()) {
      if (op instanceof ForOp inner) count += operations(inner, tripCounts, extra);
      else if (!(op instanceof IfOp)) count++;
    }
    return tripCounts.get(loop) * (count + extra.getOrDefault(loop, 0L));
  }

  /** The operations of the fused nest; null when the slice has no constant size. */
  private Long fusedOperations(ComputationSlice slice, Map<Operation, Long> sourceCounts, Map<Operation, Long> targetCounts) {
    Map<Operation, Long> sliceCounts = slice.tripCounts();
    if (sliceCounts == null) return null;
    var extra = new IdentityHashMap<Operation, Long>();
    Operation place = slice.insertPoint().parentOp();
    boolean forwards = sliceCounts.values().stream().reduce(1L, (a, b) -> a * b) == 1;
    if (forwards) countForwarded(place, extra);
    var counts = new IdentityHashMap<>(sourceCounts);
    counts.putAll(sliceCounts);
    extra.put(place, operations(source, counts, extra));
    return operations(target, targetCounts, extra);
  }

  /** A slice of one iteration stores what the place around then loads, and neither will be needed. */
  private void countForwarded(Operation place, Map<Operation, Long> extra) {
    Set<Value> stored = new HashSet<>();
    var stores = new ArrayList<MemoryAccess>();
    source.walk(op -> {
      MemoryAccess access = MemoryAccess.of(op);
      if (access != null && access.isStore()) stores.add(access);
    });
    stores.forEach(s -> stored.add(s.memref()));
    if (!stores.isEmpty()) extra.put(place, -(long) stores.size());
    for (Value memref : stored) {
      for (Operation user : memref.users()) {
        MemoryAccess access = MemoryAccess.of(user);
        boolean forwarded = access != null && !access.isStore() && place.isAncestorOf(user) && user.parentOp() instanceof ForOp;
        if (forwarded) extra.merge(user.parentOp(), -1L, Long::sum);
      }
    }
  }

  /**
   * At which depth to fuse; empty when it is not worth it.
   *
   * @param slices by depth, from 1; null where there is none
   * @param access a store of the source that the target loads, or, of siblings, the load that both share
   */
  OptionalInt bestDepth(List<ComputationSlice> slices, int maxDepth, MemoryAccess access) {
    Map<Operation, Long> sourceCounts = tripCounts(source);
    Map<Operation, Long> targetCounts = tripCounts(target);
    MemoryRegion region = MemoryRegion.of(access, 0, null, true);
    if (sourceCounts == null || targetCounts == null || region == null || region.numBytes() < 0) return OptionalInt.empty();
    double apart = (double) operations(source, sourceCounts, Map.of()) + operations(target, targetCounts, Map.of());
    double mostReduction = 0;
    long sliceBytes = 0;
    int best = 0;
    for (int depth = maxDepth; depth >= 1; depth--) {
      ComputationSlice slice = slices.get(depth - 1);
      Long fused = slice == null ? null : fusedOperations(slice, sourceCounts, targetCounts);
      MemoryRegion part = fused == null ? null : MemoryRegion.of(access, 0, slice, true);
      long bytes = part == null ? -1 : part.numBytes();
      if (bytes <= 0) continue;
      double reduction = (double) region.numBytes() / bytes;
      if (reduction <= mostReduction || fused / apart - 1 >= tolerance) continue;
      mostReduction = reduction;
      sliceBytes = bytes;
      best = depth;
    }
    if (best == 0) return OptionalInt.empty();
    OptionalLong sourceBytes = MemoryFootprint.bytes(source);
    boolean worthIt = sourceBytes.isPresent() && MemoryFootprint.bytes(target).isPresent() && sliceBytes <= sourceBytes.getAsLong();
    return worthIt ? OptionalInt.of(best) : OptionalInt.empty();
  }
}
