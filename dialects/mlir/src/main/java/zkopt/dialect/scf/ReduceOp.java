package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import java.util.Set;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code scf.reduce(%a : f32) {^bb0(%x: f32, %y: f32): ... scf.reduce.return %z : f32}}: ends the body of {@link ParallelOp}. */
public final class ReduceOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.Terminator, Traits.HasParent {
  public static final OpSpec SPEC = OpSpec.of("scf.reduce", ReduceOp::new)
      .summary("reduce operation for scf.parallel")
      .operands(variadicOperand("operands", TypeConstraint.ANY))
      .regions(new RegionDef("reductions", true))
      .assembly(new Assembly());

  ReduceOp(OperationState state) {
    super(state);
  }

  /** Of no values. */
  public static ReduceOp create(OpBuilder builder, Location location) {
    return create(builder, location, List.of());
  }

  /** With an empty block for each value, which has its type for two arguments. */
  public static ReduceOp create(OpBuilder builder, Location location, List<? extends Value> values) {
    var state = new OperationState(SPEC, location).operands(values);
    for (Value value : values) state.regionWithBlock(value.type(), value.type());
    return builder.create(state);
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(ParallelOp.SPEC);
  }

  @Override
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    for (int i = 0; i < numOperands(); i++) {
      String problem = problem(i);
      if (problem == null) continue;
      diagnostics.opError(this, problem);
      return false;
    }
    if (regions().size() == numOperands()) return true;
    diagnostics.opError(this, "expects number of reductions to be the number of operands");
    return false;
  }

  private String problem(int i) {
    if (i >= regions().size() || region(i).isEmpty() || region(i).front().isEmpty()) return i + "-th reduction has an empty body";
    var type = operand(i).type();
    var body = region(i).front();
    if (body.arguments().size() != 2 || !body.arguments().stream().allMatch(a -> a.type().equals(type))) {
      return "expected two block arguments with type '" + type + "' in the " + i + "-th reduction region";
    }
    return body.last() instanceof ReduceReturnOp ? null : "reduction bodies must be terminated with an 'scf.reduce.return' op";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      if (parser.accept("(")) {
        var operands = parser.parseOperandList();
        parser.expect(":");
        state.operands(parser.resolve(operands, parser.parseTypeList()));
        parser.expect(")");
      }
      for (int i = 0; i < state.operands.size(); i++) {
        if (i > 0) parser.expect(",");
        state.region(parser.parseRegion(List.of()));
      }
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      if (op.numOperands() > 0) printer.text("(").values(op.operands()).text(" : ").types(op.operands().stream().map(Value::type).toList()).text(")");
      else printer.text(" ");
      for (int i = 0; i < op.regions().size(); i++) printer.text(i > 0 ? "," : "").region(op.region(i), true, true);
      printer.attrDict(op, Set.of());
    }
  }
}
