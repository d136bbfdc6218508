package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.analysis.affine.ComputationSlice;
import zkopt.analysis.affine.DependencePolyhedron;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.SliceComputation;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** Whether a slice of one loop nest can go into another one of the same block, as MLIR's canFuseLoops sees it. */
final class FusionLegality {
  private final ForOp source;
  private final ForOp target;
  private final boolean backward;
  private final List<MemoryAccess> first;
  private final List<MemoryAccess> second;

  FusionLegality(ForOp source, ForOp target) {
    this.source = source;
    this.target = target;
    this.backward = source.isBeforeInBlock(target);
    this.first = accesses(backward ? source : target);
    this.second = accesses(backward ? target : source);
  }

  private static List<MemoryAccess> accesses(Operation root) {
    var accesses = new ArrayList<MemoryAccess>();
    root.walk(op -> {
      MemoryAccess access = MemoryAccess.of(op);
      if (access != null) accesses.add(access);
    });
    return accesses;
  }

  /** The buffers that a producer stores to and its consumer loads from. */
  static Set<Value> passedOn(List<MemoryAccess> producer, List<MemoryAccess> consumer) {
    var stored = new LinkedHashSet<Value>();
    producer.stream().filter(MemoryAccess::isStore).forEach(a -> stored.add(a.memref()));
    var passedOn = new LinkedHashSet<Value>();
    consumer.stream().filter(a -> !a.isStore() && stored.contains(a.memref())).forEach(a -> passedOn.add(a.memref()));
    return passedOn;
  }

  /** The slice of a producer that its consumer needs in each iteration of the outermost {@code depth} loops around it; null when it may not go there. */
  ComputationSlice ofProducer(int depth) {
    if (!isPossible() || maxDepth() < depth) return null;
    return slice(first.stream().filter(MemoryAccess::isStore).toList(), depth);
  }

  /** The slice of a sibling that loads what the target loads from a buffer; null when there is none. */
  ComputationSlice ofSibling(int depth, Value memref) {
    return isPossible() ? slice(first.stream().filter(a -> !a.isStore() && a.memref() == memref).toList(), depth) : null;
  }

  private ComputationSlice slice(List<MemoryAccess> accesses, int depth) {
    int common = Loops.around(source).size();
    return new SliceComputation(depth, common, backward, l -> !isParallel(l, false), l -> l.numResults() > 0 && isParallel(l, true)).union(accesses, second);
  }

  private boolean isPossible() {
    return hasPlace() && !hasConditions(source) && !hasConditions(target);
  }

  private static boolean hasConditions(ForOp nest) {
    var found = new boolean[1];
    nest.walk(op -> found[0] |= op instanceof IfOp);
    return found[0];
  }

  /** Whether nothing between the nests needs the first and is needed by the second. */
  private boolean hasPlace() {
    ForOp from = backward ? source : target;
    ForOp to = backward ? target : source;
    Operation dependent = null;
    Map<Value, Boolean> stores = stores(first);
    for (Operation op = from.next(); op != to && dependent == null; op = op.next()) if (touches(op, stores)) dependent = op;
    if (dependent == null) return true;
    Operation needed = null;
    Map<Value, Boolean> later = stores(second);
    for (Operation op = to.previous(); op != from && needed == null; op = op.previous()) if (touches(op, later) || makesValueFor(op, to)) needed = op;
    return needed == null || needed != dependent && !dependent.isBeforeInBlock(needed);
  }

  private static Map<Value, Boolean> stores(List<MemoryAccess> accesses) {
    var stores = new HashMap<Value, Boolean>();
    accesses.forEach(a -> stores.merge(a.memref(), a.isStore(), Boolean::logicalOr));
    return stores;
  }

  private static boolean touches(Operation op, Map<Value, Boolean> stores) {
    return accesses(op).stream().anyMatch(a -> a.isStore() ? stores.containsKey(a.memref()) : stores.getOrDefault(a.memref(), false));
  }

  private static boolean makesValueFor(Operation op, ForOp nest) {
    return op.results().stream().flatMap(r -> r.users().stream()).anyMatch(nest::isAncestorOf);
  }

  /** How many loops around the consumer's accesses to what is passed on carry none of their dependences. */
  private int maxDepth() {
    Set<Value> passedOn = passedOn(first, second);
    List<MemoryAccess> targets = second.stream().filter(a -> passedOn.contains(a.memref())).toList();
    if (targets.isEmpty()) return 0;
    int depth = SliceComputation.commonLoops(targets.stream().map(MemoryAccess::op).toList()).size();
    if (targets.stream().noneMatch(MemoryAccess::isStore)) return depth;
    for (MemoryAccess a : targets) {
      for (MemoryAccess b : targets) {
        int common = SliceComputation.commonLoops(List.of(a.op(), b.op())).size();
        for (int d = 1; d <= common + 1; d++) {
          if (!DependencePolyhedron.of(a, b, d, false).isDependent()) continue;
          depth = Math.min(depth, d - 1);
          break;
        }
      }
    }
    return depth;
  }

  /** Whether MLIR finds no dependence that a loop carries; carried values prevent it, or have to be reductions. */
  private static boolean isParallel(ForOp loop, boolean withReductions) {
    if (loop.numResults() > 0 && (!withReductions || Reduction.all(loop) == null)) return false;
    var accesses = new ArrayList<MemoryAccess>();
    if (!ParallelLoops.collect(loop, accesses)) return false;
    accesses.removeIf(a -> ParallelLoops.isAllocatedIn(loop, a.memref()));
    int depth = Loops.around(loop).size() + 1;
    return accesses.stream().allMatch(a -> accesses.stream().noneMatch(b -> DependencePolyhedron.of(a, b, depth, false).isDependent()));
  }
}
