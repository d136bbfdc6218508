package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import zkopt.ir.AttrSyntax;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.UnitAttr;

/** {@code tensor.pad %t low[1, 0] high[%n, 2] {^bb0(%i: index, %j: index): ... tensor.yield %v : f32} : tensor<2x2xf32> to tensor<?x4xf32>}. */
public final class PadOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.ImplicitTerminator {
  public static final OpSpec SPEC = OpSpec.of("tensor.pad", PadOp::new)
      .summary("tensor pad operation")
      .attributes(AttrDef.longs("static_low"), AttrDef.longs("static_high"),
          optionalAttr("nofold", "unit attribute", UnitAttr.class).as(AttrSyntax.UNIT))
      .operands(OperandDef.operand("source", TypeConstraint.RANKED_TENSOR), variadicOperand("low", TypeConstraint.INDEX), variadicOperand("high", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .regions(RegionDef.region("region"))
      .assembly("$source (`nofold` $nofold^)? `low` `` custom<DynamicIndexList>($low, $static_low) `high` `` custom<DynamicIndexList>($high, $static_high) $region attr-dict `:` type($source) `to` type($result)");

  PadOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "padded";
  }

  @Override
  public OpSpec terminator() {
    return YieldOp.SPEC;
  }


  @Override
  protected String problem() {
    var source = (TensorType) operand(0).type();
    var type = (TensorType) result().type();
    long[] low = ((DenseArrayAttr) attribute("static_low")).longs();
    long[] high = ((DenseArrayAttr) attribute("static_high")).longs();
    if (low.length != source.rank() || high.length != source.rank() || type.rank() != source.rank()) {
      return "expected " + source.rank() + " low and high values, got " + low.length + " and " + high.length;
    }
    for (int i = 0; i < source.rank(); i++) {
      boolean known = low[i] != ShapedType.DYNAMIC && high[i] != ShapedType.DYNAMIC && source.dim(i) != ShapedType.DYNAMIC;
      long size = known ? low[i] + source.dim(i) + high[i] : ShapedType.DYNAMIC;
      if (known && type.dim(i) != ShapedType.DYNAMIC && type.dim(i) != size) {
        return "specified type '" + type + "' does not match the inferred type: dimension " + i + " should be " + size;
      }
    }
    return Regions.indexBody(region(0).front(), type.rank(), type.elementType());
  }
}
