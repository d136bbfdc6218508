package zkopt.dialect.cf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import java.util.Set;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code cf.br ^bb1(%a : f32)}. */
public final class BranchOp extends Operation implements Traits.Pure, Traits.Terminator {
  public static final OpSpec SPEC = OpSpec.of("cf.br", BranchOp::new)
      .summary("Branch operation")
      .operands(variadicOperand("destOperands", TypeConstraint.ANY))
      .successors(1)
      .assembly(new Assembly());

  BranchOp(OperationState state) {
    super(state);
  }

  private Destination destination() {
    return new Destination(successors().getFirst(), operands());
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return Destination.verify(this, List.of(destination()), diagnostics);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var to = Destination.parse(parser);
      state.successors(List.of(to.block())).operands(to.operands()).attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      ((BranchOp) op).destination().print(printer.text(" "));
      printer.attrDict(op, Set.of());
    }
  }
}
