package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import zkopt.analysis.affine.ComputationSlice;
import zkopt.analysis.affine.FlatConstraints;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.SliceComputation;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocationOp;
import zkopt.ir.IRMapping;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.ir.Value;
import zkopt.pass.PassContext;

/**
 * Puts slices of loop nests into other nests of the block: of producers into their consumers, and of nests that load the same into one
 * another. In the order and by the rules of MLIR's greedy fusion; where {@link FusionOrder} finds that this would change what is computed,
 * nests stay apart.
 */
final class LoopFusion {
  private final FusionGraph graph;
  private final AffineLoopFusion options;
  private final PassContext context;

  LoopFusion(FusionGraph graph, AffineLoopFusion options, PassContext context) {
    this.graph = graph;
    this.options = options;
    this.context = context;
  }

  /** Consumers, from the last node of the graph on, with producers none of whose buffers has more than {@code maxUsers} users. */
  void fuseProducers(long maxUsers) {
    for (int id : graph.worklist().reversed()) {
      FusionGraph.Node target = graph.get(id);
      if (target != null && target.loop != null && target.loop.numResults() == 0) fuseProducersInto(target, maxUsers);
    }
  }

  private void fuseProducersInto(FusionGraph.Node target, long maxUsers) {
    target.loop = LoopInterchange.sinkSequentialLoops(target.loop);
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int id : producers(target)) changed |= fuseProducer(graph.get(id), target, maxUsers);
    }
  }

  /** The nests that store what a nest loads, from the newest node on. */
  private List<Integer> producers(FusionGraph.Node target) {
    Set<Value> loaded = new HashSet<>();
    target.loads.forEach(l -> loaded.add(l.memref()));
    return graph.in(target).stream().map(FusionGraph.Edge::node).distinct()
        .filter(id -> graph.get(id).loop != null && graph.get(id).stores.stream().anyMatch(s -> loaded.contains(s.memref())))
        .sorted((a, b) -> Integer.compare(b, a)).toList();
  }

  private boolean fuseProducer(FusionGraph.Node source, FusionGraph.Node target, long maxUsers) {
    if (source == null || source.loop.numResults() > 0) return false;
    Set<Value> passedOn = FusionLegality.passedOn(source.stores, target.loads);
    if (passedOn.isEmpty() || passedOn.stream().anyMatch(m -> graph.outCount(source, m) > maxUsers)) return false;
    Set<Value> escaping = escaping(source);
    if (!escaping.isEmpty() && hasOtherUsersBetween(source.loop, target.loop)) return false;
    Operation place = graph.insertionPoint(source, target);
    if (place == null) return false;
    int around = Loops.around(target.loop).size();
    var touching = new ArrayList<Operation>();
    for (MemoryAccess a : target.loads) if (passedOn.contains(a.memref())) touching.add(a.op());
    for (MemoryAccess a : target.stores) if (passedOn.contains(a.memref())) touching.add(a.op());
    int deepest = SliceComputation.commonLoops(touching).size() - around;
    var legality = new FusionLegality(source.loop, target.loop);
    var slices = new ArrayList<ComputationSlice>();
    for (int depth = 1; depth <= deepest; depth++) slices.add(legality.ofProducer(around + depth));
    List<MemoryAccess> stores = source.stores.stream().filter(s -> passedOn.contains(s.memref())).toList();
    int depth = depth(source.loop, target.loop, slices, stores);
    if (depth == 0) return missed(source, "no depth is possible and worth what it computes twice");
    ComputationSlice slice = slices.get(depth - 1);
    boolean sourceGoes = canRemove(source, target, slice, place, escaping);
    Set<Value> privates = new LinkedHashSet<>();
    for (Value memref : passedOn) if (canBePrivate(memref, escaping, source, target, sourceGoes)) privates.add(memref);
    var order = new FusionOrder(source.loop, target.loop, slice);
    if (!order.keepsValues(sourceGoes, privates)) return missed(source, "that would change what is computed");
    context.remark(Remark.Kind.PASSED, "Fused", source.loop, () -> "the nest is computed where it is read, at depth " + depth);
    fuse(source.loop, slice);
    if (place != target.loop) target.loop.moveBefore(place);
    graph.fused(source, target, privates, sourceGoes);
    makePrivate(target, privates, depth);
    graph.update(target);
    if (sourceGoes) remove(source);
    return true;
  }

  private boolean missed(FusionGraph.Node source, String why) {
    context.remark(Remark.Kind.MISSED, "NotFused", source.loop, () -> "the nest is not computed where it is read: " + why);
    return false;
  }

  private void remove(FusionGraph.Node node) {
    graph.remove(node);
    node.loop.erase();
  }

  /** The depth to fuse at, 0 for none. More than one store that is passed on is not weighed, and goes in as deep as it may. */
  private int depth(ForOp source, ForOp target, List<ComputationSlice> slices, List<MemoryAccess> accesses) {
    int deepest = slices.size();
    while (deepest > 0 && slices.get(deepest - 1) == null) deepest--;
    if (deepest == 0 || options.fusionMaximal() || accesses.size() > 1) return deepest;
    MemoryAccess access = accesses.getFirst();
    var cost = new FusionCost(Loops.around(access.op()).getFirst(), target, options.fusionComputeTolerance());
    OptionalInt best = cost.bestDepth(slices, deepest, access);
    return best.orElse(0);
  }

  /** Stored buffers that come from elsewhere or are used by more than loads and stores. */
  private Set<Value> escaping(FusionGraph.Node node) {
    Set<Value> escaping = new HashSet<>();
    for (MemoryAccess store : node.stores) {
      Value memref = store.memref();
      boolean local = memref.definingOp() instanceof AllocationOp
          && memref.users().stream().allMatch(u -> MemoryAccess.of(u) != null || !isInBlock(u));
      if (!local) escaping.add(memref);
    }
    return escaping;
  }

  /** Whether the operation of the block's region that holds another one stands in the block itself. */
  private boolean isInBlock(Operation op) {
    Operation at = op;
    while (at != null && (at.block() == null || at.block().region() != graph.block().region())) at = at.parentOp();
    return at == null || at.block() == graph.block();
  }

  /** Whether a buffer that one nest uses is used between both by anything but loads and stores. */
  private static boolean hasOtherUsersBetween(ForOp from, ForOp to) {
    if (!from.isBeforeInBlock(to)) return false;
    Set<Value> memrefs = new HashSet<>();
    from.walk(op -> op.operands().stream().filter(v -> v.type() instanceof MemRefType).forEach(memrefs::add));
    return memrefs.stream().flatMap(m -> m.users().stream()).filter(u -> MemoryAccess.of(u) == null).anyMatch(u -> {
      Operation at = u;
      while (at != null && at.block() != from.block()) at = at.parentOp();
      return at != null && from.isBeforeInBlock(at) && at.isBeforeInBlock(to);
    });
  }

  private boolean canRemove(FusionGraph.Node source, FusionGraph.Node target, ComputationSlice slice, Operation place, Set<Value> escaping) {
    boolean needed = !escaping.isEmpty();
    for (FusionGraph.Edge edge : graph.out(source)) {
      Operation user = graph.get(edge.node()).op();
      if (user == target.loop) continue;
      if (place != user && !place.isBeforeInBlock(user)) return false;
      needed = true;
    }
    return !needed || slice.isMaximal().orElse(false);
  }

  private boolean canBePrivate(Value memref, Set<Value> escaping, FusionGraph.Node source, FusionGraph.Node target, boolean sourceGoes) {
    if (escaping.contains(memref) && (sourceGoes || target.stores(memref))) return false;
    if (graph.writersBefore(source, memref) > 0 || graph.outCount(target, memref) > 0) return false;
    return !sourceGoes || graph.out(source).stream().noneMatch(e -> e.value() == memref && e.node() != target.id);
  }

  /** Clones the slice into place; loops of one iteration go. */
  private static void fuse(ForOp source, ComputationSlice slice) {
    var mapping = new IRMapping();
    OpBuilder.before(slice.insertPoint()).insert(source.clone(mapping));
    var loops = new ArrayList<ForOp>();
    for (int i = 0; i < slice.counters().size(); i++) {
      Value counter = slice.counters().get(i);
      Value cloned = mapping.lookup(counter);
      if (cloned == counter) continue;
      ForOp loop = FlatConstraints.loopOf(cloned);
      loops.add(loop);
      if (slice.lower().get(i) != null) Loops.setLower(loop, new MapOperands(slice.lower().get(i), slice.operands()).normalOperands());
      if (slice.upper().get(i) != null) Loops.setUpper(loop, new MapOperands(slice.upper().get(i), slice.operands()).normalOperands());
    }
    loops.forEach(Loops::promoteSingleIteration);
  }

  private void makePrivate(FusionGraph.Node target, Set<Value> privates, int depth) {
    Map<Value, MemoryAccess> stores = new LinkedHashMap<>();
    target.loop.walk(op -> {
      MemoryAccess access = MemoryAccess.of(op);
      if (access != null && access.isStore() && privates.contains(access.memref())) stores.putIfAbsent(access.memref(), access);
    });
    for (MemoryAccess store : stores.values()) {
      AllocOp made = PrivateBuffer.create(target.loop, store, depth, options);
      graph.addAllocation(made, target);
    }
  }

  /** Nests that load the same buffer as another one, and that no edges connect with it. */
  void fuseSiblings() {
    for (int id : graph.worklist().reversed()) {
      FusionGraph.Node target = graph.get(id);
      if (target != null && target.loop != null) fuseSiblingsInto(target);
    }
  }

  private record Sibling(FusionGraph.Node node, Value memref) {}

  private void fuseSiblingsInto(FusionGraph.Node target) {
    Set<Integer> visited = new HashSet<>();
    for (Sibling sibling = sibling(target, visited); sibling != null; sibling = sibling(target, visited)) fuseSibling(sibling, target);
  }

  private void fuseSibling(Sibling sibling, FusionGraph.Node target) {
    FusionGraph.Node node = sibling.node;
    if (node.loop.numResults() > 0 || target.loop.numResults() > 0) return;
    boolean before = node.loop.isBeforeInBlock(target.loop);
    Operation place = before ? graph.insertionPoint(node, target) : graph.insertionPoint(target, node);
    if (place == null) return;
    int around = Loops.around(target.loop).size();
    int deepest = Loops.around(target.loads(sibling.memref).getFirst().op()).size() - around;
    var legality = new FusionLegality(node.loop, target.loop);
    var slices = new ArrayList<ComputationSlice>();
    for (int depth = 1; depth <= deepest; depth++) slices.add(legality.ofSibling(around + depth, sibling.memref));
    int depth = depth(node.loop, target.loop, slices, node.loads(sibling.memref));
    if (depth == 0 || !new FusionOrder(node.loop, target.loop, slices.get(depth - 1)).keepsSibling()) return;
    context.remark(Remark.Kind.PASSED, "FusedSibling", node.loop, () -> "the nest goes into one that loads the same, at depth " + depth);
    fuse(node.loop, slices.get(depth - 1));
    if (place != target.loop) target.loop.moveBefore(place);
    graph.fusedSibling(node, target);
    graph.update(target);
    if (graph.out(node).isEmpty()) remove(node);
  }

  /** The next nest to try: of those that load the same argument of the block, then of those that load what the same nest stores. */
  private Sibling sibling(FusionGraph.Node target, Set<Integer> visited) {
    for (Value argument : graph.block().arguments()) {
      for (Operation user : argument.users()) {
        MemoryAccess access = MemoryAccess.of(user);
        FusionGraph.Node node = access == null || access.isStore() ? null : graph.nestAround(user);
        boolean candidate = node != null && node != target && !visited.contains(node.id) && !target.loads(argument).isEmpty() && canShare(node, target, access.memref());
        if (!candidate) continue;
        visited.add(node.id);
        return new Sibling(node, access.memref());
      }
    }
    for (FusionGraph.Edge in : graph.in(target)) {
      FusionGraph.Node producer = graph.get(in.node());
      if (!in.isMemory() || producer.loop == null || target.loads(in.value()).isEmpty() || !producer.stores(in.value())) continue;
      for (FusionGraph.Edge out : graph.out(producer)) {
        FusionGraph.Node node = graph.get(out.node());
        boolean candidate = node.loop != null && node != target && out.value() == in.value() && !visited.contains(node.id) && canShare(node, target, out.value());
        if (!candidate) continue;
        visited.add(node.id);
        return new Sibling(node, out.value());
      }
    }
    return null;
  }

  private boolean canShare(FusionGraph.Node node, FusionGraph.Node target, Value memref) {
    if (node.loads(memref).size() != 1 || graph.hasPath(node, target) || graph.hasPath(target, node)) return false;
    boolean updates = node.loads.stream().anyMatch(l -> node.stores(l.memref()) && graph.writersBefore(node, l.memref()) > 0);
    if (updates || node.stores.stream().map(MemoryAccess::memref).distinct().count() > 1) return false;
    return !hasOtherUsersBetween(target.loop, node.loop) && !hasOtherUsersBetween(node.loop, target.loop);
  }

  /** Erases the allocations that nothing uses any more. */
  void eraseUnusedAllocations() {
    for (Value memref : graph.withoutEdges()) if (!memref.hasUses() && memref.definingOp() instanceof AllocOp alloc) alloc.erase();
  }
}
