package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.Set;
import zkopt.ir.DenseArrayAttr;
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
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/**
 * {@code memref.reinterpret_cast %m to offset: [0], sizes: [8], strides: [1] : memref<2x4xf32> to memref<8xf32>}: the same data seen
 * with another shape and layout.
 */
public final class ReinterpretCastOp extends Operation implements Traits.Pure {
  private static final String OFFSETS = "static_offsets";
  private static final String SIZES = "static_sizes";
  private static final String STRIDES = "static_strides";

  public static final OpSpec SPEC = OpSpec.of("memref.reinterpret_cast", ReinterpretCastOp::new)
      .summary("memref reinterpret cast operation")
      .attributes(
          attr(OFFSETS, "i64 dense array attribute", DenseArrayAttr.class),
          attr(SIZES, "i64 dense array attribute", DenseArrayAttr.class),
          attr(STRIDES, "i64 dense array attribute", DenseArrayAttr.class))
      .operands(OperandDef.operand("source", TypeConstraint.ANY), variadicOperand("offsets", TypeConstraint.INDEX),
          variadicOperand("sizes", TypeConstraint.INDEX), variadicOperand("strides", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.MEMREF))
      .assembly(new Assembly());

  ReinterpretCastOp(OperationState state) {
    super(state);
  }

  /** With static offsets, sizes and strides. */
  public static ReinterpretCastOp create(OpBuilder builder, Location location, Value source, MemRefType type, long[] offsets, long[] sizes,
      long[] strides) {
    return builder.create(new OperationState(SPEC, location)
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(1, 0, 0, 0))
        .attribute(OFFSETS, DenseArrayAttr.i64(offsets))
        .attribute(SIZES, DenseArrayAttr.i64(sizes))
        .attribute(STRIDES, DenseArrayAttr.i64(strides))
        .operands(source).results(type));
  }

  public Value source() {
    return operand(0);
  }

  /** The offset, {@link ShapedType#DYNAMIC} where an operand tells it. */
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

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return ElementTypes.verifyEqual(this, source(), result(), diagnostics);
  }

  @Override
  public String resultNameHint() {
    return "reinterpret_cast";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var source = parser.parseOperand();
      parser.expect("to");
      parser.expect("offset");
      parser.expect(":");
      var offsets = IndexLists.parse(parser);
      parser.expect(",");
      parser.expect("sizes");
      parser.expect(":");
      var sizes = IndexLists.parse(parser);
      parser.expect(",");
      parser.expect("strides");
      parser.expect(":");
      var strides = IndexLists.parse(parser);
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

    @Override
    public void print(Operation op, OpPrinter printer) {
      int[] counts = SPEC.segmentSizes(op);
      var dynamics = op.operands();
      printer.text(" ").value(op.operand(0)).text(" to offset: ");
      IndexLists.print(printer, op, OFFSETS, dynamics.subList(1, 1 + counts[1]));
      printer.text(", sizes: ");
      IndexLists.print(printer, op, SIZES, dynamics.subList(1 + counts[1], 1 + counts[1] + counts[2]));
      printer.text(", strides: ");
      IndexLists.print(printer, op, STRIDES, dynamics.subList(1 + counts[1] + counts[2], op.numOperands()));
      printer.attrDict(op, Set.of(OFFSETS, SIZES, STRIDES, OpSpec.OPERAND_SEGMENTS))
          .text(" : ").type(op.operand(0).type()).text(" to ").type(op.result().type());
    }
  }
}
