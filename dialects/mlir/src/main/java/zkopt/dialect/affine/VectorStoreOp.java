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
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.VectorType;
import zkopt.ir.affine.AffineMap;

/** {@code affine.vector_store %v, %m[%i] : memref<100xf32>, vector<8xf32>}. */
public final class VectorStoreOp extends SubscriptedOp implements Traits.MemoryEffects {
  public static final OpSpec SPEC = OpSpec.of("affine.vector_store", VectorStoreOp::new)
      .summary("affine vector store operation")
      .attributes(attr(MAP, "AffineMap attribute", AffineMapAttr.class))
      .operands(OperandDef.operand("value", TypeConstraint.VECTOR), OperandDef.operand("memref", TypeConstraint.MEMREF), variadicOperand("indices", TypeConstraint.INDEX))
      .assembly(new Assembly());

  VectorStoreOp(OperationState state) {
    super(state, 1);
  }

  @Override
  public boolean reads() {
    return false;
  }

  @Override
  public boolean writes() {
    return true;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return AffineAccess.verifyVector(this, (MemRefType) memref().type(), map(), mapOperands(), (VectorType) operand(0).type(), diagnostics);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var value = parser.parseOperand();
      parser.expect(",");
      var access = AffineAccess.parse(parser, state);
      parser.expect(",");
      state.attribute(MAP, new AffineMapAttr(access.map())).operands(parser.resolve(value, parser.parseType()), access.memref())
          .operands(access.operands());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var access = (VectorStoreOp) op;
      printer.text(" ").value(op.operand(0)).text(", ").value(access.memref()).text("[").affineSubscripts(access.map(), access.mapOperands()).text("]")
          .attrDict(op, Set.of(MAP)).text(" : ").type(access.memref().type()).text(", ").type(op.operand(0).type());
    }
  }
}
