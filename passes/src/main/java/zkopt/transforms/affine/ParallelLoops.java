package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.affine.Dependences;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.memref.AllocationOp;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.rewrite.Effects;

/** Which loops may run their iterations in any order. */
final class ParallelLoops {
  private ParallelLoops() {}

  /** Whether no iteration touches what another one writes; what is allocated inside belongs to one iteration. */
  static boolean accessesAreIndependent(ForOp loop) {
    var accesses = new ArrayList<MemoryAccess>();
    if (!collect(loop, accesses)) return false;
    accesses.removeIf(a -> isAllocatedIn(loop, a.memref()));
    int depth = Loops.around(loop).size() + 1;
    return accesses.stream().allMatch(a -> isIndependent(a, accesses, depth));
  }

  private static boolean isIndependent(MemoryAccess access, List<MemoryAccess> others, int depth) {
    return others.stream().allMatch(o -> Dependences.of(access, o, depth).isIndependent());
  }

  static boolean isAllocatedIn(ForOp loop, Value memref) {
    return MemoryAccess.base(memref).definingOp() instanceof AllocationOp alloc && loop.isAncestorOf(alloc);
  }

  /** Adds the accesses inside; returns false when something else touches memory, or may. */
  static boolean collect(ForOp loop, List<MemoryAccess> accesses) {
    var known = new boolean[] {true};
    loop.walk(op -> {
      MemoryAccess access = MemoryAccess.of(op);
      if (access != null) accesses.add(access);
      else if (!(op instanceof AllocationOp) && !(op instanceof Traits.RecursiveMemoryEffects) && !Effects.isPure(op)) known[0] = false;
    });
    return known[0];
  }
}
