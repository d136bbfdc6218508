package zkopt.lowering.plonk;

import java.util.stream.LongStream;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.CopyOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;
import zkopt.pass.PassContext;

/**
 * Checks that constant data is what its type says, and stays so: no gate checks it again, as it is committed to when the key is made,
 * and the bounds of sums are proven from it.
 */
public final class ConstantData {
  private ConstantData() {}

  /** Whether all elements of the data that a function reads are of their types. */
  public static boolean holds(FuncOp function, ModuleOp module) {
    boolean[] hold = {true};
    function.walk(GetGlobalOp.class, get -> hold[0] &= !(module.lookup(get.global()) instanceof GlobalOp global)
        || !(global.type().elementType() instanceof QType type) || global.initialValue() instanceof ElementsAttr data && firstBeyond(data, type) < 0);
    return hold[0];
  }

  /** The first element that the type does not hold, or -1. */
  private static long firstBeyond(ElementsAttr data, QType type) {
    return LongStream.range(0, data.isSplat() ? 1 : data.count()).filter(i -> !type.holds(data.longAt(i))).findFirst().orElse(-1);
  }

  static void check(FuncOp function, ModuleOp module, PassContext context) {
    function.walk(GetGlobalOp.class, get -> {
      if (module.lookup(get.global()) instanceof GlobalOp global && global.type().elementType() instanceof QType type) check(global, type, context);
    });
    function.walk(op -> {
      if (written(op) instanceof Value memref && Buffers.base(memref).definingOp() instanceof GetGlobalOp get) {
        throw context.failure(op, "writes to '" + get.global() + "', which is constant data" + PlonkLevel.node(op));
      }
    });
  }

  /** The memref that the operation writes to, or null. */
  private static Value written(Operation op) {
    return switch (op) {
      case StoreOp store -> store.memref();
      case zkopt.dialect.memref.StoreOp store -> store.memref();
      case CopyOp copy -> copy.target();
      case ContractOp contract -> contract.out();
      default -> null;
    };
  }

  private static void check(GlobalOp global, QType type, PassContext context) {
    if (!global.isConstant() || !(global.initialValue() instanceof ElementsAttr data)) {
      throw context.failure(global, "'" + global.symbolName() + "' is not constant data; what changes is allocated" + PlonkLevel.node(global));
    }
    if (data instanceof DenseResourceAttr resource && resource.data() == null) {
      throw context.failure(global, "the data of resource '" + resource.key() + "' was left out of the text" + PlonkLevel.node(global));
    }
    long beyond = firstBeyond(data, type);
    if (beyond < 0) return;
    throw context.failure(global, "element " + beyond + " of '" + global.symbolName() + "' is " + data.longAt(beyond) + ", which does not fit '" + type + "'"
        + PlonkLevel.node(global));
  }
}
