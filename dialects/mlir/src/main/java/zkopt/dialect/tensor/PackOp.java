package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.optionalOperand;
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
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.pack %t inner_dims_pos = [0, 1] inner_tiles = [8, 32] into %d : tensor<128x256xf32> -> tensor<16x8x8x32xf32>}: tiles of a tensor as dimensions. */
public final class PackOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.pack", PackOp::new)
      .summary("tensor pack operation")
      .attributes(optionalAttr("outer_dims_perm", "i64 dense array attribute", DenseArrayAttr.class).as(AttrSyntax.LONGS),
          AttrDef.longs("inner_dims_pos").as(AttrSyntax.LONGS),
          AttrDef.longs("static_inner_tiles"))
      .operands(OperandDef.operand("source", TypeConstraint.RANKED_TENSOR), OperandDef.operand("dest", TypeConstraint.RANKED_TENSOR), optionalOperand("padding_value", TypeConstraint.ANY),
          variadicOperand("inner_tiles", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .inferResults(state -> List.of(state.operands.get(1).type()))
      .assembly("$source (`padding_value` `(` $padding_value^ `:` type($padding_value) `)`)? (`outer_dims_perm` `=` $outer_dims_perm^)? `inner_dims_pos` `=` $inner_dims_pos `inner_tiles` `=` custom<DynamicIndexList>($inner_tiles, $static_inner_tiles) `into` $dest attr-dict `:` type($source) `->` type($dest)");

  PackOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "pack";
  }
}
