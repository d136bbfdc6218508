package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.optionalOperand;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.AttrSyntax;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code tensor.pack %t inner_dims_pos = [0, 1] inner_tiles = [8, 32] into %d : tensor<128x256xf32> -> tensor<16x8x8x32xf32>}: tiles of a tensor as dimensions. */
public final class PackOp extends Operation implements Traits.Pure {
  private static final OperandDef PADDING = optionalOperand("padding_value", TypeConstraint.ANY);

  public static final OpSpec SPEC = OpSpec.of("tensor.pack", PackOp::new)
      .summary("tensor pack operation")
      .attributes(optionalAttr("outer_dims_perm", "i64 dense array attribute", DenseArrayAttr.class).as(AttrSyntax.LONGS),
          AttrDef.longs("inner_dims_pos").as(AttrSyntax.LONGS),
          AttrDef.longs("static_inner_tiles"))
      .operands(OperandDef.operand("source", TypeConstraint.RANKED_TENSOR), OperandDef.operand("dest", TypeConstraint.RANKED_TENSOR), PADDING,
          variadicOperand("inner_tiles", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .inferResults(state -> List.of(state.operands.get(1).type()))
      .assembly("$source (`padding_value` `(` $padding_value^ `:` type($padding_value) `)`)? (`outer_dims_perm` `=` $outer_dims_perm^)? `inner_dims_pos` `=` $inner_dims_pos `inner_tiles` `=` custom<DynamicIndexList>($inner_tiles, $static_inner_tiles) `into` $dest attr-dict `:` type($source) `->` type($dest)");

  PackOp(OperationState state) {
    super(state);
  }

  /** What fills up tiles; null where all are full. */
  public Value paddingValue() {
    return PADDING.of(this);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (!super.verify(diagnostics)) return false;
    var source = (TensorType) operand(0).type();
    Value padding = paddingValue();
    String problem = padding == null
        ? Tiles.of(this).divide(source) ? null : "invalid tile factor or output size provided. Only full tiles are supported when padding_value is not set"
        : padding.type().equals(source.elementType()) ? null : "expected padding_value has '" + source.elementType() + "' but got: '" + padding.type() + "'";
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  @Override
  protected String bareProblem() {
    return Tiles.of(this).problem((TensorType) operand(0).type(), (TensorType) operand(1).type());
  }

  @Override
  protected String problem() {
    return result().type().equals(operand(1).type()) ? null : "failed to verify that result type matches type of dest";
  }

  @Override
  public String resultNameHint() {
    return "pack";
  }
}
