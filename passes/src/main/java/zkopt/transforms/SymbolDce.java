package zkopt.transforms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import zkopt.ir.Operation;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Erases private symbols that nothing live names: live are public symbols, operations that define no symbol, and the symbols that live
 * ones name. Symbol tables inside are cleaned first.
 */
@Pass.Named(value = "symbol-dce", title = "SymbolDCE", summary = "Eliminate dead symbols")
@Pass.Statistic(value = "num-dce'd", description = "Number of symbols DCE'd")
public record SymbolDce() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    if (!(op instanceof Traits.SymbolTable)) {
      throw context.failure(op, "was scheduled to run under SymbolDCE, but does not define a symbol table");
    }
    clean(op, context);
  }

  private static void clean(Operation table, PassContext context) {
    var candidates = new ArrayList<Operation>();
    var live = new ArrayDeque<Operation>();
    for (Operation op : table.region(0).front().operations()) {
      if (op instanceof Traits.SymbolTable) clean(op, context);
      (isPrivateSymbol(op) ? candidates : live).add(op);
    }
    var named = new HashSet<String>();
    while (!live.isEmpty()) {
      named.addAll(SymbolUses.in(live.pop()));
      candidates.removeIf(c -> named.contains(((Traits.Symbol) c).symbolName()) && live.add(c));
    }
    candidates.forEach(Operation::erase);
    context.count("num-dce'd", candidates.size());
  }

  private static boolean isPrivateSymbol(Operation op) {
    return op instanceof Traits.Symbol s && s.symbolName() != null && op.attribute("sym_visibility") instanceof StringAttr(String visibility)
        && List.of("private", "nested").contains(visibility);
  }
}
