package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;

import zkopt.ir.AttrSyntax;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;

/** {@code memref.assume_alignment %m, 16 : memref<4xf32>}: a promise about the address. */
public final class AssumeAlignmentOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("memref.assume_alignment", AssumeAlignmentOp::new)
      .summary("assertion that gives alignment information to the input memref")
      .attributes(attr("alignment", "32-bit signless integer attribute whose value is positive", IntegerAttr.class)
          .where(a -> a instanceof IntegerAttr i && i.value() > 0).as(AttrSyntax.ofType(IntegerType.I32)))
      .operands(OperandDef.operand("memref", TypeConstraint.MEMREF))
      .assembly("$memref `,` $alignment attr-dict `:` type($memref)");

  AssumeAlignmentOp(OperationState state) {
    super(state);
  }


  @Override
  protected String problem() {
    long alignment = ((IntegerAttr) attribute("alignment")).value();
    return Long.bitCount(alignment) == 1 ? null : "alignment must be power of 2";
  }
}
