package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import zkopt.ir.IndexType;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/**
 * {@code memref.dma_start %from[%i], %to[%j], %n, %tag[%k], %stride, %per : memref<..>, memref<..>, memref<..>}: begins a copy of n
 * elements in the background; stride and elements per stride may be absent.
 */
public final class DmaStartOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("memref.dma_start", DmaStartOp::new)
      .summary("non-blocking DMA operation that starts a transfer")
      .operands(variadicOperand("operands", TypeConstraint.ANY))
      .assembly(new Assembly());

  DmaStartOp(OperationState state) {
    super(state);
  }

  /** The operands in order: three buffers, each with an index for every dimension, the count after the second, maybe two strides. */
  @Override
  protected String problem() {
    if (numOperands() < 4) return "expected at least 4 operands";
    int at = 0;
    for (String what : List.of("source", "destination", "tag")) {
      if (at >= numOperands() || !(operand(at).type() instanceof MemRefType type)) return "expected " + what + " to be of memref type";
      int indices = type.rank() + (what.equals("destination") ? 1 : 0);
      if (at + 1 + indices > numOperands()) return "expected at least " + (at + 1 + indices) + " operands";
      for (Value index : operands().subList(at + 1, at + 1 + indices)) {
        if (!(index.type() instanceof IndexType)) return "expected " + what + " indices to be of index type";
      }
      at += 1 + indices;
    }
    return numOperands() == at || numOperands() == at + 2 ? null : "incorrect number of operands";
  }

  private int indexCount(int buffer) {
    return ((MemRefType) operand(buffer).type()).rank();
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var source = Indexing.Access.parseOperandList(parser);
      parser.expect(",");
      var destination = Indexing.Access.parseOperandList(parser);
      parser.expect(",");
      var count = parser.parseOperand();
      parser.expect(",");
      var tag = Indexing.Access.parseOperandList(parser);
      var strides = parser.accept(",") ? parser.parseOperandList() : List.<OpParser.UnresolvedOperand>of();
      MemRefType sourceType = Indexing.parseType(parser, state);
      parser.expect(",");
      MemRefType destinationType = Indexing.parseMemRef(parser);
      parser.expect(",");
      MemRefType tagType = Indexing.parseMemRef(parser);
      source.resolve(parser, sourceType, state);
      destination.resolve(parser, destinationType, state);
      state.operands(parser.resolve(count, IndexType.INDEX));
      tag.resolve(parser, tagType, state);
      state.operands(parser.resolve(strides, Collections.nCopies(strides.size(), IndexType.INDEX)));
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var dma = (DmaStartOp) op;
      int source = 0;
      int destination = source + 1 + dma.indexCount(source);
      int count = destination + 1 + dma.indexCount(destination);
      int tag = count + 1;
      int strides = tag + 1 + dma.indexCount(tag);
      printer.text(" ");
      printAccess(op, source, destination, printer);
      printer.text(", ");
      printAccess(op, destination, count, printer);
      printer.text(", ").value(op.operand(count)).text(", ");
      printAccess(op, tag, strides, printer);
      if (strides < op.numOperands()) printer.text(", ").values(op.operands().subList(strides, op.numOperands()));
      printer.attrDict(op, Set.of()).text(" : ")
          .types(List.of(op.operand(source).type(), op.operand(destination).type(), op.operand(tag).type()));
    }

    private static void printAccess(Operation op, int buffer, int end, OpPrinter printer) {
      printer.value(op.operand(buffer)).text("[").values(op.operands().subList(buffer + 1, end)).text("]");
    }
  }
}
