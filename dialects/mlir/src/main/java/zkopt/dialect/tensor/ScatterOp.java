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
    var dest = (TensorType) operand(1).type();
    var dims = new GatherDims("scatter_dims", "dest", ((DenseArrayAttr) attribute("scatter_dims")).longs());
    String problem = dims.problem(dest);
    if (problem == null && attribute("unique") == null) problem = "requires 'unique' attribute to be set";
    return problem != null ? problem : dims.slicesProblem("source", dest, (TensorType) operand(2).type(), (TensorType) operand(0).type());
  }
}
