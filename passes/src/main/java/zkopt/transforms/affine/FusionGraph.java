package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.ir.Block;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.rewrite.Effects;

/**
 * The operations of a block that matter to the fusion of its loop nests, with an edge from each to those behind it that use its results or
 * that touch a buffer too, where one of both writes (MLIR's MemRefDependenceGraph).
 */
final class FusionGraph {
  /** A loop nest, an access, or an operation that makes a value or has effects. */
  static final class Node {
    final int id;
    ForOp loop;
    final Operation op;
    List<MemoryAccess> loads = new ArrayList<>();
    List<MemoryAccess> stores = new ArrayList<>();

    private Node(int id, Operation op) {
      this.id = id;
      this.op = op;
      this.loop = op instanceof ForOp l ? l : null;
    }

    /** The operation itself; of a nest, the loop that is outermost now. */
    Operation op() {
      return loop == null ? op : loop;
    }

    boolean stores(Value memref) {
      return stores.stream().anyMatch(s -> s.memref() == memref);
    }

    List<MemoryAccess> loads(Value memref) {
      return loads.stream().filter(l -> l.memref() == memref).toList();
    }

    private void collect() {
      loads = new ArrayList<>();
      stores = new ArrayList<>();
      op().walk(o -> {
        MemoryAccess access = MemoryAccess.of(o);
        if (access != null) (access.isStore() ? stores : loads).add(access);
      });
    }
  }

  /** One end of an edge: the node there, and the value that is passed on or touched. */
  record Edge(int node, Value value) {
    boolean isMemory() {
      return value.type() instanceof MemRefType;
    }
  }

  private final Block block;
  private final Map<Integer, Node> nodes = new HashMap<>();
  private final HashOrder order = new HashOrder();
  private final Map<Integer, List<Edge>> in = new HashMap<>();
  private final Map<Integer, List<Edge>> out = new HashMap<>();
  /** How many edges each buffer has. */
  private final Map<Value, Integer> edges = new IdentityHashMap<>();
  private int nextId;

  private FusionGraph(Block block) {
    this.block = block;
  }

  /** The graph of a block; null when something in it cannot be told: an operation with regions of an unknown kind. */
  static FusionGraph of(Block block) {
    var graph = new FusionGraph(block);
    for (Operation op : block.operations()) {
      if (op instanceof ForOp loop && hasOtherRegions(loop)) return null;
      boolean isNode = op instanceof ForOp || MemoryAccess.of(op) != null || op.hasUses()
          || !(op instanceof Traits.Terminator) && !Effects.isPure(op) && (op.regions().isEmpty() || op instanceof IfOp);
      if (isNode) graph.node(op).collect();
      else if (!op.regions().isEmpty()) return null;
    }
    graph.connect();
    return graph;
  }

  private static boolean hasOtherRegions(ForOp loop) {
    var other = new boolean[1];
    loop.walk(op -> other[0] |= !op.regions().isEmpty() && !(op instanceof ForOp) && !(op instanceof IfOp));
    return other[0];
  }

  private Node node(Operation op) {
    var node = new Node(nextId++, op);
    nodes.put(node.id, node);
    order.add(node.id);
    return node;
  }

  private void connect() {
    for (int id : order.numbers()) {
      Node node = nodes.get(id);
      if (!node.stores.isEmpty()) continue;
      for (Value value : node.op.results()) {
        for (Operation user : value.users()) {
          Node nest = nestAround(user);
          if (nest != null) addEdge(id, nest.id, value);
        }
      }
    }
    Map<Value, Set<Integer>> touching = new LinkedHashMap<>();
    for (Node node : nodes.values().stream().sorted((a, b) -> Integer.compare(a.id, b.id)).toList()) {
      for (MemoryAccess a : node.loads) touching.computeIfAbsent(a.memref(), _ -> new LinkedHashSet<>()).add(node.id);
      for (MemoryAccess a : node.stores) touching.computeIfAbsent(a.memref(), _ -> new LinkedHashSet<>()).add(node.id);
    }
    touching.forEach((memref, ids) -> {
      var list = new ArrayList<>(ids);
      for (int i = 0; i < list.size(); i++) {
        for (int j = i + 1; j < list.size(); j++) {
          if (nodes.get(list.get(i)).stores(memref) || nodes.get(list.get(j)).stores(memref)) addEdge(list.get(i), list.get(j), memref);
        }
      }
    });
  }

  /** The loop nest of the block that an operation is in, or null. */
  Node nestAround(Operation op) {
    for (Operation p = op.parentOp(); p != null; p = p.parentOp()) {
      if (p.block() == block && p instanceof ForOp) {
        Operation loop = p;
        return nodes.values().stream().filter(n -> n.op() == loop).findFirst().orElse(null);
      }
    }
    return null;
  }

  Block block() {
    return block;
  }

  /** The numbers of the nodes, as MLIR visits them from the end. */
  List<Integer> worklist() {
    return order.numbers();
  }

