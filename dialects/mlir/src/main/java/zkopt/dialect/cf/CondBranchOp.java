package zkopt.dialect.cf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code cf.cond_br %c, ^bb1(%a : f32), ^bb2}. */
public final class CondBranchOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.Branch {
  private static final OperandDef TRUE_OPERANDS = variadicOperand("trueDestOperands", TypeConstraint.ANY);
  private static final OperandDef FALSE_OPERANDS = variadicOperand("falseDestOperands", TypeConstraint.ANY);

  public static final OpSpec SPEC = OpSpec.of("cf.cond_br", CondBranchOp::new)
      .summary("Conditional branch operation")
      .operands(OperandDef.operand("condition", TypeConstraint.I1), TRUE_OPERANDS, FALSE_OPERANDS)
      .successors(2)
      .assembly(new Assembly());

  CondBranchOp(OperationState state) {
    super(state);
  }

  public static CondBranchOp create(OpBuilder builder, Location location, Value condition, Block whenTrue, List<? extends Value> trueOperands,
      Block whenFalse, List<? extends Value> falseOperands) {
    return builder.create(new OperationState(SPEC, location).operands(condition).operands(trueOperands).operands(falseOperands)
        .successors(List.of(whenTrue, whenFalse))
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, trueOperands.size(), falseOperands.size())));
  }

  public Value condition() {
    return operand(0);
  }

  @Override
  public List<Value> successorOperands(int i) {
    return (i == 0 ? TRUE_OPERANDS : FALSE_OPERANDS).all(this);
  }

  @Override
  public void setSuccessorOperands(int i, List<? extends Value> operands) {
    List<? extends Value> whenTrue = i == 0 ? operands : successorOperands(0);
    List<? extends Value> whenFalse = i == 1 ? operands : successorOperands(1);
    setAttribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, whenTrue.size(), whenFalse.size()));
    setOperands(Stream.of(List.of(condition()), whenTrue, whenFalse).<Value>flatMap(List::stream).toList());
  }

  @Override
  public Block onlySuccessor(List<Attribute> operands) {
    return operands.getFirst() instanceof IntegerAttr c ? successors().get(c.value() != 0 ? 0 : 1) : null;
  }

  private Destination whenTrue() {
    return new Destination(successors().get(0), TRUE_OPERANDS.all(this));
  }

  private Destination whenFalse() {
    return new Destination(successors().get(1), FALSE_OPERANDS.all(this));
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return Destination.verify(this, List.of(whenTrue(), whenFalse()), diagnostics);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.operands(parser.resolve(parser.parseOperand(), IntegerType.I1));
      parser.expect(",");
      var whenTrue = Destination.parse(parser);
      parser.expect(",");
      var whenFalse = Destination.parse(parser);
      state.successors(List.of(whenTrue.block(), whenFalse.block())).operands(whenTrue.operands()).operands(whenFalse.operands())
          .attributes(parser.parseOptionalAttrDict())
          .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, whenTrue.operands().size(), whenFalse.operands().size()));
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var branch = (CondBranchOp) op;
      branch.whenTrue().print(printer.text(" ").value(op.operand(0)).text(", "));
      branch.whenFalse().print(printer.text(", "));
      printer.attrDict(op, Set.of(OpSpec.OPERAND_SEGMENTS));
    }
  }
}
