package zkopt.dialect.builtin;

import zkopt.ir.AttrSyntax;
import zkopt.ir.Block;
import zkopt.ir.Location;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;

/** {@code module @name { ... }}: the top of the IR, one block without terminator, a symbol table. */
public final class ModuleOp extends Operation
    implements Traits.IsolatedFromAbove, Traits.SingleBlock, Traits.NoTerminator, Traits.SymbolTable, Traits.Symbol, Traits.AffineScope {
  public static final AttrDef SYM_NAME =
      AttrDef.optionalAttr("sym_name", "string attribute", StringAttr.class).as(AttrSyntax.SYMBOL_NAME);
  public static final OpSpec SPEC = OpSpec.of("builtin.module", ModuleOp::new)
      .summary("A top level container operation")
      .attributes(SYM_NAME, AttrDef.optionalAttr("sym_visibility", "string attribute", StringAttr.class))
      .regions(RegionDef.region("bodyRegion"))
      .assembly("($sym_name^)? attr-dict-with-keyword $bodyRegion");

  ModuleOp(OperationState state) {
    super(state);
  }

  @Override
  protected String problem() {
    if (!region(0).isEmpty() && !region(0).front().arguments().isEmpty()) return "region should have no arguments";
    for (String name : attributes().keySet()) {
      if (name.indexOf('.') < 0 && !spec().isInherent(name)) return "can only contain attributes with dialect-prefixed names, found: '" + name + "'";
    }
    return null;
  }

  /** An empty module. */
  public static ModuleOp create(Location location) {
    var state = new OperationState(SPEC, location);
    state.regionWithBlock();
    return new ModuleOp(state);
  }

  public Block body() {
    return region(0).front();
  }

  /** The operation directly inside that defines {@code symbol} (without the at sign), or null. */
  public Operation lookup(String symbol) {
    for (Operation op = body().first(); op != null; op = op.next()) {
      if (op instanceof Traits.Symbol s && symbol.equals(s.symbolName())) return op;
    }
    return null;
  }

  /** The name, or null: a module need not have one. */
  @Override
  public String symbolName() {
    return SYM_NAME.of(this) instanceof StringAttr name ? name.value() : null;
  }

  @Override
  public String defaultDialect() {
    return "builtin";
  }
}
