package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code tensor.extract %t[%i] : tensor<4xf32>}. */
public final class ExtractOp extends Operation implements Traits.Pure, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("tensor.extract", ExtractOp::new)
      .summary("element extraction operation")
      .operands(OperandDef.operand("tensor", TypeConstraint.RANKED_TENSOR), variadicOperand("indices", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.ANY))
      .inferResults(state -> List.of(((ShapedType) state.operands.getFirst().type()).elementType()))
      .assembly("$tensor `[` $indices `]` attr-dict `:` type($tensor)");

  ExtractOp(OperationState state) {
    super(state);
  }

  public static ExtractOp create(OpBuilder builder, Location location, Value tensor, List<? extends Value> indices) {
    return builder.create(new OperationState(SPEC, location)
        .operands(tensor).operands(indices).results(((TensorType) tensor.type()).elementType()));
  }

  public Value tensor() {
    return operand(0);
  }

  public List<Value> indices() {
    return operands().subList(1, numOperands());
  }

  @Override
  protected String problem() {
    var type = (TensorType) tensor().type();
    if (!result().type().equals(type.elementType())) return "failed to verify that result type matches element type of tensor";
    return indices().size() == type.rank() ? null : "incorrect number of indices for extract_element";
  }

  @Override
  public String resultNameHint() {
    return "extracted";
  }
}
