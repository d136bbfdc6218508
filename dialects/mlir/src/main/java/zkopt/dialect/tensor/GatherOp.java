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

/** {@code tensor.gather %t[%i] gather_dims([0]) : (tensor<4x4xf32>, tensor<2x1xindex>) -> tensor<2x1x4xf32>}. */
public final class GatherOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.gather", GatherOp::new)
      .summary("gather a subset of a tensor at specified indices")
      .attributes(AttrDef.longs("gather_dims").as(AttrSyntax.LONGS),
          optionalAttr("unique", "unit attribute", UnitAttr.class).as(AttrSyntax.UNIT))
      .operands(OperandDef.operand("source", TypeConstraint.RANKED_TENSOR), OperandDef.operand("indices", TypeConstraint.INDEX_TENSOR))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .assembly("$source `[` $indices `]` `gather_dims` `(` $gather_dims `)` (`unique` $unique^)? attr-dict `:` functional-type(operands, results)");

  GatherOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "gather";
  }

  @Override
  protected String problem() {
    var source = (TensorType) operand(0).type();
    var dims = new GatherDims("gather_dims", "source", ((DenseArrayAttr) attribute("gather_dims")).longs());
    String problem = dims.problem(source);
    return problem != null ? problem : dims.slicesProblem("result", source, (TensorType) operand(1).type(), (TensorType) result().type());
  }
}
