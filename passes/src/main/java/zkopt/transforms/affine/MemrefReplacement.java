package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** Another buffer in place of one, with other subscripts, as MLIR's replaceAllMemRefUsesWith. */
final class MemrefReplacement {
  private final Value made;
  private final AffineMap remap;
  private final List<Value> symbols;

  /**
   * @param made the buffer that comes in place of another one
   * @param remap the new subscripts; its dimensions are {@code symbols}, then the old subscripts
   */
  MemrefReplacement(Value made, AffineMap remap, List<Value> symbols) {
    this.made = made;
    this.remap = remap;
    this.symbols = symbols;
  }

  /** Makes loads and stores use the new buffer. Subscripts that are no counters leave an {@code affine.apply} behind where there is a remap. */
  void replaceIn(List<Operation> accesses) {
    accesses.forEach(op -> replace(MemoryAccess.of(op)));
  }

  private void replace(MemoryAccess access) {
    Operation op = access.op();
    var applies = new ArrayList<ApplyOp>();
    List<Value> old = access.subscripts().map().isIdentity() ? access.subscripts().operands() : applied(op, access.subscripts(), applies);
    var operands = new ArrayList<>(symbols);
    operands.addAll(old);
    List<Value> subscripts = remap.isIdentity() ? operands : applied(op, new MapOperands(remap, operands), applies);
    MapOperands map = new MapOperands(AffineMap.identity(subscripts.size()), subscripts).canonical().normalOperands();
    // in their order: what the later ones use stays, as in MLIR
    for (ApplyOp apply : applies) if (!apply.hasUses()) apply.erase();
    var builder = OpBuilder.before(op);
    Operation replacement = switch (op) {
      case LoadOp load -> LoadOp.create(builder, load.location(), made, map.map(), map.operands());
      case StoreOp store -> StoreOp.create(builder, store.location(), store.value(), made, map.map(), map.operands());
      default -> throw new IllegalStateException(op.name());
    };
    op.attributes().forEach((name, value) -> {
      if (replacement.attribute(name) == null) replacement.setAttribute(name, value);
    });
    op.replaceAllUsesWith(replacement.results());
    op.erase();
  }

  private static List<Value> applied(Operation at, MapOperands map, List<ApplyOp> applies) {
    var values = new ArrayList<Value>();
    for (AffineExpr e : map.map().results()) {
      var single = new AffineMap(map.map().numDims(), map.map().numSymbols(), List.of(e));
      applies.add(ApplyOp.create(OpBuilder.before(at), at.location(), single, map.operands()));
      values.add(applies.getLast().result());
    }
    return values;
  }
}
