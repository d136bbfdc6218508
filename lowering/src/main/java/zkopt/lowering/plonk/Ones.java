package zkopt.lowering.plonk;

import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.lowering.plonk.LoopChain.Access;

/** The factor of a plain sum: one constant element, read again and again. */
final class Ones {
  private static final String SYMBOL = "one";
  private static final QType WHOLE = new QType(2, 0);

  private Ones() {}

  /** The access to it in front of a nest of so many dimensions. */
  static Access before(Operation nest, int dims) {
    var module = nest.parentOfType(ModuleOp.class);
    var tensor = TensorType.of(List.of(1L), IntegerType.I32);
    MemRefType type = MemRefType.of(List.of(1L), WHOLE);
    String symbol = symbol(module, type);
    if (module.lookup(symbol) == null) {
      GlobalOp.constant(OpBuilder.atStart(module.body()), nest.location(), symbol, type, new DenseElementsAttr(tensor, Blob.ofLongs(4, new long[] {1}), true));
    }
    var get = GetGlobalOp.create(OpBuilder.before(nest), nest.location(), symbol, type);
    return new Access(get.result(), new AffineMap(dims, 0, List.of(AffineExpr.constant(0))));
  }

  /** The name of a global of ones, there or not yet. */
  private static String symbol(ModuleOp module, MemRefType type) {
    String symbol = SYMBOL;
    for (int i = 0; module.lookup(symbol) != null && !isOne(module.lookup(symbol), type); i++) symbol = SYMBOL + "_" + i;
    return symbol;
  }

  private static boolean isOne(Operation op, MemRefType type) {
    return op instanceof GlobalOp global && global.isConstant() && global.type().equals(type) && global.initialValue().longAt(0) == 1;
  }
}
