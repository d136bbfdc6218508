package zkopt.lowering.plonk;

import java.util.Set;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.FloatType;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.pass.PassContext;

/** What may stand in a function at the plonk level; the table is laid out from these operations alone. */
final class PlonkLevel {
  private static final Set<String> OPERATIONS = Set.of(
      "plonk.contract", "plonk.apply", "fixed.constant", "func.func", "func.return",
      "affine.for", "affine.load", "affine.store", "affine.apply", "affine.min", "affine.max", "affine.yield",
      "memref.get_global", "memref.alloc", "memref.alloca", "memref.dealloc", "memref.load", "memref.store", "memref.copy",
      "memref.collapse_shape", "memref.expand_shape", "memref.reinterpret_cast", "memref.cast",
      "arith.constant", "arith.addi", "arith.subi", "arith.muli", "arith.divsi", "arith.floordivsi", "arith.ceildivsi", "arith.remsi",
      "arith.minsi", "arith.maxsi", "arith.index_cast");

  private PlonkLevel() {}

  /** Fails with the first operation that has no place at the plonk level, named with its ONNX node. */
  static void check(FuncOp function, PassContext context) {
    function.walkPreOrder(op -> {
      if (!OPERATIONS.contains(op.name())) throw context.failure(op, "has no gate" + node(op));
      for (Value v : op.operands()) checkType(op, v.type(), context);
      for (Type t : op.resultTypes()) checkType(op, t, context);
    });
  }

  private static void checkType(Operation op, Type type, PassContext context) {
    Type element = type instanceof ShapedType shaped ? shaped.elementType() : type;
    if (element instanceof FloatType) {
      throw context.failure(op, "is on '" + type + "'; only fixed-point values have gates, run 'affine-to-fixed' first" + node(op));
    }
    if (type instanceof ShapedType shaped && element instanceof QType && !shaped.hasStaticShape()) {
      throw context.failure(op, "is on '" + type + "', which has no static shape" + node(op));
    }
  }

  static String node(Operation op) {
    return op.location().nodeName().map(n -> " (node '" + n + "')").orElse("");
  }
}
