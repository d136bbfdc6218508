package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.function.Function;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** A view of a buffer's data given by offsets, sizes and strides, each a number or an operand. */
public abstract sealed class StridedViewOp extends Operation implements Traits.Pure permits ReinterpretCastOp, SubViewOp {
  private static final String OFFSETS = "static_offsets";
  private static final String SIZES = "static_sizes";
  private static final String STRIDES = "static_strides";

  StridedViewOp(OperationState state) {
    super(state);
  }

  static OpSpec spec(String name, Function<OperationState, Operation> factory, TypeConstraint source) {
    return OpSpec.of(name, factory)
        .attributes(
            AttrDef.longs(OFFSETS),
            AttrDef.longs(SIZES),
            AttrDef.longs(STRIDES))
        .operands(OperandDef.operand("source", source), variadicOperand("offsets", TypeConstraint.INDEX),
            variadicOperand("sizes", TypeConstraint.INDEX), variadicOperand("strides", TypeConstraint.INDEX))
        .results(ResultDef.result("result", TypeConstraint.MEMREF));
  }

  /** With static offsets, sizes and strides. */
  static OperationState state(OpSpec spec, Location location, Value source, MemRefType type, long[] offsets, long[] sizes, long[] strides) {
    return new OperationState(spec, location)
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, 0, 0, 0))
        .attribute(OFFSETS, DenseArrayAttr.i64(offsets))
        .attribute(SIZES, DenseArrayAttr.i64(sizes))
        .attribute(STRIDES, DenseArrayAttr.i64(strides))
        .operands(source).results(type);
  }

  private long[] longs(String list) {
    return ((DenseArrayAttr) attribute(list)).longs();
  }

  public Value source() {
    return operand(0);
  }

  /** The offsets, {@link zkopt.ir.ShapedType#DYNAMIC} where an operand tells it. */
  public long[] offsets() {
    return longs(OFFSETS);
  }

  public long[] sizes() {
    return longs(SIZES);
  }

  public long[] strides() {
    return longs(STRIDES);
  }

  /** Whether no operand is needed. */
  public boolean isStatic() {
    return numOperands() == 1;
  }
}
