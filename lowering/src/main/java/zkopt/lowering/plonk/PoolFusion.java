package zkopt.lowering.plonk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.plonk.ApplyOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.lowering.Buffers;
import zkopt.lowering.plonk.gates.GateLibrary;
import zkopt.lowering.plonk.gates.GateLimitException;
import zkopt.lowering.plonk.gates.RoundPoolGate;

/**
 * Makes one gate of a pooling window over rounded sums of a contraction: the maxima of windows that share no element are taken of the
 * sums themselves, and what is rounded needs no cells. Where an element of the rounded buffer is used otherwise, or windows overlap,
 * everything stays as it is.
 */
final class PoolFusion {
  /** Elements of a window. */
  private static final int MAX_TAPS = 16;

  private final GateLibrary library;

  private PoolFusion(GateLibrary library) {
    this.library = library;
  }

  /** Fuses what there is to fuse in {@code function}; returns how many nests. */
  static int run(FuncOp function, GateLibrary library) {
    var cells = new ArrayList<AllocaOp>();
    function.walk(AllocaOp.class, cells::add);
    int fused = 0;
    for (AllocaOp cell : cells) {
      Pool pool = pool(cell);
      Rounding rounding = pool == null ? null : rounding(pool);
      if (rounding != null && new PoolFusion(library).fuse(pool, rounding)) fused++;
    }
    return fused;
  }

  /** The loops over a window, between the operations that begin and end its maximum; {@code element} loads what it is taken of. */
  private record Pool(AllocaOp cell, long initial, StoreOp begin, LoopChain window, LoadOp element, LoadOp end) {}

  /** What the elements are: {@code rounded} is stored where the pool loads it. */
  private record Rounding(LoopChain nest, StoreOp store, LoadOp sum, LoadOp addend, RescaleOp rescale, boolean relu) {}

  private static Pool pool(AllocaOp cell) {
    var users = cell.result().users();
    var stores = users.stream().filter(StoreOp.class::isInstance).map(StoreOp.class::cast).toList();
    var loads = users.stream().filter(LoadOp.class::isInstance).map(LoadOp.class::cast).toList();
    if (users.size() != 4 || stores.size() != 2 || loads.size() != 2) return null;
    StoreOp begin = stores.stream().filter(s -> s.value().definingOp() instanceof ConstantOp).findFirst().orElse(null);
    StoreOp next = stores.stream().filter(s -> s != begin).findFirst().orElseThrow();
    if (begin == null || !(next.value().definingOp() instanceof BinaryOp max) || max.kind() != BinaryOp.Kind.MAX) return null;
    LoadOp before = loads.stream().filter(l -> l.parentOp() == next.parentOp()).findFirst().orElse(null);
    LoadOp end = loads.stream().filter(l -> l != before).findFirst().orElseThrow();
    Value other = before == null ? null : max.lhs() == before.result() ? max.rhs() : max.rhs() == before.result() ? max.lhs() : null;
    if (other == null || !(other.definingOp() instanceof LoadOp element) || !other.hasOneUse() || !max.result().hasOneUse()) return null;
    if (begin.parentOp() != end.parentOp() || element.parentOp() != next.parentOp()) return null;
    List<ForOp> loops = begin.block().operations().stream().filter(ForOp.class::isInstance).map(ForOp.class::cast).toList();
    if (loops.size() != 1 || !begin.isBeforeInBlock(loops.getFirst()) || !loops.getFirst().isBeforeInBlock(end)) return null;
    try {
      LoopChain window = LoopChain.of(loops.getFirst());
      boolean onlyThis = window.innermost() == next.parentOp() && Set.copyOf(window.operations()).equals(Set.of(element, before, max, next));
      return onlyThis ? new Pool(cell, ((ConstantOp) begin.value().definingOp()).value(), begin, window, element, end) : null;
    } catch (NotAContraction _) {
      return null;
    }
  }

