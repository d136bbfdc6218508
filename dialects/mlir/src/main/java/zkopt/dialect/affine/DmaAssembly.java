package zkopt.dialect.affine;

import java.util.ArrayList;
import java.util.Collections;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.IndexType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Type;

/** The custom form of {@link DmaOp}, in which other attributes have no place. */
record DmaAssembly(DmaOp.Kind kind) implements OpSpec.CustomAssembly {
  @Override
  public void parse(OpParser parser, OperationState state) {
    var buffers = new ArrayList<AffineAccess.Subscripts>();
    for (int i = 0; i < kind.maps().size(); i++) {
      if (i > 0) parser.expect(",");
      buffers.add(AffineAccess.Subscripts.parse(parser));
    }
    parser.expect(",");
    var counts = parser.parseOperandList();
    parser.expect(":");
    for (int i = 0; i < buffers.size(); i++) {
      if (i > 0) parser.expect(",");
      var buffer = buffers.get(i);
      state.operands(parser.resolve(buffer.memref(), parser.parseType())).operands(buffer.operands())
          .attribute(kind.maps().get(i), new AffineMapAttr(buffer.map()));
    }
    state.operands(parser.resolve(counts, Collections.nCopies(counts.size(), IndexType.INDEX)));
  }

  @Override
  public void print(Operation op, OpPrinter printer) {
    var dma = (DmaOp) op;
    var types = new ArrayList<Type>();
    int at = 0;
    for (int i = 0; i < kind.maps().size(); i++) {
      int end = at + 1 + dma.map(i).numInputs();
      printer.text(i > 0 ? ", " : " ").value(op.operand(at)).text("[").affineSubscripts(dma.map(i), op.operands().subList(at + 1, end)).text("]");
      types.add(op.operand(at).type());
      at = end;
    }
    printer.text(", ").values(op.operands().subList(at, op.numOperands())).text(" : ").types(types);
  }
}
