package zkopt.transforms;

import java.util.List;
import zkopt.ir.Operation;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Makes the symbols directly inside private, but for those named, so that {@code symbol-dce} may erase them. */
@Pass.Named(value = "symbol-privatize", summary = "Mark symbols private")
public record SymbolPrivatize(@Option("Comma separated list of symbols that should not be marked private") List<String> exclude) implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    if (!(op instanceof Traits.SymbolTable)) return;
    for (Operation inner : op.region(0).front().operations()) {
      boolean stays = !(inner instanceof Traits.Symbol symbol) || symbol.symbolName() == null || exclude.contains(symbol.symbolName());
      if (!stays) inner.setAttribute("sym_visibility", new StringAttr("private"));
    }
  }
}
