package zkopt.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.func.CallOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.SymbolRefAttr;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/**
 * What is known of each value, from those that it is computed from, together with which blocks can be reached at all (Wegman and Zadeck,
 * "Constant propagation with conditional branches", 1991). It follows branches, the regions of structured control flow, and calls of
 * private functions; what comes in from elsewhere may be anything.
 *
 * @param <L> what may be known of a value: a lattice of finite height
 */
public abstract class SparseForwardAnalysis<L> {
  private final Map<Value, L> known = new IdentityHashMap<>();
  private final Set<Block> reached = new HashSet<>();
  private final Deque<Operation> worklist = new ArrayDeque<>();
  private final Set<Operation> waiting = new HashSet<>();
  private final Map<FuncOp, List<CallOp>> callers = new HashMap<>();
  private final Set<String> addressTaken = new HashSet<>();

  /** What holds of a value that may be anything. */
  protected abstract L anything(Value value);

  /** What holds of a value of which one of both holds. */
  protected abstract L join(L a, L b);

  /** What holds of the results of an operation without regions, given what holds of its operands. */
  protected abstract List<L> transfer(Operation op, List<L> operands);

  /** The constant that a value is known to be, or null: decides branches. */
  protected abstract Attribute constant(L state);

  /** What is known of a value, or null where control does not reach. */
  public final L of(Value value) {
    return known.get(value);
  }

  /** Analyses everything inside {@code root}. */
  public final void run(Operation root) {
    root.walkPreOrder(op -> op.attributes().forEach((name, value) -> {
      if (value instanceof SymbolRefAttr s && !(op instanceof CallOp)) addressTaken.add(s.root());
    }));
    enterAll(root);
    while (!worklist.isEmpty()) {
      Operation op = worklist.poll();
      waiting.remove(op);
      visit(op);
    }
  }

  private boolean isCalledOnlyByName(FuncOp function) {
    return function.isPrivate() && !addressTaken.contains(function.symbolName());
  }

  private void schedule(Operation op) {
    if (waiting.add(op)) worklist.add(op);
  }

  /** The regions of {@code op} may be entered with anything. */
  private void enterAll(Operation op) {
    for (var region : op.regions()) if (!region.isEmpty()) enterWithAnything(region.front());
  }

  private void enterWithAnything(Block block) {
    block.arguments().forEach(a -> update(a, anything(a)));
    reach(block);
  }

  private void reach(Block block) {
    if (reached.add(block)) block.operations().forEach(this::schedule);
  }

  private void update(Value value, L state) {
    L before = known.get(value);
    L after = before == null ? state : join(before, state);
    if (after.equals(before)) return;
    known.put(value, after);
    for (Operation user : value.users()) if (reached.contains(user.block())) schedule(user);
  }

  private void visit(Operation op) {
    var operands = new ArrayList<L>();
    for (Value operand : op.operands()) operands.add(known.get(operand));
    if (operands.contains(null)) return;
    switch (op) {
      case FuncOp function -> {
        if (!function.isDeclaration() && !isCalledOnlyByName(function)) enterWithAnything(function.body());
      }
      case CallOp call -> call(call);
      case ReturnOp end when end.parentOp() instanceof FuncOp function ->
          callers.getOrDefault(function, List.of()).forEach(call -> pass(end.operands(), call.results()));
      case Traits.Branch branch -> branch(op, branch, operands);
      case Operation o when !o.successors().isEmpty() -> o.successors().forEach(this::enterWithAnything);
      case Traits.Terminator _ -> leave(op);
      default -> {
        if (op.regions().isEmpty()) compute(op, operands);
        else enter(op);
      }
    }
  }

  private void compute(Operation op, List<L> operands) {
    List<L> results = transfer(op, operands);
    for (int i = 0; i < results.size(); i++) update(op.result(i), results.get(i));
  }

  /** What is handed on becomes what takes it; what nothing is handed to may be anything. */
  private void pass(List<? extends Value> passed, List<? extends Value> received) {
    for (int i = 0; i < received.size(); i++) {
      L state = i < passed.size() ? known.get(passed.get(i)) : anything(received.get(i));
      if (state != null) update(received.get(i), state);
    }
  }

  private Attribute constantOf(Value value) {
    L state = known.get(value);
    return state == null ? null : constant(state);
  }

  private void branch(Operation op, Traits.Branch branch, List<L> operands) {
    var constants = new ArrayList<Attribute>();
    for (L operand : operands) constants.add(constant(operand));
    Block only = branch.onlySuccessor(constants);
    for (int i = 0; i < op.successors().size(); i++) {
      Block successor = op.successors().get(i);
      if (only != null && only != successor) continue;
      pass(branch.successorOperands(i), successor.arguments());
      reach(successor);
    }
  }

  private void enter(Operation op) {
    List<RegionFlow.Edge> entries = op instanceof Traits.IsolatedFromAbove ? null : RegionFlow.entries(op, this::constantOf);
    if (entries != null) {
      follow(op, entries);
    } else {
      enterAll(op);
      op.results().forEach(r -> update(r, anything(r)));
    }
  }

  private void leave(Operation terminator) {
    Operation parent = terminator.parentOp();
    List<RegionFlow.Edge> exits = parent == null ? null : RegionFlow.exits(parent, terminator, this::constantOf);
    if (exits != null) follow(parent, exits);
  }

  private void follow(Operation op, List<RegionFlow.Edge> edges) {
    for (RegionFlow.Edge edge : edges) {
      pass(edge.passed(), edge.received());
      if (edge.target() == null) continue;
      // arguments that nothing is handed to, such as the counter of a loop
      edge.target().arguments().stream().filter(a -> !edge.received().contains(a)).forEach(a -> update(a, anything(a)));
      reach(edge.target());
    }
  }

  private void call(CallOp call) {
    FuncOp callee = call.target();
    if (callee == null || callee.isDeclaration()) {
      call.results().forEach(r -> update(r, anything(r)));
      return;
    }
    var known = callers.computeIfAbsent(callee, _ -> new ArrayList<>());
    if (!known.contains(call)) known.add(call);
    if (isCalledOnlyByName(callee)) {
      pass(call.operands(), callee.body().arguments());
      reach(callee.body());
    }
    callee.region(0).blocks().stream().filter(reached::contains).map(Block::terminator).filter(ReturnOp.class::isInstance)
        .forEach(end -> pass(end.operands(), call.results()));
  }
}