  /** Null when it has been removed. */
  Node get(int id) {
    return nodes.get(id);
  }

  List<Edge> in(Node node) {
    return in.getOrDefault(node.id, List.of());
  }

  List<Edge> out(Node node) {
    return out.getOrDefault(node.id, List.of());
  }

  long outCount(Node node, Value value) {
    return out(node).stream().filter(e -> e.value == value).count();
  }

  /** How many nodes that store to a buffer have an edge to this node. */
  long writersBefore(Node node, Value memref) {
    return in(node).stream().filter(e -> e.value == memref && nodes.get(e.node).stores(memref)).count();
  }

  private boolean hasEdge(int from, int to, Value value) {
    return out.getOrDefault(from, List.of()).contains(new Edge(to, value));
  }

  private void addEdge(int from, int to, Value value) {
    if (hasEdge(from, to, value)) return;
    var edge = new Edge(to, value);
    out.computeIfAbsent(from, _ -> new ArrayList<>()).add(edge);
    in.computeIfAbsent(to, _ -> new ArrayList<>()).add(new Edge(from, value));
    if (edge.isMemory()) edges.merge(value, 1, Integer::sum);
  }

  private void removeEdge(int from, int to, Value value) {
    var edge = new Edge(to, value);
    if (edge.isMemory()) edges.merge(value, -1, Integer::sum);
    in.get(to).remove(new Edge(from, value));
    out.get(from).remove(edge);
  }

  void remove(Node node) {
    for (Edge e : List.copyOf(in(node))) removeEdge(e.node, node.id, e.value);
    for (Edge e : List.copyOf(out(node))) removeEdge(node.id, e.node, e.value);
    nodes.remove(node.id);
    order.remove(node.id);
  }

  /** A node for an allocation that a nest uses. */
  void addAllocation(Operation alloc, Node user) {
    addEdge(node(alloc).id, user.id, alloc.result());
  }

  /** Whether edges lead from one node to another. */
  boolean hasPath(Node from, Node to) {
    return hasPath(from.id, to, new HashSet<>());
  }

  private boolean hasPath(int from, Node to, Set<Integer> visited) {
    if (from == to.id) return true;
    if (!visited.add(from)) return false;
    return out.getOrDefault(from, List.of()).stream()
        .anyMatch(e -> !to.op().isBeforeInBlock(nodes.get(e.node).op()) && hasPath(e.node, to, visited));
  }

  /**
   * Before which operation the fusion of two nests may stand: behind what the second needs, before what needs the first; null when there is no
   * such place.
   */
  Operation insertionPoint(Node first, Node second) {
    if (!out.containsKey(first.id)) return second.op();
    boolean needsFirst = in(second).stream().filter(e -> !e.isMemory()).anyMatch(e -> hasPath(first, nodes.get(e.node)));
    if (needsFirst) return null;
    Set<Operation> behind = neighbours(out(first), second);
    Set<Operation> before = neighbours(in(second), first);
    Operation point = null;
    for (Operation op = first.op().next(); op != second.op(); op = op.next()) {
      if (point == null && behind.contains(op)) point = op;
      if (point != null && before.contains(op)) return null;
    }
    return point == null ? second.op() : point;
  }

  private Set<Operation> neighbours(List<Edge> edges, Node except) {
    var ops = new HashSet<Operation>();
    for (Edge e : edges) if (e.node != except.id) ops.add(nodes.get(e.node).op());
    return ops;
  }

  /** After a slice of {@code source} went into {@code target}, where some buffers became private ones. */
  void fused(Node source, Node target, Set<Value> privates, boolean sourceGoes) {
    for (Edge e : List.copyOf(in(source))) if (!privates.contains(e.value)) addEdge(e.node, target.id, e.value);
    for (Edge e : List.copyOf(out(source))) {
      if (e.node != target.id && !sourceGoes) continue;
      if (e.node != target.id) addEdge(target.id, e.node, e.value);
      removeEdge(source.id, e.node, e.value);
    }
    for (Edge e : List.copyOf(in(target))) if (privates.contains(e.value)) removeEdge(e.node, target.id, e.value);
  }

  /** After a slice of {@code sibling} went into {@code target}. */
  void fusedSibling(Node sibling, Node target) {
    for (Edge e : List.copyOf(in(sibling))) {
      addEdge(e.node, target.id, e.value);
      removeEdge(e.node, sibling.id, e.value);
    }
    for (Edge e : List.copyOf(out(sibling))) {
      addEdge(target.id, e.node, e.value);
      removeEdge(sibling.id, e.node, e.value);
    }
  }

  /** Looks again at what a nest loads and stores. */
  void update(Node node) {
    node.collect();
  }

  /** Buffers that no edge is left of. */
  List<Value> withoutEdges() {
    return edges.entrySet().stream().filter(e -> e.getValue() <= 0).map(Map.Entry::getKey).toList();
  }
}
