package zkopt.dialect.memref;

import java.util.List;
import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code memref.cast %m : memref<4xf32> to memref<?xf32>}. */
public final class CastOp extends Operation implements Traits.Pure, Traits.Foldable {
  public static final OpSpec SPEC = OpSpec.of("memref.cast", CastOp::new)
      .summary("memref cast operation")
      .operands(OperandDef.operand("source", TypeConstraint.ANY_MEMREF))
      .results(ResultDef.result("dest", TypeConstraint.ANY_MEMREF))
      .assembly("$source attr-dict `:` type($source) `to` type($dest)");

  CastOp(OperationState state) {
    super(state);
  }

  public static CastOp create(OpBuilder builder, Location location, Value source, Type type) {
    return builder.create(new OperationState(SPEC, location).operands(source).results(type));
  }

  public Value source() {
    return operand(0);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (ElementTypes.of(source().type()).equals(ElementTypes.of(result().type()))) return true;
    diagnostics.opError(this, "operand type '" + source().type() + "' and result type '" + result().type() + "' are cast incompatible");
    return false;
  }

  /** {@code cast(x : T to T) -> x}. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    return source().type().equals(result().type()) ? List.of(source()) : null;
  }

  @Override
  public String resultNameHint() {
    return "cast";
  }
}
