package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** Which part of a loop nest some iterations of another one depend on, as MLIR's computeSliceUnion finds it. */
public final class SliceComputation {
  private final int depth;
  private final int commonLoops;
  private final boolean backward;
  private final Predicate<ForOp> isSequential;
  private final Predicate<ForOp> isParallelReduction;

  /**
   * @param depth how many loops around the place of the slice there are
   * @param commonLoops how many loops are around both nests
   * @param backward whether the first nest is sliced, into the second
   * @param isSequential loops that are not sliced, nor those inside, where two loads are to be brought together
   * @param isParallelReduction sequential loops that are sliced all the same when the slice is one iteration of each
   */
  public SliceComputation(int depth, int commonLoops, boolean backward, Predicate<ForOp> isSequential, Predicate<ForOp> isParallelReduction) {
    this.depth = depth;
    this.commonLoops = commonLoops;
    this.backward = backward;
    this.isSequential = isSequential;
    this.isParallelReduction = isParallelReduction;
  }

  /** The slice that all pairs of accesses need; null when there is none that is known to make only iterations that the nest has. */
  public ComputationSlice union(List<MemoryAccess> first, List<MemoryAccess> second) {
    try {
      return unionOf(first, second);
    } catch (ArithmeticException _) {
      return null;
    }
  }

  private ComputationSlice unionOf(List<MemoryAccess> first, List<MemoryAccess> second) {
    FlatConstraints union = null;
    var places = new ArrayList<Operation>();
    for (MemoryAccess a : first) {
      for (MemoryAccess b : second) {
        if (a.memref() != b.memref()) continue;
        Operation place = (backward ? b : a).op();
        if (depth > loopsAround(place).size()) return null;
        var pairs = DependencePolyhedron.of(a, b, commonLoops + 1, !a.isStore() && !b.isStore());
        if (!pairs.isKnown()) return null;
        if (!pairs.isDependent()) continue;
        places.add(place);
        FlatConstraints slice = slice(a, b, pairs.pairs()).constraints();
        if (slice == null) return null;
        if (union == null) union = slice;
        else if (!unite(union, slice)) return null;
      }
    }
    if (union == null) return null;
    List<ForOp> around = commonLoops(places);
    return depth > around.size() ? null : slice(union, around.get(depth - 1));
  }

  private static boolean unite(FlatConstraints union, FlatConstraints slice) {
    if (!ConstraintSpaces.areAligned(union, slice)) {
      Set<Value> unionCounters = new HashSet<>(union.values(0, union.numDims));
      Set<Value> sliceCounters = new HashSet<>(slice.values(0, slice.numDims));
      ConstraintSpaces.align(union, slice, 0);
      if (!addMissingLoops(union, unionCounters) || !addMissingLoops(slice, sliceCounters)) return false;
    }
    return union.numLocals == 0 && slice.numLocals == 0 && ConstraintBounds.unite(union, slice);
  }

  private static boolean addMissingLoops(FlatConstraints cst, Set<Value> counters) {
    for (int i = 0; i < cst.numDims; i++) {
      Value value = cst.values.get(i);
      if (!counters.contains(value) && !cst.addLoop(FlatConstraints.loopOf(value))) return false;
    }
    return true;
  }

  private ComputationSlice slice(FlatConstraints union, ForOp around) {
    int sliced = union.numDims;
    union.countersToDims();
    SliceBounds.Maps maps = SliceBounds.of(union, 0, sliced);
    var slice = new ComputationSlice(union.values(0, sliced), maps.lower(), maps.upper(), union.values(sliced, union.numInputs()),
        backward ? around.body().first() : around.body().terminator());
    return slice.isValid().orElse(false) ? slice : null;
  }

  /** What one pair of accesses needs. */
  private ComputationSlice slice(MemoryAccess source, MemoryAccess target, FlatConstraints pairs) {
    List<ForOp> sourceLoops = loopsAround(source.op());
    List<ForOp> targetLoops = loopsAround(target.op());
    if (backward) Elimination.projectOut(pairs, sourceLoops.size() + depth, targetLoops.size() - depth);
    else Elimination.projectOut(pairs, depth, sourceLoops.size() - depth);
    List<ForOp> loops = backward ? sourceLoops : targetLoops;
    int offset = backward ? 0 : depth;
    var counters = pairs.values(offset, offset + loops.size());
    SliceBounds.Maps maps = SliceBounds.of(pairs, offset, loops.size());
    var operands = pairs.values(0, offset);
    operands.addAll(pairs.values(offset + loops.size(), pairs.numInputs()));
    Operation at = backward ? targetLoops.get(depth - 1).body().first() : sourceLoops.get(depth - 1).body().terminator();
    var slice = new ComputationSlice(counters, maps.lower(), maps.upper(), operands, at);
    if (source.isStore() || target.isStore()) return slice;
    boolean innermost = depth >= loops.size();
    for (int i = 0; i < loops.size(); i++) {
      ForOp loop = loops.get(i);
      if (!isSequential.test(loop)) continue;
      if (isParallelReduction.test(loop) && innermost && slice.isUnit() && slice.isMaximal().orElse(false)) continue;
      return new ComputationSlice(counters, onlyFirst(maps.lower(), i), onlyFirst(maps.upper(), i), operands, at);
    }
    return slice;
  }

  private static List<AffineMap> onlyFirst(List<AffineMap> maps, int count) {
    var kept = new ArrayList<>(maps);
    for (int i = count; i < kept.size(); i++) kept.set(i, null);
    return kept;
  }

  /** The affine loops around an operation, outermost first. */
  private static List<ForOp> loopsAround(Operation op) {
    var loops = new ArrayList<ForOp>();
    for (Operation p = op.parentOp(); p != null; p = p.parentOp()) if (p instanceof ForOp loop) loops.addFirst(loop);
    return loops;
  }

  /** The loops around all of some operations, outermost first. */
  public static List<ForOp> commonLoops(List<Operation> ops) {
    List<ForOp> common = loopsAround(ops.getFirst());
    for (Operation op : ops) {
      List<ForOp> around = loopsAround(op);
      int n = 0;
      while (n < Math.min(common.size(), around.size()) && common.get(n) == around.get(n)) n++;
      common = common.subList(0, n);
    }
    return common;
  }
}
