package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import zkopt.dialect.arith.AtomicKinds;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Attribute;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;

/** {@code %old = memref.atomic_rmw addf %v, %m[%i] : (f32, memref<4xf32>) -> f32}. */
public final class AtomicRmwOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("memref.atomic_rmw", AtomicRmwOp::new)
      .summary("atomic read-modify-write operation")
      .attributes(attr("kind", "allowed 64-bit signless integer cases: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14", IntegerAttr.class).storedIf(AtomicRmwOp::isKind)
          .as(AttrSyntax.enumeration(IntegerType.I64, AtomicKinds.NAMES)))
      .operands(OperandDef.operand("value", TypeConstraint.SIGNLESS_INTEGER_OR_FLOAT), OperandDef.operand("memref", TypeConstraint.NUMBER_MEMREF), variadicOperand("indices", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.SIGNLESS_INTEGER_OR_FLOAT))
      .assembly("$kind $value `,` $memref `[` $indices `]` attr-dict `:` `(` type($value) `,` type($memref) `)` `->` type($result)");

  AtomicRmwOp(OperationState state) {
    super(state);
  }

  private static boolean isKind(Attribute kind) {
    return kind instanceof IntegerAttr(long number, Type type) && type.equals(IntegerType.I64) && number >= 0 && number < AtomicKinds.NAMES.size();
  }

  @Override
  protected String problem() {
    var type = (MemRefType) operand(1).type();
    Type value = operand(0).type();
    if (!value.equals(result().type())) return "failed to verify that all of {value, result} have same type";
    if (!value.equals(type.elementType())) return "failed to verify that value type matches element type of memref";
    if (numOperands() - 2 != type.rank()) return "expects the number of subscripts to be equal to memref rank";
    String kind = AtomicKinds.NAMES.get((int) ((IntegerAttr) attribute("kind")).value());
    return switch (kind) {
      case "addf", "maximumf", "minimumf", "mulf", "maxnumf", "minnumf" ->
          value instanceof FloatType ? null : "with kind '" + kind + "' expects a floating-point type";
      case "assign" -> null;
      default -> value instanceof IntegerType ? null : "with kind '" + kind + "' expects an integer type";
    };
  }
}
