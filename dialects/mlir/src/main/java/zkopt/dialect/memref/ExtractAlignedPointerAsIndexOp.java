package zkopt.dialect.memref;

import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.extract_aligned_pointer_as_index %m : memref<4xf32> -> index}. */
public final class ExtractAlignedPointerAsIndexOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("memref.extract_aligned_pointer_as_index", ExtractAlignedPointerAsIndexOp::new)
      .summary("extracts a memref's underlying aligned pointer as an index")
      .operands(OperandDef.operand("source", TypeConstraint.ANY_MEMREF))
      .results(ResultDef.result("aligned_pointer", TypeConstraint.INDEX))
      .assembly("$source `:` type($source) `->` type($aligned_pointer) attr-dict");

  ExtractAlignedPointerAsIndexOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "intptr";
  }
}
