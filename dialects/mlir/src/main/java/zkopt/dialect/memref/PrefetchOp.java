package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;

/** {@code memref.prefetch %m[%i], read, locality<3>, data : memref<400xi32>}: a hint that an element will be needed. */
public final class PrefetchOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("memref.prefetch", PrefetchOp::new)
      .summary("prefetch operation")
      .attributes(PrefetchHints.defs())
      .operands(OperandDef.operand("memref", TypeConstraint.MEMREF), variadicOperand("indices", TypeConstraint.INDEX))
      .assembly(new Assembly());

  PrefetchOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    int rank = ((MemRefType) operand(0).type()).rank();
    if (numOperands() == 1 + rank) return true;
    diagnostics.opError(this, "too few indices");
    return false;
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var access = Indexing.Access.parseOperandList(parser);
      PrefetchHints.parse(parser, state);
      access.resolve(parser, Indexing.parseType(parser, state), state);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0)).text("[").values(op.operands().subList(1, op.numOperands())).text("]");
      PrefetchHints.print(op, printer);
      printer.attrDict(op, PrefetchHints.NAMES).text(" : ").type(op.operand(0).type());
    }
  }
}