  private static Rounding rounding(Pool pool) {
    Value buffer = pool.element().memref();
    if (!(buffer.definingOp() instanceof AllocOp)) return null;
    var users = buffer.users().stream().filter(op -> !(op instanceof DeallocOp)).toList();
    StoreOp store = users.stream().filter(StoreOp.class::isInstance).map(StoreOp.class::cast).findFirst().orElse(null);
    if (users.size() != 2 || store == null) return null;
    Value value = store.value();
    boolean relu = value.definingOp() instanceof BinaryOp b && b.kind() == BinaryOp.Kind.MAX && value.hasOneUse() && (Scalars.isZero(b.lhs()) || Scalars.isZero(b.rhs()));
    if (relu) value = Scalars.isZero(((BinaryOp) value.definingOp()).rhs()) ? value.definingOp().operand(0) : value.definingOp().operand(1);
    if (!(value.definingOp() instanceof RescaleOp rescale) || rescale.shift() <= 0 || !value.hasOneUse()) return null;
    LoadOp sum = null;
    LoadOp addend = null;
    if (rescale.operand().definingOp() instanceof BinaryOp add && add.kind() == BinaryOp.Kind.ADD && rescale.operand().hasOneUse()) {
      boolean first = GateSelection.isSumOfContraction(add.lhs());
      sum = add.operand(first ? 0 : 1).definingOp() instanceof LoadOp l ? l : null;
      addend = add.operand(first ? 1 : 0).definingOp() instanceof LoadOp l ? l : null;
      if (addend == null) return null;
    } else if (rescale.operand().definingOp() instanceof LoadOp l) {
      sum = l;
    }
    boolean neutral = pool.initial() <= (relu ? 0 : -rescale.type().max());
    if (sum == null || !GateSelection.isSumOfContraction(sum.result()) || !sum.result().hasOneUse() || !neutral) return null;
    if (!isStill(sum, addend)) return null;
    if (!rescale.type().equals(pool.element().result().type()) || !rescale.type().equals(store.value().type())) return null;
    try {
      LoopChain nest = LoopChain.of(outermost(store));
      return nest.innermost() == store.parentOp() && nest.operations().stream().allMatch(op -> op == store || op.numResults() == 1)
          ? new Rounding(nest, store, sum, addend, rescale, relu) : null;
    } catch (NotAContraction _) {
      return null;
    }
  }

  /** Whether what the loads read is still there where the pool stands: sums that nobody else touches, and a constant. */
  private static boolean isStill(LoadOp sum, LoadOp addend) {
    return sum.memref().definingOp() instanceof AllocOp && sum.memref().users().stream().allMatch(op -> op == sum || op instanceof ContractOp)
        && (addend == null || Buffers.base(addend.memref()).definingOp() instanceof GetGlobalOp);
  }

  private static ForOp outermost(Operation op) {
    ForOp root = (ForOp) op.parentOp();
    while (root.parentOp() instanceof ForOp around) root = around;
    return root;
  }

  private boolean fuse(Pool pool, Rounding of) {
    Elements elements = elements(pool);
    AffineMap placeOfSum = elements == null ? null : atElement(of, of.sum());
    AffineMap placeOfAddend = placeOfSum == null || of.addend() == null ? null : atElement(of, of.addend());
    if (placeOfSum == null || of.addend() != null && (placeOfAddend == null || elements.windowMoves(placeOfAddend))) return false;
    QType addend = of.addend() == null ? null : GateSelection.widened((QType) of.addend().result().type());
    var gate = new RoundPoolGate(GateSelection.widened((QType) of.sum().result().type()), addend, elements.windows().size(), of.rescale().shift(),
        of.rescale().type(), of.relu());
    var b = OpBuilder.before(pool.end());
    try {
      library.declare(gate);
    } catch (GateLimitException _) {
      return false;
    }
    var inputs = new ArrayList<Value>();
    for (List<AffineExpr> window : elements.windows()) inputs.add(load(b, of.sum(), placeOfSum, elements.outer(), window));
    if (of.addend() != null) inputs.add(load(b, of.addend(), placeOfAddend, elements.outer(), elements.windows().getFirst()));
    Value y = ApplyOp.create(b, of.rescale().location(), library.declare(gate), inputs).result(0);
    pool.end().result().replaceAllUsesWith(y);
    pool.end().erase();
    pool.window().root().erase();
    pool.begin().erase();
    pool.cell().erase();
    of.nest().root().erase();
    return true;
  }

  private static Value load(OpBuilder b, LoadOp like, AffineMap place, List<Value> outer, List<AffineExpr> element) {
    var subscripts = place.results().stream().map(e -> e.replace(element, List.of())).toList();
    return LoadOp.create(b, like.location(), like.memref(), new AffineMap(outer.size(), 0, subscripts), outer).result();
  }

