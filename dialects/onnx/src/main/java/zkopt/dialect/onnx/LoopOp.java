package zkopt.dialect.onnx;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.List;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.NoneType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/**
 * {@code "onnx.Loop"(%M, %cond, states) ({body})}: runs a body M times, or until a condition fails. The body takes the number of the
 * iteration, the condition and the states, and yields the next condition, the next states and a slice of each scan output.
 */
public final class LoopOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.SingleBlock {
  public static final OpSpec SPEC = OpSpec.of("onnx.Loop", LoopOp::new)
      .summary("a body that runs again and again, with states that it hands on")
      .operands(OperandDef.operand("M", TypeConstraint.ANY), OperandDef.operand("cond", TypeConstraint.ANY), variadicOperand("v_initial", TypeConstraint.ANY))
      .results(variadicResult("v_final_and_scan_outputs", TypeConstraint.ANY))
      .regions(RegionDef.region("body"));

  LoopOp(OperationState state) {
    super(state);
  }

  /** The largest number of iterations, or null. */
  public Value count() {
    return given(0);
  }

  /** Whether there is a first iteration, or null. */
  public Value condition() {
    return given(1);
  }

  private Value given(int i) {
    return operand(i).type().equals(NoneType.NONE) ? null : operand(i);
  }

  public List<Value> states() {
    return operands().subList(2, numOperands());
  }

  public Block body() {
    return region(0).front();
  }

  /** What the body yields: the next condition, the next states, then a slice of each scan output. */
  public List<Value> yielded() {
    return body().terminator().operands();
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    int states = numOperands() - 2;
    String problem = region(0).isEmpty() || body().terminator() == null ? "needs a body that ends in a terminator"
        : body().arguments().size() != states + 2 ? "has a body of " + body().arguments().size() + " arguments, but " + states + " states"
        : yielded().size() != numResults() + 1 ? "has a body that yields " + yielded().size() + " values, but " + numResults() + " results"
        : numResults() < states ? "has " + states + " states, but " + numResults() + " results" : null;
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }
}
