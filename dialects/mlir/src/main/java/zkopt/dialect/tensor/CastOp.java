package zkopt.dialect.tensor;

import java.util.List;
import zkopt.dialect.memref.ElementTypes;
import zkopt.ir.Attribute;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code tensor.cast %t : tensor<4xf32> to tensor<?xf32>}: forgets or asserts static sizes. */
public final class CastOp extends Operation implements Traits.Pure, Traits.Foldable {
  public static final OpSpec SPEC = OpSpec.of("tensor.cast", CastOp::new)
      .summary("tensor cast operation")
      .operands(OperandDef.operand("source", TypeConstraint.TENSOR))
      .results(ResultDef.result("dest", TypeConstraint.TENSOR))
      .assembly("$source attr-dict `:` type($source) `to` type($dest)");

  CastOp(OperationState state) {
    super(state);
  }

  public static CastOp create(OpBuilder builder, Location location, Value source, Type type) {
    return builder.create(new OperationState(SPEC, location).operands(source).results(type));
  }

  public Value source() {
    return operand(0);
  }

  @Override
  protected String problem() {
    Type from = source().type();
    Type to = result().type();
    return ElementTypes.of(from).equals(ElementTypes.of(to)) && CastTypes.mayHaveSameShape(from, to) ? null : CastTypes.incompatible(from, to);
  }

  /** {@code cast(x : T to T) -> x}. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    return source().type().equals(result().type()) ? List.of(source()) : null;
  }

  @Override
  public String resultNameHint() {
    return "cast";
  }
}
