package zkopt.lowering.fixed;

import java.util.Collection;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** Which element of which buffer a load or a store touches. Equal ones touch the same element in one iteration. */
record Subscripts(Value memref, AffineMap map, List<Value> operands) {
  /** Null when {@code op} is no load. */
  static Subscripts ofLoad(Operation op) {
    return switch (op) {
      case LoadOp load -> new Subscripts(load.memref(), load.map(), load.mapOperands());
      case zkopt.dialect.memref.LoadOp load -> plain(load.memref(), load.indices());
      case null, default -> null;
    };
  }

  /** Null when {@code op} is no store. */
  static Subscripts ofStore(Operation op) {
    return switch (op) {
      case StoreOp store -> new Subscripts(store.memref(), store.map(), store.mapOperands());
      case zkopt.dialect.memref.StoreOp store -> plain(store.memref(), store.indices());
      case null, default -> null;
    };
  }

  private static Subscripts plain(Value memref, List<Value> indices) {
    return new Subscripts(memref, AffineMap.identity(indices.size()), indices);
  }

  /**
   * Whether equal elements mean the same iteration of {@code loop}: it runs once, or its counter is the only one in some subscript,
   * those of loops that run once aside.
   */
  boolean determines(ForOp loop) {
    if (runsOnce(loop.inductionVar())) return true;
    for (var result : map.results()) {
      long[] c = map.numSymbols() == 0 ? result.linearCoefficients(map.numDims()) : null;
      if (c == null) continue;
      int used = -1;
      for (int i = 0; i < map.numDims(); i++) {
        if (c[i] != 0 && !runsOnce(operands.get(i))) used = used == -1 ? i : -2;
      }
      if (used >= 0 && operands.get(used) == loop.inductionVar()) return true;
    }
    return false;
  }

  /** Whether no element is touched by both, in any iterations: seen from each subscript on its own. */
  boolean isApartFrom(Subscripts other) {
    for (int i = 0; i < map.results().size(); i++) {
      Interval mine = range(i);
      Interval others = other.range(i);
      if (mine != null && others != null && (mine.hi() < others.lo() || others.hi() < mine.lo())) return true;
    }
    return false;
  }

  /** The least and the largest that a subscript becomes; null where it is no linear function of loops with constant bounds. */
  private Interval range(int subscript) {
    long[] c = map.numSymbols() == 0 ? map.results().get(subscript).linearCoefficients(map.numDims()) : null;
    if (c == null) return null;
    Interval range = Interval.point(c[map.numDims()]);
    for (int i = 0; i < map.numDims(); i++) {
      if (c[i] == 0) continue;
      ForOp loop = operands.get(i) instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ForOp l ? l : null;
      if (loop == null || !loop.hasConstantBounds() || loop.constantTripCount() == 0) return null;
      long first = c[i] * loop.lowerMap().singleConstant();
      long last = first + c[i] * loop.step() * (loop.constantTripCount() - 1);
      range = range.plus(new Interval(Math.min(first, last), Math.max(first, last)));
    }
    return range;
  }

  /** The row-major place of the element in its buffer: a coefficient for each operand, then the constant; null when it is not linear. */
  long[] place() {
    var type = (MemRefType) memref.type();
    if (type.layout() != null || map.numSymbols() > 0) return null;
    AffineExpr place = AffineExpr.constant(0);
    for (int i = 0; i < type.rank(); i++) place = place.times(type.dim(i)).plus(map.results().get(i));
    return place.linearCoefficients(map.numDims());
  }

  /** How far the element moves with the counter of {@code loop}. @param place see {@link #place} */
  long stride(long[] place, ForOp loop) {
    long stride = 0;
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i) == loop.inductionVar()) stride += place[i];
    }
    return stride;
  }

  /** Whether all that it depends on are counters of these loops. */
  boolean isOf(Collection<ForOp> loops) {
    return operands.stream().allMatch(v -> loops.stream().anyMatch(l -> l.inductionVar() == v));
  }

  private static boolean runsOnce(Value counter) {
    return counter instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ForOp loop && loop.hasConstantBounds()
        && loop.constantTripCount() <= 1;
  }
}
