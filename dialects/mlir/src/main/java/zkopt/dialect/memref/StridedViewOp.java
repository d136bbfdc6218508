package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.Set;
import java.util.function.Function;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
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
            attr(OFFSETS, "i64 dense array attribute", DenseArrayAttr.class),
            attr(SIZES, "i64 dense array attribute", DenseArrayAttr.class),
            attr(STRIDES, "i64 dense array attribute", DenseArrayAttr.class))
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

  public Value source() {
    return operand(0);
  }

  /** The offsets, {@link zkopt.ir.ShapedType#DYNAMIC} where an operand tells it. */
  public long[] offsets() {
    return IndexLists.longs(this, OFFSETS);
  }

  public long[] sizes() {
    return IndexLists.longs(this, SIZES);
  }

  public long[] strides() {
    return IndexLists.longs(this, STRIDES);
  }

  /** Whether no operand is needed. */
  public boolean isStatic() {
    return numOperands() == 1;
  }

  /** What follows the lists, {@code {attrs} : type to type}. */
  static void parseTypes(OpParser parser, OperationState state, OpParser.UnresolvedOperand source, IndexLists.Parsed offsets,
      IndexLists.Parsed sizes, IndexLists.Parsed strides) {
    state.attributes(parser.parseOptionalAttrDict());
    parser.expect(":");
    Type sourceType = parser.parseType();
    parser.expect("to");
    state.results(parser.parseType());
    state.operands(parser.resolve(source, sourceType));
    offsets.resolve(parser, state, OFFSETS);
    sizes.resolve(parser, state, SIZES);
    strides.resolve(parser, state, STRIDES);
    state.attribute(OpSpec.OPERAND_SEGMENTS,
        DenseArrayAttr.i32(1, offsets.dynamics().size(), sizes.dynamics().size(), strides.dynamics().size()));
  }

  /** Prints the operation; the texts stand before the three lists. */
  void print(OpPrinter printer, String beforeOffsets, String beforeSizes, String beforeStrides) {
    int[] counts = spec().segmentSizes(this);
    int sizesFrom = 1 + counts[1];
    int stridesFrom = sizesFrom + counts[2];
    printer.text(" ").value(source()).text(beforeOffsets);
    IndexLists.print(printer, this, OFFSETS, operands().subList(1, sizesFrom));
    printer.text(beforeSizes);
    IndexLists.print(printer, this, SIZES, operands().subList(sizesFrom, stridesFrom));
    printer.text(beforeStrides);
    IndexLists.print(printer, this, STRIDES, operands().subList(stridesFrom, numOperands()));
    printer.attrDict(this, Set.of(OFFSETS, SIZES, STRIDES, OpSpec.OPERAND_SEGMENTS))
        .text(" : ").type(source().type()).text(" to ").type(result().type());
  }
}
