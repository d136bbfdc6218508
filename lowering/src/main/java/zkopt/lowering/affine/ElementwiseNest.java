package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.affine.YieldOp;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.lowering.Buffers;

/**
 * A perfect nest of constant bounds whose innermost body loads, computes and stores, each iteration for itself: no memref is both
 * loaded and stored, and the loops tell the stored elements apart.
 */
record ElementwiseNest(List<ForOp> loops, List<LoadOp> loads, List<StoreOp> stores) {
  /** The nest of which {@code op} is the outermost loop, or null. */
  static ElementwiseNest of(Operation op) {
    var loops = new ArrayList<ForOp>();
    for (Operation at = op; at instanceof ForOp loop; at = loop.body().first()) {
      if (!loop.hasConstantBounds() || !loop.iterArgs().isEmpty()) return null;
      loops.add(loop);
      if (!(loop.body().first() instanceof ForOp) || loop.body().first().next() != loop.body().last()) break;
    }
    if (loops.isEmpty()) return null;
    var nest = new ElementwiseNest(loops, new ArrayList<>(), new ArrayList<>());
    for (Operation inner : loops.getLast().body().operations()) {
      switch (inner) {
        case LoadOp load -> nest.loads.add(load);
        case StoreOp store -> nest.stores.add(store);
        case YieldOp _ -> { }
        default -> {
          if (!(inner instanceof Traits.Pure) || !inner.regions().isEmpty()) return null;
        }
      }
    }
    return nest.isElementwise() ? nest : null;
  }

  private boolean isElementwise() {
    if (stores.isEmpty()) return false;
    var stored = stores.stream().map(s -> Buffers.base(s.memref())).toList();
    return stored.stream().distinct().count() == stored.size()
        && loads.stream().noneMatch(l -> stored.contains(Buffers.base(l.memref())))
        && stores.stream().allMatch(this::tellsIterationsApart);
  }

  /** Whether every loop that runs more than once is a subscript by itself. */
  private boolean tellsIterationsApart(StoreOp store) {
    var subscripts = new ArrayList<Value>();
    for (AffineExpr e : store.map().results()) {
      if (e instanceof AffineExpr.Dim(int i)) subscripts.add(store.mapOperands().get(i));
    }
    return loops.stream().allMatch(l -> l.constantTripCount() <= 1 || subscripts.contains(l.inductionVar()));
  }

  boolean hasSameBounds(ElementwiseNest other) {
    if (loops.size() != other.loops.size()) return false;
    for (int i = 0; i < loops.size(); i++) {
      ForOp a = loops.get(i);
      ForOp b = other.loops.get(i);
      if (!a.lowerMap().equals(b.lowerMap()) || !a.upperMap().equals(b.upperMap()) || a.step() != b.step()) return false;
    }
    return true;
  }

  /** Whether {@code access} here names, in every iteration, the element that {@code store} of {@code other} names in the same one. */
  boolean sameElement(LoadOp access, ElementwiseNest other, StoreOp store) {
    return access.memref() == store.memref()
        && canonical(access.map(), access.mapOperands()).equals(other.canonical(store.map(), store.mapOperands()));
  }

  /** Subscripts in terms of the loops' depth; values from outside are kept as they are. */
  private List<Object> canonical(AffineMap map, List<Value> operands) {
    var canonical = new ArrayList<Object>(map.results());
    canonical.add(map.numDims());
    for (Value operand : operands) canonical.add(depth(operand) < 0 ? operand : depth(operand));
    return canonical;
  }

  private int depth(Value value) {
    for (int i = 0; i < loops.size(); i++) {
      if (loops.get(i).inductionVar() == value) return i;
    }
    return -1;
  }
}
