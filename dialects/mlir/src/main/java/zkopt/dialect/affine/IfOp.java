package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.List;
import java.util.Set;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerSetAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.RegionEdges;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.affine.IntegerSet;

/**
 * {@code affine.if affine_set<(d0) : (d0 - 1 >= 0)>(%i) -> f32 {then} else {else}}. As in LLVM 19, the condition is an attribute and
 * not a property.
 */
public final class IfOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.ImplicitTerminator {
  private static final String CONDITION = "condition";

  public static final OpSpec SPEC = OpSpec.of("affine.if", IfOp::new)
      .summary("if-then-else operation")
      .operands(variadicOperand("operands", TypeConstraint.ANY))
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("thenRegion"), RegionDef.region("elseRegion"))
      .assembly(new Assembly());

  IfOp(OperationState state) {
    super(state);
  }

  /** With empty blocks, terminated when there are no results. */
  public static IfOp create(OpBuilder builder, Location location, IntegerSet condition, List<? extends Value> operands, List<Type> results,
      boolean withElse) {
    var state = new OperationState(SPEC, location)
        .attribute(CONDITION, new IntegerSetAttr(condition)).operands(operands).results(results);
    Block thenBlock = state.regionWithBlock();
    if (results.isEmpty()) YieldOp.create(OpBuilder.atEnd(thenBlock), location, List.of());
    if (withElse) {
      Block elseBlock = state.regionWithBlock();
      if (results.isEmpty()) YieldOp.create(OpBuilder.atEnd(elseBlock), location, List.of());
    } else {
      state.region(new Region());
    }
    return builder.create(state);
  }

  public IntegerSet condition() {
    return ((IntegerSetAttr) attribute(CONDITION)).value();
  }

  public void setCondition(IntegerSet condition, List<? extends Value> operands) {
    setAttribute(CONDITION, new IntegerSetAttr(condition));
    setOperands(operands);
  }

  public Block thenBlock() {
    return region(0).front();
  }

  public boolean hasElse() {
    return !region(1).isEmpty();
  }

  /** @throws java.util.NoSuchElementException unless {@link #hasElse} */
  public Block elseBlock() {
    return region(1).front();
  }

  @Override
  public OpSpec terminator() {
    return YieldOp.SPEC;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (attribute(CONDITION, IntegerSetAttr.class) == null) {
      diagnostics.opError(this, "requires an integer set attribute named 'condition'");
      return false;
    }
    String problem = RegionEdges.noArguments(this);
    if (problem == null) problem = condition().numDims() + condition().numSymbols() != numOperands()
        ? "operand count and condition integer set dimension and symbol count must match"
        : numResults() > 0 && !hasElse() ? "must have an else block if it defines values"
        : AffineValues.problem(operands(), condition().numDims());
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      Location at = parser.currentLocation();
      if (!(parser.parseAttribute() instanceof IntegerSetAttr set)) throw parser.error(at, "expected an integer set");
      state.attribute(CONDITION, set).operands(parser.parseDimAndSymbolOperands());
      if (parser.accept("->")) state.results(parser.parseResultTypes());
      state.region(parser.parseRegion(List.of()));
      state.region(parser.accept("else") ? parser.parseRegion(List.of()) : new Region());
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var branch = (IfOp) op;
      printer.text(" ").attribute(op.attribute(CONDITION)).dimAndSymbolOperands(op.operands(), branch.condition().numDims());
      if (op.numResults() > 0) printer.text(" -> " + (op.numResults() > 1 ? "(" : "")).types(op.resultTypes()).text(op.numResults() > 1 ? ")" : "");
      printer.region(op.region(0), false, op.numResults() > 0);
      if (branch.hasElse()) printer.text(" else").region(op.region(1), false, op.numResults() > 0);
      printer.attrDict(op, Set.of(CONDITION));
    }
  }
}
