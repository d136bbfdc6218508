package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.List;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Block;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IndexType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/**
 * {@code scf.forall (%i, %j) in (%n, 4) shared_outs(%o = %t) -> (tensor<4xf32>) {... scf.forall.in_parallel {...}}}: independent
 * iterations, whose results are written into shared tensors at the end of each.
 */
public final class ForallOp extends Operation
    implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.AutomaticAllocationScope, Traits.ImplicitTerminator {
  static final String LOWER = "staticLowerBound";
  static final String UPPER = "staticUpperBound";
  static final String STEP = "staticStep";
  static final String MAPPING = "mapping";
  static final OperandDef LOWER_OPERANDS = variadicOperand("dynamicLowerBound", TypeConstraint.INDEX);
  static final OperandDef UPPER_OPERANDS = variadicOperand("dynamicUpperBound", TypeConstraint.INDEX);
  static final OperandDef STEP_OPERANDS = variadicOperand("dynamicStep", TypeConstraint.INDEX);
  private static final OperandDef OUTPUTS = variadicOperand("outputs", TypeConstraint.RANKED_TENSOR);

  public static final OpSpec SPEC = OpSpec.of("scf.forall", ForallOp::new)
      .summary("evaluate a block multiple times in parallel")
      .attributes(
          AttrDef.longs(LOWER),
          AttrDef.longs(UPPER),
          AttrDef.longs(STEP),
          optionalAttr(MAPPING, "Device Mapping array attribute", ArrayAttr.class))
      .operands(LOWER_OPERANDS, UPPER_OPERANDS, STEP_OPERANDS, OUTPUTS)
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("region"))
      .assembly(new ForallAssembly());

  ForallOp(OperationState state) {
    super(state);
  }

  public int rank() {
    return ((DenseArrayAttr) attribute(STEP)).values().size();
  }

  public List<Value> outputs() {
    return OUTPUTS.all(this);
  }

  public Block body() {
    return region(0).front();
  }

  @Override
  public OpSpec terminator() {
    return InParallelOp.SPEC;
  }

  @Override
  protected String problem() {
    if (outputs().size() != numResults()) return "produces " + numResults() + " results, but has " + outputs().size() + " outputs";
    if (body().arguments().size() != rank() + numResults()) return "region expects " + (rank() + numResults()) + " arguments";
    for (int i = 0; i < rank(); i++) {
      if (!(body().argument(i).type() instanceof IndexType)) return "expects " + i + "-th block argument to be an index";
    }
    for (int i = 0; i < numResults(); i++) {
      Type type = outputs().get(i).type();
      if (!type.equals(result(i).type())) return "type mismatch between " + i + "-th output and corresponding result";
      if (!type.equals(body().argument(rank() + i).type())) return "type mismatch between " + i + "-th output and corresponding block argument";
    }
    return attribute(MAPPING) instanceof ArrayAttr mapping && !mapping.values().isEmpty() && mapping.values().size() != rank()
        ? "mapping attribute size must match op rank" : null;
  }
}
