package zkopt.transforms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.func.CallOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Operation;

/** Which functions of a symbol table call which. */
final class CallGraph {
  private final Map<FuncOp, List<FuncOp>> callees = new LinkedHashMap<>();

  /** @param table an operation that defines the functions inside it */
  CallGraph(Operation table) {
    table.walkPreOrder(op -> {
      if (op instanceof FuncOp function) callees.put(function, calls(function).stream().map(CallOp::target).filter(f -> f != null).toList());
    });
  }

  /** The calls in a function, in order. */
  static List<CallOp> calls(FuncOp function) {
    var calls = new ArrayList<CallOp>();
    function.walkPreOrder(op -> {
      if (op instanceof CallOp call) calls.add(call);
    });
    return calls;
  }

  /** Callees before their callers, where calls do not go round. */
  List<FuncOp> bottomUp() {
    var order = new ArrayList<FuncOp>();
    var seen = new HashSet<FuncOp>();
    callees.keySet().forEach(f -> visit(f, seen, order));
    return order;
  }

  private void visit(FuncOp function, Set<FuncOp> seen, List<FuncOp> order) {
    if (!seen.add(function)) return;
    callees.getOrDefault(function, List.of()).forEach(f -> visit(f, seen, order));
    order.add(function);
  }

  /** Whether a function may come to call itself. */
  boolean isRecursive(FuncOp function) {
    var reached = new HashSet<FuncOp>();
    callees.getOrDefault(function, List.of()).forEach(f -> visit(f, reached, new ArrayList<>()));
    return reached.contains(function);
  }
}
