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
