package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import zkopt.analysis.affine.AccessBounds;
import zkopt.analysis.affine.LinearSystem.Range;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** A buffer of what one iteration of a fused nest passes on to itself, in place of one for all iterations. */
final class PrivateBuffer {
  private final List<ForOp> outer;
  private final Value memref;
  private final List<MemoryAccess> accesses;

  private PrivateBuffer(List<ForOp> outer, Value memref) {
    this.outer = outer;
    this.memref = memref;
    this.accesses = memref.users().stream().map(MemoryAccess::of).toList();
  }

  /**
   * Makes the buffer smaller, if it is allocated here and only loaded and stored inside the loops, each iteration storing what it loads.
   *
   * @param outer the fused loops, outermost first
   */
  static void shrink(List<ForOp> outer, Value memref) {
    boolean local = memref.definingOp() instanceof AllocOp alloc && alloc.type().layout() == null && alloc.type().memorySpace() == null && memref.users().stream()
        .allMatch(u -> outer.getFirst().isAncestorOf(u) && MemoryAccess.of(u) != null && !(u instanceof StoreOp s && s.value() == memref));
    if (local) new PrivateBuffer(outer, memref).shrink();
  }

  /** A subscript: a part of the counters of the outer loops, the same everywhere, and one that lies in a range. */
  private record Split(AffineExpr outer, AffineExpr inner) {}

  private void shrink() {
    int rank = ((MemRefType) memref.type()).rank();
    Map<Operation, List<Split>> splits = new IdentityHashMap<>();
    List<Range> box = null;
    MapOperands outerParts = null;
    for (MemoryAccess access : accesses) {
      MapOperands subscripts = access.subscripts().canonical();
      List<AffineExpr> inner = new ArrayList<>();
      List<AffineExpr> rest = new ArrayList<>();
      for (AffineExpr e : subscripts.map().results()) {
        Split split = split(e, subscripts);
        if (split == null) return;
        inner.add(split.inner);
        rest.add(split.outer);
      }
      MapOperands outerPart = subscripts.withResults(rest).canonical();
      if (outerParts != null && !outerParts.equals(outerPart)) return;
      outerParts = outerPart;
      MapOperands innerPart = subscripts.withResults(inner).canonical();
      List<Range> ranges = AccessBounds.of(access.op(), innerPart);
      if (ranges == null || ranges.stream().anyMatch(r -> r.min() == null || r.max() == null || r.max() < r.min())) return;
      box = box == null ? ranges : MemoryFootprint.around(box, ranges);
      splits.put(access.op(), IntStream.range(0, rank).mapToObj(i -> new Split(rest.get(i), inner.get(i))).toList());
    }
    if (box != null && storesBeforeLoading(splits)) replace(box, splits);
  }

  /** Whether every load has a store of its elements before it in the iteration. */
  private boolean storesBeforeLoading(Map<Operation, List<Split>> splits) {
    return accesses.stream().filter(a -> !a.isStore()).allMatch(load -> accesses.stream()
        .anyMatch(store -> store.isStore() && comesFirst(store.op(), load.op()) && covers(store, load, splits)));
  }

  private boolean comesFirst(Operation store, Operation load) {
    Operation a = inBody(store);
    Operation b = inBody(load);
    return a != b && a.isBeforeInBlock(b);
  }

  private Operation inBody(Operation op) {
    Operation at = op;
    while (at.block() != outer.getLast().body()) at = at.parentOp();
    return at;
  }

  /**
   * Whether an iteration stores all elements of a box that the load stays in: loops of constant bounds and step one around the store, and no
   * conditions; each subscript a counter of its own, or none.
   */
  private boolean covers(MemoryAccess store, MemoryAccess load, Map<Operation, List<Split>> splits) {
    for (Operation around = store.op().parentOp(); around != outer.getLast(); around = around.parentOp()) {
      boolean runs = around instanceof ForOp loop && loop.hasConstantBounds() && loop.step() == 1 && loop.constantTripCount() > 0;
      if (!runs) return false;
    }
    var used = new ArrayList<Value>();
    MapOperands subscripts = store.subscripts().canonical();
    for (Split split : splits.get(store.op())) {
      MapOperands inner = subscripts.withResults(List.of(split.inner)).canonical();
      long[] coefficients = inner.map().results().getFirst().linearCoefficients(inner.map().numDims());
      boolean plain = coefficients != null && inner.operands().size() <= 1 && (coefficients.length == 1 || Math.abs(coefficients[0]) == 1);
      if (!plain || !Collections.disjoint(used, inner.operands())) return false;
      used.addAll(inner.operands());
    }
    List<Range> stored = ranges(store, splits);
    List<Range> loaded = ranges(load, splits);
    return IntStream.range(0, stored.size()).allMatch(i -> stored.get(i).min() <= loaded.get(i).min() && loaded.get(i).max() <= stored.get(i).max());
  }

  private static List<Range> ranges(MemoryAccess access, Map<Operation, List<Split>> splits) {
    MapOperands subscripts = access.subscripts().canonical();
    return AccessBounds.of(access.op(), subscripts.withResults(splits.get(access.op()).stream().map(Split::inner).toList()));
  }

  private Split split(AffineExpr e, MapOperands map) {
    long[] coefficients = map.map().numSymbols() > 0 ? null : e.linearCoefficients(map.map().numDims());
    if (coefficients == null) return null;
    AffineExpr outerPart = AffineExpr.constant(0);
    AffineExpr innerPart = AffineExpr.constant(0);
    for (int i = 0; i < map.map().numDims(); i++) {
      AffineExpr term = AffineExpr.dim(i).times(coefficients[i]);
      if (isOuterCounter(map.operands().get(i))) outerPart = outerPart.plus(term);
      else innerPart = innerPart.plus(term);
    }
    return new Split(outerPart, innerPart.plus(coefficients[coefficients.length - 1]));
  }

  private boolean isOuterCounter(Value value) {
    return value instanceof BlockArgument a && outer.stream().anyMatch(l -> l.inductionVar() == a);
  }

  private void replace(List<Range> box, Map<Operation, List<Split>> splits) {
    var old = (AllocOp) memref.definingOp();
    var type = (MemRefType) memref.type();
    var shape = box.stream().map(r -> r.max() - r.min() + 1).toList();
    Value made = AllocOp.create(OpBuilder.atStart(outer.getFirst().block()), outer.getFirst().location(), MemRefType.of(shape, type.elementType())).result();
    for (MemoryAccess access : accesses) {
      MapOperands subscripts = access.subscripts().canonical();
      List<Split> split = splits.get(access.op());
      var results = IntStream.range(0, shape.size()).mapToObj(i -> split.get(i).inner.plus(-box.get(i).min())).toList();
      MapOperands shifted = subscripts.withResults(results).normalOperands().simplified();
      AffineMap map = shifted.map();
      switch (access.op()) {
        case LoadOp load -> {
          load.setMap(map, shifted.operands());
          load.setOperand(0, made);
        }
        case StoreOp store -> {
          store.setMap(map, shifted.operands());
          store.setOperand(1, made);
        }
        default -> throw new IllegalStateException(access.op().name());
      }
    }
    old.erase();
  }
}
