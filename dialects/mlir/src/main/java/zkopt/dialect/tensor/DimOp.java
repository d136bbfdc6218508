package zkopt.dialect.tensor;

import java.util.List;
import zkopt.ir.Attribute;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
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

/** {@code tensor.dim %t, %i : tensor<4x?xf32>}. */
public final class DimOp extends Operation implements Traits.Pure, Traits.Foldable, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("tensor.dim", DimOp::new)
      .summary("dimension index operation")
      .operands(OperandDef.operand("source", TypeConstraint.TENSOR_WITH_DIMENSIONS), OperandDef.operand("index", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.INDEX))
      .assembly("attr-dict $source `,` $index `:` type($source)");

  DimOp(OperationState state) {
    super(state);
  }

  public static DimOp create(OpBuilder builder, Location location, Value source, Value index) {
    return builder.create(new OperationState(SPEC, location).operands(source, index).results(IndexType.INDEX));
  }

  public Value source() {
    return operand(0);
  }

  public Value index() {
    return operand(1);
  }

  /** A static dimension. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (!(source().type() instanceof TensorType type) || !(operands.get(1) instanceof IntegerAttr i)) return null;
    if (i.value() < 0 || i.value() >= type.rank()) return null;
    long size = type.dim((int) i.value());
    return size == ShapedType.DYNAMIC ? null : List.of(IntegerAttr.index(size));
  }

  @Override
  public String resultNameHint() {
    return "dim";
  }
}
