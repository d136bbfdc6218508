package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.ArrayList;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Block;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IndexType;
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
  protected String bareProblem() {
    var source = (TensorType) operand(0).type();
    var type = (TensorType) result().type();
    long[] low = ((DenseArrayAttr) attribute("static_low")).longs();
    long[] high = ((DenseArrayAttr) attribute("static_high")).longs();
    return low.length != source.rank() || high.length != source.rank()
        ? "failed to infer expectedType from sourceType '" + source + "', specified resultType is '" + type + "'" : typeProblem(padded(source, low, high), type);
  }

  private static TensorType padded(TensorType source, long[] low, long[] high) {
    var shape = new ArrayList<Long>();
    for (int i = 0; i < source.rank(); i++) {
      boolean known = low[i] != ShapedType.DYNAMIC && high[i] != ShapedType.DYNAMIC && source.dim(i) != ShapedType.DYNAMIC;
      shape.add(known ? low[i] + source.dim(i) + high[i] : ShapedType.DYNAMIC);
    }
    return TensorType.of(shape, source.elementType());
  }

  private static String typeProblem(TensorType expected, TensorType type) {
    boolean fits = type.rank() == expected.rank();
    for (int i = 0; i < type.rank() && fits; i++) fits = type.dim(i) == expected.dim(i) || expected.dim(i) == ShapedType.DYNAMIC;
    return fits ? null : "specified type '" + type + "' does not match the inferred type '" + expected + "'";
  }

  @Override
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    var type = (TensorType) result().type();
    Block body = region(0).front();
    if (body.arguments().size() != type.rank()) {
      diagnostics.error(this, "expected the block to have " + type.rank() + " arguments");
      return false;
    }
    for (int i = 0; i < type.rank(); i++) {
      if (body.argument(i).type() instanceof IndexType) continue;
      diagnostics.opError(this, "expected block argument " + (i + 1) + " to be an index");
      return false;
    }
    boolean good = body.last().operand(0).type().equals(type.elementType());
    if (!good) diagnostics.opError(this, "expected yield type to match shape element type");
    return good;
  }
}
