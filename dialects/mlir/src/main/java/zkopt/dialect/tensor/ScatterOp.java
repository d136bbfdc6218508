package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;

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
import zkopt.ir.UnitAttr;

/** {@code tensor.scatter %s into %t[%i] scatter_dims([0]) unique : (tensor<2x1x4xf32>, tensor<4x4xf32>, tensor<2x1xindex>) -> tensor<4x4xf32>}. */
public final class ScatterOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.scatter", ScatterOp::new)
      .summary("scatter a subset of a tensor at specified indices")
      .attributes(AttrDef.longs("scatter_dims").as(AttrSyntax.LONGS),
          optionalAttr("unique", "unit attribute", UnitAttr.class).as(AttrSyntax.UNIT))
      .operands(OperandDef.operand("source", TypeConstraint.RANKED_TENSOR), OperandDef.operand("dest", TypeConstraint.RANKED_TENSOR), OperandDef.operand("indices", TypeConstraint.INDEX_TENSOR))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .assembly("$source `into` $dest `[` $indices `]` `scatter_dims` `(` $scatter_dims `)` (`unique` $unique^)? attr-dict `:` functional-type(operands, results)");

  ScatterOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "scatter";
  }


  @Override
  protected String problem() {
    long[] dims = ((DenseArrayAttr) attribute("scatter_dims")).longs();
    int rank = ((TensorType) operand(1).type()).rank();
    if (dims.length == 0) return "scatter_dims must be non-empty";
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] < 0) return "scatter_dims value must be non-negative";
      if (dims[i] >= rank) return "scatter_dims value must be smaller than dest rank";
      if (i > 0 && dims[i] <= dims[i - 1]) return "scatter_dims values must be strictly increasing";
    }
    return null;
  }
}
