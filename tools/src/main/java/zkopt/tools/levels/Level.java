package zkopt.tools.levels;

import java.util.List;
import java.util.stream.Stream;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.plonk.ApplyOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.ir.FloatType;
import zkopt.ir.OpOperand;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.lowering.plonk.ConstantData;
import zkopt.lowering.plonk.SumTypes;

/** How far down a module is, from tensors to gates: which pipelines it still needs. */
public enum Level {
  ONNX,
  AFFINE,
  FIXED,
  PLONK;

  public static Level of(ModuleOp module) {
    var seen = new Object() {
      boolean onnx;
      boolean floats;
      boolean fixed;
      boolean fixedArithmetic;
    };
    for (Operation function : module.body().operations()) {
      if (!(function instanceof FuncOp)) continue;
      function.walk(op -> {
        seen.onnx |= op.name().startsWith("onnx.");
        seen.fixedArithmetic |= op.name().startsWith("fixed.") && !(op instanceof ConstantOp);
        types(op).forEach(type -> {
          seen.floats |= type instanceof FloatType;
          seen.fixed |= type instanceof QType;
        });
      });
    }
    if (seen.onnx) return ONNX;
    if (seen.floats || !seen.fixed) return AFFINE;
    FuncOp function = AffineInterpreter.mainFunction(module);
    return !seen.fixedArithmetic && inputsAreChecked(function) && ConstantData.holds(function, module) && SumTypes.hold(function, module) ? PLONK : FIXED;
  }

  private static Stream<Type> types(Operation op) {
    Stream<Value> arguments = op.regions().stream().flatMap(r -> r.blocks().stream()).flatMap(b -> b.arguments().stream());
    return Stream.concat(arguments, op.results().stream()).map(v -> v.type() instanceof ShapedType t ? t.elementType() : v.type());
  }

  /**
   * Whether gates define all that is read of the arguments, as {@code fixed-to-plonk} leaves it, and give it back in its type. What no gate
   * defines may be any element of the field; and what one defines that makes something else of it, as one that rounds, may be in a wider range.
   */
  private static boolean inputsAreChecked(FuncOp function) {
    return function.body().arguments().stream().flatMap(a -> a.uses().stream())
        .allMatch(use -> use.owner() instanceof LoadOp load && load.result().uses().stream().allMatch(Level::isDefinedByGate));
  }

  private static boolean isDefinedByGate(OpOperand use) {
    if (!(use.owner() instanceof ApplyOp apply)) return false;
    GateOp gate = apply.gate();
    return gate != null && gate.isVirtual(use.index()) && apply.numOperands() == 1
        && apply.resultTypes().equals(List.of(use.get().type())) && gate.inputs().equals(apply.resultTypes());
  }
}
