package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.Set;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.VectorType;
import zkopt.ir.affine.AffineMap;

/** {@code affine.vector_load %m[%i] : memref<100xf32>, vector<8xf32>}. */
public final class VectorLoadOp extends SubscriptedOp implements Traits.MemoryEffects {
  public static final OpSpec SPEC = OpSpec.of("affine.vector_load", VectorLoadOp::new)
      .summary("affine vector load operation")
      .attributes(attr(MAP, "AffineMap attribute", AffineMapAttr.class))
      .operands(OperandDef.operand("memref", TypeConstraint.MEMREF), variadicOperand("indices", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.VECTOR))
      .assembly(new Assembly());

  VectorLoadOp(OperationState state) {
    super(state, 0);
  }

  @Override
  public boolean reads() {
    return true;
  }

  @Override
  public boolean writes() {
    return false;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return AffineAccess.verifyVector(this, (MemRefType) memref().type(), map(), mapOperands(), (VectorType) result().type(), diagnostics);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var access = AffineAccess.parse(parser, state);
      parser.expect(",");
      state.attribute(MAP, new AffineMapAttr(access.map())).operands(access.memref()).operands(access.operands()).results(parser.parseType());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var access = (VectorLoadOp) op;
      printer.text(" ").value(access.memref()).text("[").affineSubscripts(access.map(), access.mapOperands()).text("]")
          .attrDict(op, Set.of(MAP)).text(" : ").type(access.memref().type()).text(", ").type(op.result().type());
    }
  }
}
