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
    for (DmaOp.Place place : dma.places()) {
      printer.text(types.isEmpty() ? " " : ", ").value(place.memref()).text("[").affineSubscripts(place.map(), place.operands()).text("]");
      types.add(place.memref().type());
    }
    printer.text(", ").values(dma.counts()).text(" : ").types(types);
  }
}
