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
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** {@code affine.store %v, %m[%i + 1, symbol(%n)] : memref<4x4xf32>}. */
public final class StoreOp extends SubscriptedOp implements Traits.MemoryEffects {
  public static final OpSpec SPEC = OpSpec.of("affine.store", StoreOp::new)
      .summary("affine store operation")
      .attributes(attr(MAP, "AffineMap attribute", AffineMapAttr.class))
      .operands(OperandDef.operand("value", TypeConstraint.ANY), OperandDef.operand("memref", TypeConstraint.MEMREF), variadicOperand("indices", TypeConstraint.INDEX))
      .assembly(new Assembly());

  StoreOp(OperationState state) {
    super(state, 1);
  }

  public static StoreOp create(OpBuilder builder, Location location, Value value, Value memref, AffineMap map, List<? extends Value> mapOperands) {
    return builder.create(new OperationState(SPEC, location)
        .attribute(MAP, new AffineMapAttr(map)).operands(value, memref).operands(mapOperands));
  }

  /** Subscripts that are values, in order. */
  public static StoreOp create(OpBuilder builder, Location location, Value value, Value memref, List<? extends Value> indices) {
    return create(builder, location, value, memref, AffineMap.identity(indices.size()), indices);
  }

  public Value value() {
    return operand(0);
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
    return AffineAccess.verify(this, (MemRefType) memref().type(), map(), mapOperands(), value().type(),
        "value to store must have the same type as memref element type", diagnostics);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var value = parser.parseOperand();
      parser.expect(",");
      var access = AffineAccess.parse(parser, state);
      state.attribute(MAP, new AffineMapAttr(access.map()))
          .operands(parser.resolve(value, access.type().elementType()), access.memref()).operands(access.operands());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var access = (StoreOp) op;
      printer.text(" ").value(access.value()).text(", ").value(access.memref()).text("[").affineSubscripts(access.map(), access.mapOperands()).text("]")
          .attrDict(op, Set.of(MAP)).text(" : ").type(access.memref().type());
    }
  }
}
