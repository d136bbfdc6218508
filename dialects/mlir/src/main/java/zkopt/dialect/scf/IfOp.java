package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.List;
import java.util.Set;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.RegionEdges;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code scf.if %c -> (f32) {then} else {else}}. */
public final class IfOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.ImplicitTerminator {
  public static final OpSpec SPEC = OpSpec.of("scf.if", IfOp::new)
      .summary("if-then-else operation")
      .operands(OperandDef.operand("condition", TypeConstraint.I1))
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("thenRegion"), RegionDef.region("elseRegion"))
      .assembly(new Assembly());

  IfOp(OperationState state) {
    super(state);
  }

  /** With empty blocks, terminated when there are no results. */
  public static IfOp create(OpBuilder builder, Location location, Value condition, List<Type> results, boolean withElse) {
    var state = new OperationState(SPEC, location).operands(condition).results(results);
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

  public Value condition() {
    return operand(0);
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
    String problem = RegionEdges.noArguments(this);
    if (problem == null && numResults() > 0 && !hasElse()) problem = "must have an else block if defining values";
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  @Override
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    var edges = new RegionEdges(this, diagnostics);
    return edges.leave(0, YieldOp.SPEC) && edges.leave(1, YieldOp.SPEC);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.operands(parser.resolve(parser.parseOperand(), IntegerType.I1));
      if (parser.accept("->")) state.results(parser.parseResultTypes());
      state.region(parser.parseRegion(List.of()));
      state.region(parser.accept("else") ? parser.parseRegion(List.of()) : new Region());
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0));
      if (op.numResults() > 0) printer.text(" -> (").types(op.resultTypes()).text(")");
      printer.region(op.region(0), false, op.numResults() > 0);
      if (((IfOp) op).hasElse()) printer.text(" else").region(op.region(1), false, op.numResults() > 0);
      printer.attrDict(op, Set.of());
    }
  }
}