  /**
   * The elements that the windows take.
   *
   * @param outer the induction variables around the windows
   * @param windows for each tap the subscripts of its element, over {@code outer}
   */
  private record Elements(List<Value> outer, List<List<AffineExpr>> windows) {
    /** Whether something at {@code place} of an element depends on the tap. */
    boolean windowMoves(AffineMap place) {
      return windows.stream().map(w -> place.results().stream().map(e -> List.of(e.replace(w, List.of()).linearCoefficients(outer.size()))
          .stream().map(Arrays::toString).toList()).toList()).distinct().count() > 1;
    }
  }

  /** Null unless each element is in one window at most. */
  private static Elements elements(Pool pool) {
    LoadOp load = pool.element();
    var window = pool.window();
    long taps = Arrays.stream(window.extents()).reduce(1, Math::multiplyExact);
    if (taps < 2 || taps > MAX_TAPS || load.map().numSymbols() > 0) return null;
    var outer = load.mapOperands().stream().filter(v -> !window.inductionVars().containsKey(v)).distinct().toList();
    if (!outer.stream().allMatch(PoolFusion::isConstantLoop) || !disjoint(load, window, outer, pool)) return null;
    var windows = new ArrayList<List<AffineExpr>>();
    for (int tap = 0; tap < taps; tap++) {
      var point = new ArrayList<AffineExpr>();
      int rest = tap;
      for (int d = window.depth() - 1; d >= 0; d--) {
        point.addFirst(AffineExpr.constant(rest % window.extents()[d]));
        rest /= (int) window.extents()[d];
      }
      var dims = load.mapOperands().stream().map(v -> window.inductionVars().containsKey(v)
          ? window.inductionVars().get(v).replace(point, List.of()) : AffineExpr.dim(outer.indexOf(v))).toList();
      windows.add(load.map().results().stream().map(e -> e.replace(dims, List.of())).toList());
    }
    return new Elements(outer, windows);
  }

  private static boolean isConstantLoop(Value v) {
    return v.definingOp() == null && loopOf(v) != null && loopOf(v).hasConstantBounds();
  }

  private static ForOp loopOf(Value v) {
    return v instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ForOp loop ? loop : null;
  }

  /** Whether no two points of the loops, outer ones and the window's, have one element: seen from each subscript on its own. */
  private static boolean disjoint(LoadOp load, LoopChain window, List<Value> outer, Pool pool) {
    var seen = new HashSet<Value>();
    for (AffineExpr subscript : load.map().results()) {
      long[] c = subscript.linearCoefficients(load.map().numDims());
      if (c == null) return false;
      Set<Long> values = new HashSet<>(Set.of(0L));
      for (int d = 0; d < c.length - 1; d++) {
        if (c[d] == 0) continue;
        Value v = load.mapOperands().get(d);
        if (!seen.add(v)) return false;
        ForOp loop = loopOf(v);
        long by = c[d] * loop.step();
        long count = loop.constantTripCount();
        var before = values;
        values = IntStream.range(0, (int) count).boxed().flatMap(i -> before.stream().map(x -> x + by * i)).collect(Collectors.toSet());
        if (values.size() != before.size() * count) return false;
      }
    }
    for (ForOp loop : window.loops()) if (!seen.contains(loop.inductionVar()) && loop.constantTripCount() > 1) return false;
    for (Operation around = pool.begin().parentOp(); around instanceof ForOp loop; around = around.parentOp()) {
      if (!seen.contains(loop.inductionVar()) && (!loop.hasConstantBounds() || loop.constantTripCount() > 1)) return false;
    }
    return true;
  }

  /** The subscripts of a load of the nest as a function of those of the element that is stored; null where there is no such function. */
  private static AffineMap atElement(Rounding of, LoadOp load) {
    var subscripts = new IdentityHashMap<Value, AffineExpr>();
    int rank = of.store().map().results().size();
    for (int r = 0; r < rank; r++) {
      if (of.store().map().results().get(r) instanceof AffineExpr.Dim(int d)) subscripts.putIfAbsent(of.store().mapOperands().get(d), AffineExpr.dim(r));
      else if (!(of.store().map().results().get(r) instanceof AffineExpr.Constant)) return null;
    }
    if (load.map().numSymbols() > 0 || !subscripts.keySet().containsAll(load.mapOperands())) return null;
    var dims = load.mapOperands().stream().map(subscripts::get).toList();
    return new AffineMap(rank, 0, load.map().results().stream().map(e -> e.replace(dims, List.of())).toList());
  }
}
