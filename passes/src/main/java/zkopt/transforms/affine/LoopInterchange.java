package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.affine.DependencePolyhedron;
import zkopt.analysis.affine.LinearSystem.Range;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Operation;

/** Parallel loops of a perfect nest outside, those that carry dependences inside. */
final class LoopInterchange {
  private LoopInterchange() {}

  /** Brings the loops in that order, each kind in its own, where dependences allow it. Returns the outermost loop. */
  static ForOp sinkSequentialLoops(ForOp root) {
    List<ForOp> nest = Loops.perfectNest(root);
    if (nest.size() < 2 || nest.stream().anyMatch(l -> l.numResults() > 0)) return root;
    List<List<Range>> dependences = dependences(root, nest.size());
    if (dependences == null) return root;
    var parallel = new ArrayList<Integer>();
    var sequential = new ArrayList<Integer>();
    for (int i = 0; i < nest.size(); i++) {
      int loop = i;
      boolean carries = dependences.stream().map(d -> d.get(loop)).anyMatch(r -> r.min() == null || r.max() == null || r.min() != 0 || r.max() != 0);
      (carries ? sequential : parallel).add(i);
    }
    var order = new ArrayList<>(parallel);
    order.addAll(sequential);
    if (!keepsOrder(dependences, order) || !boundsAllow(nest, order)) return root;
    permute(nest, order);
    return nest.get(order.getFirst());
  }

  /** The distances of each dependence that one of the loops carries; null when an access cannot be told. */
  private static List<List<Range>> dependences(ForOp root, int depth) {
    var accesses = new ArrayList<MemoryAccess>();
    root.walk(op -> {
      MemoryAccess access = MemoryAccess.of(op);
      if (access != null) accesses.add(access);
    });
    int around = Loops.around(root).size();
    var dependences = new ArrayList<List<Range>>();
    for (int d = 1; d <= depth; d++) {
      for (MemoryAccess a : accesses) {
        for (MemoryAccess b : accesses) {
          var pairs = DependencePolyhedron.of(a, b, around + d, false);
          if (!pairs.isKnown()) return null;
          if (pairs.isDependent()) dependences.add(pairs.distances().subList(around, around + depth));
        }
      }
    }
    return dependences;
  }

  /** Whether the first distance that may not be zero is positive in the new order. */
  private static boolean keepsOrder(List<List<Range>> dependences, List<Integer> order) {
    for (List<Range> distances : dependences) {
      for (int loop : order) {
        Long min = distances.get(loop).min();
        if (min == null || min < 0) return false;
        if (min > 0) break;
      }
    }
    return true;
  }

  /** Whether no loop would come to stand outside of one whose counter is in its bounds. */
  private static boolean boundsAllow(List<ForOp> nest, List<Integer> order) {
    for (int i = 0; i < order.size(); i++) {
      ForOp loop = nest.get(order.get(i));
      for (int inner : order.subList(i + 1, order.size())) if (loop.operands().contains(nest.get(inner).inductionVar())) return false;
    }
    return true;
  }

  private static void permute(List<ForOp> nest, List<Integer> order) {
    var root = nest.getFirst();
    ForOp outer = nest.get(order.getFirst());
    List<Operation> body = nest.getLast().body().operations();
    ForOp innermost = nest.get(order.getLast());
    Operation start = innermost.body().first();
    if (innermost != nest.getLast()) body.subList(0, body.size() - 1).forEach(op -> op.moveBefore(start));
    if (outer != root) outer.moveBefore(root);
    for (int i = 1; i < order.size(); i++) {
      ForOp loop = nest.get(order.get(i));
      ForOp around = nest.get(order.get(i - 1));
      if (loop.parentOp() != around) loop.moveBefore(around.body().first());
    }
  }
}
