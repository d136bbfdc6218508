package zkopt.transforms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.func.CallOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Operation;

/** Which functions with bodies call which, as they stand when it is made. */
final class CallGraph {
  private final Map<FuncOp, Set<FuncOp>> callees = new LinkedHashMap<>();

  /** @param table an operation that defines the functions inside it */
  CallGraph(Operation table) {
    table.walkPreOrder(op -> {
      if (op instanceof FuncOp function && !function.isDeclaration()) callees.put(function, new LinkedHashSet<>());
    });
    callees.forEach((function, called) -> function.walkPreOrder(op -> {
      if (op instanceof CallOp call && callees.containsKey(call.target())) called.add(call.target());
    }));
  }

  Collection<FuncOp> functions() {
    return callees.keySet();
  }

  boolean callsItself(FuncOp function) {
    return callees.get(function).contains(function);
  }

  /** Groups of functions that call each other round, callees before their callers (Tarjan's strongly connected components). */
  List<List<FuncOp>> groups() {
    return new Components().groups;
  }

  private final class Components {
    private final List<List<FuncOp>> groups = new ArrayList<>();
    private final Map<FuncOp, Integer> lowest = new IdentityHashMap<>();
    private final Deque<FuncOp> open = new ArrayDeque<>();

    Components() {
      for (FuncOp function : functions()) if (!lowest.containsKey(function)) visit(function);
    }

    private void visit(FuncOp function) {
      int number = lowest.size();
      lowest.put(function, number);
      open.push(function);
      for (FuncOp callee : callees.get(function)) {
        if (!lowest.containsKey(callee)) visit(callee);
        lowest.merge(function, lowest.get(callee), Math::min);
      }
      if (lowest.get(function) < number) return;
      var group = new ArrayList<FuncOp>();
      do {
        group.add(open.pop());
        lowest.put(group.getLast(), Integer.MAX_VALUE);
      } while (group.getLast() != function);
      groups.add(group);
    }
  }
}
