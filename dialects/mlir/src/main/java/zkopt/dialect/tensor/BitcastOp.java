package zkopt.dialect.tensor;

import zkopt.dialect.memref.ElementTypes;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;

/** {@code tensor.bitcast %t : tensor<4xui32> to tensor<4xi32>}. */
public final class BitcastOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.bitcast", BitcastOp::new)
      .summary("tensor bitcast operation")
      .operands(OperandDef.operand("source", TypeConstraint.TENSOR))
      .results(ResultDef.result("dest", TypeConstraint.TENSOR))
      .assembly("$source attr-dict `:` type($source) `to` type($dest)");

  BitcastOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    Type from = operand(0).type();
    Type to = result().type();
    boolean good = width(from) == width(to) && CastTypes.mayHaveSameShape(from, to);
    if (!good) diagnostics.opError(this, CastTypes.incompatible(from, to));
    return good;
  }

  /** Of an element, in bits; 0 when it has none. */
  private static int width(Type tensor) {
    return switch (ElementTypes.of(tensor)) {
      case IntegerType integer -> integer.width();
      case FloatType real -> real.width();
      default -> 0;
    };
  }
}
