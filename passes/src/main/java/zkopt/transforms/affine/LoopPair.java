package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zkopt.analysis.affine.Dependences;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.memref.AllocationOp;
import zkopt.ir.IRMapping;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.rewrite.Effects;

/** Two loop nests of one block, the first before the second, that may run as one. */
final class LoopPair {
  private final List<ForOp> first;
  private final List<ForOp> second;
  private final List<MemoryAccess> firstAccesses = new ArrayList<>();
  private final List<MemoryAccess> secondAccesses = new ArrayList<>();
  private final boolean known;

  LoopPair(ForOp first, ForOp second) {
    this.first = Loops.perfectNest(first);
    this.second = Loops.perfectNest(second);
    this.known = ParallelLoops.collect(first, firstAccesses) && ParallelLoops.collect(second, secondAccesses);
  }

  /** The buffers that the first nest stores to and the second loads from. */
  Set<Value> passedOn() {
    Set<Value> loaded = memrefs(secondAccesses, false);
    return memrefs(firstAccesses, true).stream().filter(loaded::contains).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether both load from one buffer, and neither stores what the other touches. */
  boolean areSiblings() {
    Set<Value> loaded = memrefs(secondAccesses, false);
    return memrefs(firstAccesses, false).stream().anyMatch(loaded::contains) && !conflict(firstAccesses, secondAccesses);
  }

  private static Set<Value> memrefs(List<MemoryAccess> accesses, boolean stored) {
    return accesses.stream().filter(a -> a.isStore() == stored).map(MemoryAccess::memref).collect(Collectors.toSet());
  }

  private static boolean conflict(List<MemoryAccess> a, List<MemoryAccess> b) {
    return a.stream().anyMatch(x -> b.stream().anyMatch(y -> (x.isStore() || y.isStore()) && x.mayShare(y)));
  }

  /** The largest number of outer loops that can become one; 0 when there is none. */
  int depth() {
    if (!known || first.getFirst().numResults() > 0 || second.getFirst().numResults() > 0) return 0;
    for (int depth = sameLoops(); depth > 0; depth--) {
      int loops = depth;
      boolean keepsOrder = firstAccesses.stream().allMatch(a -> secondAccesses.stream().allMatch(b -> !changePlaces(a, b, loops)));
      if (keepsOrder) return depth;
    }
    return 0;
  }

  private static boolean changePlaces(MemoryAccess a, MemoryAccess b, int depth) {
    return (a.isStore() || b.isStore()) && Dependences.isReversedByFusion(a, b, depth);
  }

  /** How many loops, from the outermost, count the same. */
  private int sameLoops() {
    var counters = new IRMapping();
    int n = 0;
    while (n < first.size() && n < second.size()) {
      ForOp a = first.get(n);
      ForOp b = second.get(n);
      boolean same = a.step() == b.step() && a.numResults() == 0 && b.numResults() == 0
          && renamed(Loops.lower(a), counters).canonical().equals(Loops.lower(b).canonical())
          && renamed(Loops.upper(a), counters).canonical().equals(Loops.upper(b).canonical());
      if (!same) return n;
      counters.map(a.inductionVar(), b.inductionVar());
      n++;
    }
    return n;
  }

  private static MapOperands renamed(MapOperands map, IRMapping counters) {
    return new MapOperands(map.map(), map.operands().stream().map(counters::lookup).toList());
  }

  /** Brings both nests next to each other where what stands between allows it. Returns whether it does. */
  boolean bringTogether() {
    var between = new ArrayList<Operation>();
    for (Operation op = first.getFirst().next(); op != second.getFirst(); op = op.next()) between.add(op);
    if (between.stream().allMatch(op -> mayPass(op, firstAccesses))) {
      first.getFirst().moveBefore(second.getFirst());
      return true;
    }
    boolean needed = between.stream().anyMatch(op -> op.results().stream().anyMatch(r -> r.users().stream().anyMatch(second.getFirst()::isAncestorOf)));
    if (needed || !between.stream().allMatch(op -> mayPass(op, secondAccesses))) return false;
    second.getFirst().moveAfter(first.getFirst());
    return true;
  }

  private static boolean mayPass(Operation op, List<MemoryAccess> accesses) {
    MemoryAccess access = MemoryAccess.of(op);
    if (access != null) return !conflict(List.of(access), accesses);
    if (op instanceof ForOp loop) {
      var others = new ArrayList<MemoryAccess>();
      return ParallelLoops.collect(loop, others) && !conflict(others, accesses);
    }
    return op instanceof AllocationOp || Effects.isPure(op);
  }

  /** Puts the bodies of the outer {@code depth} loops together in those of the second nest. Returns the loops that remain. */
  List<ForOp> fuse(int depth) {
    for (int i = 0; i < depth; i++) first.get(i).inductionVar().replaceAllUsesWith(second.get(i).inductionVar());
    ForOp from = first.get(depth - 1);
    ForOp into = second.get(depth - 1);
    Operation start = into.body().first();
    List<Operation> body = from.body().operations();
    for (Operation op : body.subList(0, body.size() - 1)) op.moveBefore(start);
    first.getFirst().erase();
    return second.subList(0, depth);
  }
}
