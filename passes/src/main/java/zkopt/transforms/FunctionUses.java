package zkopt.transforms;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Operation;
import zkopt.ir.SymbolTables;
import zkopt.ir.Traits;

/**
 * How often each function that may be removed, a private one that only functions name, is named by which. What a function names counts as long
 * as it is not {@linkplain #erase erased}.
 */
final class FunctionUses {
  private final Map<FuncOp, Integer> uses = new IdentityHashMap<>();
  private final Map<FuncOp, Map<FuncOp, Integer>> namedBy = new IdentityHashMap<>();

  FunctionUses(Operation root, CallGraph graph) {
    for (FuncOp function : graph.functions()) {
      if (function.isPrivate() && function.parentOp() instanceof Traits.SymbolTable) uses.put(function, 0);
    }
    root.walk(table -> {
      if (!(table instanceof Traits.SymbolTable)) return;
      for (Operation op : table.region(0).front().operations()) if (!(op instanceof FuncOp)) uses.keySet().removeAll(named(op).keySet());
    });
    graph.functions().forEach(this::recount);
  }

  /** The functions that {@code op} and the operations inside name, and how often. */
  private static Map<FuncOp, Integer> named(Operation op) {
    var named = new HashMap<FuncOp, Integer>();
    SymbolUses.forEachInScope(op, (user, symbol) -> {
      if (SymbolTables.lookupNearest(user, symbol) instanceof FuncOp function) named.merge(function, 1, Integer::sum);
    });
    return named;
  }

  private void add(Map<FuncOp, Integer> named, int times) {
    named.forEach((function, count) -> uses.computeIfPresent(function, (_, n) -> n + times * count));
  }

  /** Counts anew what a function names. */
  void recount(FuncOp function) {
    erase(function);
    var named = named(function);
    namedBy.put(function, named);
    add(named, 1);
  }

  /** The function is gone, and what it named is named less often. */
  void erase(FuncOp function) {
    var before = namedBy.remove(function);
    if (before != null) add(before, -1);
  }

  boolean isUnused(FuncOp function) {
    return uses.getOrDefault(function, -1) == 0;
  }

  boolean isUsedOnce(FuncOp function) {
    return uses.getOrDefault(function, -1) == 1;
  }

  /** One call of {@code callee} in {@code caller} is its body now, which names what that names. */
  void inlined(FuncOp callee, FuncOp caller) {
    var inner = namedBy.get(callee);
    add(inner, 1);
    var outer = namedBy.get(caller);
    inner.forEach((function, count) -> outer.merge(function, count, Integer::sum));
    outer.merge(callee, -1, Integer::sum);
    uses.computeIfPresent(callee, (_, n) -> n - 1);
  }
}
