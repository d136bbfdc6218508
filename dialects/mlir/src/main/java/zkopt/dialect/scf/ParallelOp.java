package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.List;
import java.util.Set;
import zkopt.ir.Block;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/**
 * {@code scf.parallel (%i) = (%lower) to (%upper) step (%step) init (%x) -> f32 {... scf.reduce(%v : f32) {...}}}: a nest whose
 * iterations may run in any order, with results that a {@link ReduceOp} combines.
 */
public final class ParallelOp extends Operation
    implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.AutomaticAllocationScope, Traits.ImplicitTerminator {
  private static final OperandDef LOWER = variadicOperand("lowerBound", TypeConstraint.INDEX);
  private static final OperandDef UPPER = variadicOperand("upperBound", TypeConstraint.INDEX);
  private static final OperandDef STEP = variadicOperand("step", TypeConstraint.INDEX);
  private static final OperandDef INITS = variadicOperand("initVals", TypeConstraint.ANY);

  public static final OpSpec SPEC = OpSpec.of("scf.parallel", ParallelOp::new)
      .summary("parallel for operation")
      .operands(LOWER, UPPER, STEP, INITS)
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("region"))
      .assembly(new Assembly());

  ParallelOp(OperationState state) {
    super(state);
  }

  /** A nest with an empty body that lacks its terminator. */
  public static ParallelOp create(OpBuilder builder, Location location, List<? extends Value> lower, List<? extends Value> upper,
      List<? extends Value> steps, List<? extends Value> inits) {
    var state = new OperationState(SPEC, location)
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(lower.size(), upper.size(), steps.size(), inits.size()))
        .operands(lower).operands(upper).operands(steps).operands(inits).results(inits.stream().map(Value::type).toList());
    state.regionWithBlock(steps.stream().map(Value::type).toArray(Type[]::new));
    return builder.create(state);
  }

  public List<Value> lowerBounds() {
    return LOWER.all(this);
  }

  public List<Value> upperBounds() {
    return UPPER.all(this);
  }

  public List<Value> steps() {
    return STEP.all(this);
  }

  public List<Value> inits() {
    return INITS.all(this);
  }

  public Block body() {
    return region(0).front();
  }

  @Override
  public OpSpec terminator() {
    return ReduceOp.SPEC;
  }

  @Override
  protected String problem() {
    int rank = steps().size();
    if (rank == 0) return "needs at least one tuple element for lowerBound, upperBound and step";
    if (lowerBounds().size() != rank || upperBounds().size() != rank) return "expects the same number of lower bounds, upper bounds and steps";
    for (Value step : steps()) {
      if (step.definingOp() instanceof Traits.ConstantLike c && c.constantValue() instanceof IntegerAttr i && i.value() <= 0) {
        return "constant step operand must be positive";
      }
    }
    if (body().arguments().size() != rank) return "expects the same number of induction variables: " + body().arguments().size() + " as bound and step values: " + rank;
    if (!body().arguments().stream().allMatch(a -> a.type() instanceof IndexType)) return "expects arguments for the induction variable to be of index type";
    if (!(body().last() instanceof ReduceOp reduce)) return "expects body to terminate with 'scf.reduce'";
    int reductions = reduce.regions().size();
    if (numResults() != reductions) return "expects number of results: " + numResults() + " to be the same as number of reductions: " + reductions;
    return inits().size() == numResults() ? null
        : "expects number of results: " + numResults() + " to be the same as number of initial values: " + inits().size();
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var ivs = BoundLists.parseIvs(parser);
      parser.expect("=");
      var lower = BoundLists.parseIndices(parser, ivs.size());
      parser.expect("to");
      var upper = BoundLists.parseIndices(parser, ivs.size());
      parser.expect("step");
      var steps = BoundLists.parseIndices(parser, ivs.size());
      List<OpParser.UnresolvedOperand> inits = List.of();
      if (parser.accept("init")) {
        parser.expect("(");
        inits = parser.parseOperandList();
        parser.expect(")");
      }
      if (parser.accept("->")) state.results(parser.parseResultTypes());
      state.operands(lower).operands(upper).operands(steps).region(parser.parseRegion(ivs)).attributes(parser.parseOptionalAttrDict());
      state.operands(parser.resolve(inits, state.resultTypes))
          .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(lower.size(), upper.size(), steps.size(), inits.size()));
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var loop = (ParallelOp) op;
      printer.text(" (").values(loop.body().arguments()).text(") = (").values(loop.lowerBounds()).text(") to (").values(loop.upperBounds())
          .text(") step (").values(loop.steps()).text(")");
      if (!loop.inits().isEmpty()) printer.text(" init (").values(loop.inits()).text(")");
      printer.arrowTypes(op.resultTypes()).region(op.region(0), false, true).attrDict(op, Set.of(OpSpec.OPERAND_SEGMENTS));
    }
  }
}
