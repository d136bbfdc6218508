package zkopt.transforms;

import java.util.List;
import zkopt.dialect.func.CallOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.rewrite.Effects;

/**
 * Whether the body of a function may stand where it is called. Nothing is known of unregistered operations; the dimensions and symbols of affine
 * operations depend on what stands around them.
 */
final class InlineLegality {
  private static final List<String> AFFINE_CONSTRUCTS = List.of("affine.for", "affine.parallel", "affine.if");

  private InlineLegality() {}

  static boolean isLegal(CallOp call, FuncOp callee) {
    Operation around = call.parentOp();
    boolean oneBlock = callee.region(0).blocks().size() == 1;
    return around.spec().registered() && (oneBlock || takesSeveralBlocks(around))
        && (!isAffineConstruct(around) || oneBlock && affineUnderstands(callee)) && mayAllStandIn(around, callee);
  }

  private static boolean takesSeveralBlocks(Operation around) {
    return !(around instanceof Traits.SingleBlock) && !(around instanceof Traits.ImplicitTerminator);
  }

  private static boolean isAffineConstruct(Operation op) {
    return AFFINE_CONSTRUCTS.contains(op.name());
  }

  private static boolean isOfAffine(Operation op) {
    return op.spec().dialect().equals("affine");
  }

  private static boolean affineUnderstands(FuncOp callee) {
    return callee.body().operations().stream().allMatch(op -> op == callee.body().last() || Effects.isPure(op) || isOfAffine(op));
  }

  private static boolean mayAllStandIn(Operation around, FuncOp callee) {
    boolean takesAffine = around instanceof Traits.AffineScope || isAffineConstruct(around);
    var legal = new boolean[] {true};
    callee.walk(op -> legal[0] &= op == callee || op.spec().registered() && (takesAffine || !isOfAffine(op)));
    return legal[0];
  }
}
