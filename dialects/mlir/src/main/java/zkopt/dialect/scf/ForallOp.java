package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import zkopt.dialect.memref.MixedLists;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IndexType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
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

  /** A loop with an empty body that lacks its terminator; {@code mapping} may be null. */
  public static ForallOp create(OpBuilder builder, Location location, ForallBounds bounds, List<? extends Value> outputs, Attribute mapping) {
    List<Type> types = outputs.stream().map(Value::type).toList();
    var state = new OperationState(SPEC, location).operands(bounds.values()).operands(outputs).results(types).attribute(MAPPING, mapping)
        .attribute(LOWER, ForallBounds.numbers(bounds.lower())).attribute(UPPER, ForallBounds.numbers(bounds.upper()))
        .attribute(STEP, ForallBounds.numbers(bounds.steps())).attribute(OpSpec.OPERAND_SEGMENTS, bounds.segments(outputs.size()));
    var arguments = new ArrayList<Type>(Collections.nCopies(bounds.steps().size(), IndexType.INDEX));
    arguments.addAll(types);
    state.regionWithBlock(arguments.toArray(Type[]::new));
    return builder.create(state);
  }

  public ForallBounds bounds() {
    return new ForallBounds(ForallBounds.of(this, LOWER, LOWER_OPERANDS), ForallBounds.of(this, UPPER, UPPER_OPERANDS), ForallBounds.of(this, STEP, STEP_OPERANDS));
  }

  /** Sets the bounds of as many dimensions. */
  public void setBounds(ForallBounds bounds) {
    var operands = new ArrayList<>(bounds.values());
    operands.addAll(outputs());
    setAttribute(OpSpec.OPERAND_SEGMENTS, bounds.segments(outputs().size()));
    setAttribute(LOWER, ForallBounds.numbers(bounds.lower()));
    setAttribute(UPPER, ForallBounds.numbers(bounds.upper()));
    setAttribute(STEP, ForallBounds.numbers(bounds.steps()));
    setOperands(operands);
  }

  /** Sets the attributes that {@code like} has beside those of its bounds. */
  public void setOtherAttributes(ForallOp like) {
    like.attributes().forEach((name, value) -> {
      if (!List.of(LOWER, UPPER, STEP, OpSpec.OPERAND_SEGMENTS).contains(name)) setAttribute(name, value);
    });
  }

  /** What the dimensions are mapped to, or null. */
  public Attribute mapping() {
    return attribute(MAPPING);
  }

  /** The argument of the body that stands for output {@code i}. */
  public BlockArgument output(int i) {
    return body().argument(rank() + i);
  }

  public int rank() {
    return ((DenseArrayAttr) attribute(LOWER)).values().size();
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
    if (outputs().size() != numResults()) return "produces " + numResults() + " results, but has only " + outputs().size() + " outputs";
    if (body().arguments().size() != rank() + numResults()) return "region expects " + rank() + " arguments";
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

  @Override
  protected String bareProblem() {
    String problem = boundProblem("lower bound", LOWER, LOWER_OPERANDS);
    if (problem == null) problem = boundProblem("upper bound", UPPER, UPPER_OPERANDS);
    return problem != null ? problem : boundProblem("step", STEP, STEP_OPERANDS);
  }

  private String boundProblem(String name, String values, OperandDef operands) {
    return MixedLists.problem(name, rank(), ((DenseArrayAttr) attribute(values)).longs(), operands.all(this).size());
  }
}
