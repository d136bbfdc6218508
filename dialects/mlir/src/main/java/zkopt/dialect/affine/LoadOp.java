package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import java.util.Set;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** {@code affine.load %m[%i + 1, symbol(%n)] : memref<4x4xf32>}. */
public final class LoadOp extends SubscriptedOp implements Traits.MemoryEffects {
  public static final OpSpec SPEC = OpSpec.of("affine.load", LoadOp::new)
      .summary("affine load operation")
      .attributes(attr(MAP, "AffineMap attribute", AffineMapAttr.class))
      .operands(OperandDef.operand("memref", TypeConstraint.MEMREF), variadicOperand("indices", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.ANY))
      .assembly(new Assembly());

  LoadOp(OperationState state) {
    super(state, 0);
  }

  public static LoadOp create(OpBuilder builder, Location location, Value memref, AffineMap map, List<? extends Value> mapOperands) {
    return builder.create(new OperationState(SPEC, location)
        .attribute(MAP, new AffineMapAttr(map)).operands(memref).operands(mapOperands).results(((MemRefType) memref.type()).elementType()));
  }

  /** Subscripts that are values, in order. */
  public static LoadOp create(OpBuilder builder, Location location, Value memref, List<? extends Value> indices) {
    return create(builder, location, memref, AffineMap.identity(indices.size()), indices);
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
    return AffineAccess.verify(this, (MemRefType) memref().type(), map(), mapOperands(), result().type(),
        "result type must match element type of memref", diagnostics);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var access = AffineAccess.parse(parser, state);
      state.attribute(MAP, new AffineMapAttr(access.map())).operands(access.memref()).operands(access.operands())
          .results(access.type().elementType());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var access = (LoadOp) op;
      printer.text(" ").value(access.memref()).text("[").affineSubscripts(access.map(), access.mapOperands()).text("]")
          .attrDict(op, Set.of(MAP)).text(" : ").type(access.memref().type());
    }
  }
}
