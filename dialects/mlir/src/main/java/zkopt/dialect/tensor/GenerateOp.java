package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IndexType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.generate %n {^bb0(%i: index): ... tensor.yield %v : f32} : tensor<?xf32>}. */
public final class GenerateOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.ImplicitTerminator {
  public static final OpSpec SPEC = OpSpec.of("tensor.generate", GenerateOp::new)
      .summary("creates a dynamically sized tensor from elements")
      .operands(variadicOperand("dynamicExtents", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .regions(RegionDef.region("body"))
      .assembly("$dynamicExtents $body attr-dict `:` type($result)");

  GenerateOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "generated";
  }

  @Override
  public OpSpec terminator() {
    return YieldOp.SPEC;
  }

  @Override
  protected String bareProblem() {
    long dynamic = type().shape().stream().filter(d -> d == ShapedType.DYNAMIC).count();
    return numOperands() == dynamic ? null : "must have as many index operands as dynamic extents in the result type";
  }

  @Override
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    Block body = region(0).front();
    String problem = !body.arguments().stream().allMatch(a -> a.type() instanceof IndexType) ? "all body arguments must be index"
        : body.arguments().size() != type().rank() ? "must have one body argument per input dimension"
        : body.last() instanceof YieldOp yield && yield.numOperands() == 1 && !yield.operand(0).type().equals(type().elementType())
            ? "body must be terminated with a `yield` operation of the tensor element type" : null;
    if (problem != null) diagnostics.error(this, problem);
    return problem == null;
  }

  private TensorType type() {
    return (TensorType) result().type();
  }
}
