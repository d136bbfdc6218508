package zkopt.dialect.cf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import java.util.Set;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code cf.br ^bb1(%a : f32)}. */
public final class BranchOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.Branch {
  public static final OpSpec SPEC = OpSpec.of("cf.br", BranchOp::new)
      .summary("Branch operation")
      .operands(variadicOperand("destOperands", TypeConstraint.ANY))
      .successors(1)
      .assembly(new Assembly());

  BranchOp(OperationState state) {
    super(state);
  }

  public static BranchOp create(OpBuilder builder, Location location, Block destination, List<? extends Value> operands) {
    return builder.create(new OperationState(SPEC, location).operands(operands).successors(List.of(destination)));
  }

  @Override
  public List<Value> successorOperands(int i) {
    return operands();
  }

  @Override
  public void setSuccessorOperands(int i, List<? extends Value> operands) {
    setOperands(operands);
  }

  @Override
  public Block onlySuccessor(List<Attribute> operands) {
    return successors().getFirst();
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
