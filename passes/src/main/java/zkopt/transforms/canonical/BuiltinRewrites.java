package zkopt.transforms.canonical;

import java.util.List;
import zkopt.dialect.builtin.UnrealizedConversionCastOp;
import zkopt.dialect.func.CallIndirectOp;
import zkopt.dialect.func.CallOp;
import zkopt.dialect.func.ConstantOp;
import zkopt.ir.FunctionType;
import zkopt.ir.SymbolRefAttr;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of builtin and func operations. */
public final class BuiltinRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(
        new Rule<>("CastBack", UnrealizedConversionCastOp.class, Rule.IN_PLACE, BuiltinRewrites::castBack),
        new Rule<>("CallOfConstant", CallIndirectOp.class, 1, BuiltinRewrites::callOfConstant));
  }

  /** A cast to the same types, or back to what another one was made of. */
  private static boolean castBack(UnrealizedConversionCastOp op, Rewriter rewriter) {
    List<Value> from = op.operands();
    if (from.isEmpty()) return false;
    if (!types(from).equals(op.resultTypes())) {
      boolean back = from.getFirst().definingOp() instanceof UnrealizedConversionCastOp inner && from.equals(inner.results())
          && types(inner.operands()).equals(op.resultTypes());
      if (!back) return false;
      from = from.getFirst().definingOp().operands();
    }
    rewriter.replaceOp(op, from);
    return true;
  }

  private static List<Type> types(List<Value> values) {
    return values.stream().map(Value::type).toList();
  }

  /** {@code call_indirect (constant @f)(x) -> call @f(x)}. */
  private static boolean callOfConstant(CallIndirectOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof ConstantOp constant)) return false;
    List<Value> arguments = op.operands().subList(1, op.numOperands());
    var callee = (SymbolRefAttr) constant.constantValue();
    rewriter.replaceOp(op, CallOp.create(rewriter, op.location(), callee, (FunctionType) constant.result().type(), arguments));
    return true;
  }
}
