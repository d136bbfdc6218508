package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IndexType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.RegionEdges;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code scf.for %i = %lb to %ub step %step iter_args(%a = %init) -> (f32) {body}}. */
public final class ForOp extends Operation
    implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.AutomaticAllocationScope, Traits.ImplicitTerminator {
  public static final OpSpec SPEC = OpSpec.of("scf.for", ForOp::new)
      .summary("for operation")
      .operands(OperandDef.operand("lowerBound", TypeConstraint.SIGNLESS_INTEGER_OR_INDEX), OperandDef.operand("upperBound", TypeConstraint.SIGNLESS_INTEGER_OR_INDEX),
          OperandDef.operand("step", TypeConstraint.SIGNLESS_INTEGER_OR_INDEX), variadicOperand("initArgs", TypeConstraint.ANY))
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("region"))
      .assembly(new Assembly());

  ForOp(OperationState state) {
    super(state);
  }

  /** A loop with an empty body, terminated when there are no {@code inits}. */
  public static ForOp create(OpBuilder builder, Location location, Value lower, Value upper, Value step, List<? extends Value> inits) {
    var types = new ArrayList<Type>(List.of(lower.type()));
    inits.forEach(v -> types.add(v.type()));
    var state = new OperationState(SPEC, location).operands(lower, upper, step).operands(inits).results(types.subList(1, types.size()));
    Block body = state.regionWithBlock(types.toArray(Type[]::new));
    if (inits.isEmpty()) YieldOp.create(OpBuilder.atEnd(body), location, List.of());
    return builder.create(state);
  }

  public Value lowerBound() {
    return operand(0);
  }

  public Value upperBound() {
    return operand(1);
  }

  public Value step() {
    return operand(2);
  }

  public List<Value> inits() {
    return operands().subList(3, numOperands());
  }

  public Block body() {
    return region(0).front();
  }

  public BlockArgument inductionVar() {
    return body().argument(0);
  }

  public List<BlockArgument> iterArgs() {
    return body().arguments().subList(1, body().arguments().size());
  }

  @Override
  public OpSpec terminator() {
    return YieldOp.SPEC;
  }

  @Override
  protected String problem() {
    Type type = lowerBound().type();
    if (!upperBound().type().equals(type) || !step().type().equals(type)) return "failed to verify that all of {lowerBound, upperBound, step} have same type";
    int inits = inits().size();
    if (inits != numResults()) return "mismatch in number of loop-carried values and defined values";
    if (region(0).isEmpty() || body().arguments().size() != 1 + inits) {
      return "different number of inits and region iter_args: " + inits + " != " + (region(0).isEmpty() ? 0 : body().arguments().size() - 1);
    }
    return inductionVar().type().equals(type) ? null : "expected induction variable to be same type as bounds and step";
  }

  @Override
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    int yielded = body().last().numOperands();
    if (yielded != inits().size()) {
      diagnostics.opError(this, "different number of region iter_args and yielded values: " + inits().size() + " != " + yielded);
      return false;
    }
    return new RegionEdges(this, diagnostics).leave(0, YieldOp.SPEC);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var counter = parser.parseOperand();
      parser.expect("=");
      var bounds = new ArrayList<OpParser.UnresolvedOperand>();
      bounds.add(parser.parseOperand());
      parser.expect("to");
      bounds.add(parser.parseOperand());
      parser.expect("step");
      bounds.add(parser.parseOperand());
      var names = new ArrayList<OpParser.UnresolvedOperand>();
      var inits = new ArrayList<OpParser.UnresolvedOperand>();
      if (parser.accept("iter_args")) {
        Carried.parse(parser, names, inits);
        parser.expect("->");
        state.results(parser.parseResultTypes());
        if (inits.size() != state.resultTypes.size()) {
          throw parser.error(state.location, "mismatch in number of loop-carried values and defined values");
        }
      }
      Type type = parser.accept(":") ? parser.parseType() : IndexType.INDEX;
      state.operands(parser.resolve(bounds, Collections.nCopies(3, type)));
      state.operands(parser.resolve(inits, state.resultTypes));
      var arguments = new ArrayList<OpParser.Argument>();
      arguments.add(new OpParser.Argument(counter.name(), type, counter.location()));
      arguments.addAll(Carried.arguments(names, state.resultTypes));
      state.region(parser.parseRegion(arguments));
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var loop = (ForOp) op;
      printer.text(" ").value(loop.inductionVar()).text(" = ").value(loop.lowerBound()).text(" to ").value(loop.upperBound())
          .text(" step ").value(loop.step());
      if (op.numResults() > 0) {
        printer.text(" iter_args");
        Carried.print(printer, loop.iterArgs(), loop.inits());
        printer.text(" -> (").types(op.resultTypes()).text(")");
      }
      if (!(loop.inductionVar().type() instanceof IndexType)) printer.text("  : ").type(loop.inductionVar().type());
      printer.region(op.region(0), false, op.numResults() > 0).attrDict(op, Set.of());
    }
  }
}
