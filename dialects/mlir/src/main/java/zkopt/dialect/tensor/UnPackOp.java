package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.AttrSyntax;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.unpack %t inner_dims_pos = [0, 1] inner_tiles = [8, 32] into %d : tensor<16x8x8x32xf32> -> tensor<128x256xf32>}: undoes {@link PackOp}. */
public final class UnPackOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.unpack", UnPackOp::new)
      .summary("tensor unpack operation")
      .attributes(optionalAttr("outer_dims_perm", "i64 dense array attribute", DenseArrayAttr.class).as(AttrSyntax.LONGS),
          AttrDef.longs("inner_dims_pos").as(AttrSyntax.LONGS),
          AttrDef.longs("static_inner_tiles"))
      .operands(OperandDef.operand("source", TypeConstraint.RANKED_TENSOR), OperandDef.operand("dest", TypeConstraint.RANKED_TENSOR),
          variadicOperand("inner_tiles", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .inferResults(state -> List.of(state.operands.get(1).type()))
      .assembly("$source (`outer_dims_perm` `=` $outer_dims_perm^)? `inner_dims_pos` `=` $inner_dims_pos `inner_tiles` `=` custom<DynamicIndexList>($inner_tiles, $static_inner_tiles) `into` $dest attr-dict `:` type($source) `->` type($dest)");

  UnPackOp(OperationState state) {
    super(state);
  }

  @Override
  protected String bareProblem() {
    return Tiles.of(this).problem((TensorType) operand(1).type(), (TensorType) operand(0).type());
  }

  @Override
  protected String problem() {
    return result().type().equals(operand(1).type()) ? null : "failed to verify that result type matches type of dest";
  }

  @Override
  public String resultNameHint() {
    return "unpack";
  }
}
