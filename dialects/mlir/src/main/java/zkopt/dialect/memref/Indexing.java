package zkopt.dialect.memref;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IndexType;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** The part {@code %m[%i, %j] {attrs} : memref<..>} that loads and stores share. */
final class Indexing {
  private Indexing() {}

  /** Operands as written: buffer, then subscripts. */
  record Access(OpParser.UnresolvedOperand memref, List<OpParser.UnresolvedOperand> indices) {
    static Access parse(OpParser parser) {
      var memref = parser.parseOperand();
      parser.expect("[");
      var indices = parser.parseOperandList();
      parser.expect("]");
      return new Access(memref, indices);
    }

    void resolve(OpParser parser, MemRefType type, OperationState state) {
      state.operands(parser.resolve(memref, type));
      state.operands(parser.resolve(indices, Collections.nCopies(indices.size(), IndexType.INDEX)));
    }
  }

  static MemRefType parseType(OpParser parser, OperationState state) {
    state.attributes(parser.parseOptionalAttrDict());
    parser.expect(":");
    return parseMemRef(parser);
  }

  static MemRefType parseMemRef(OpParser parser) {
    Location at = parser.currentLocation();
    if (parser.parseType() instanceof MemRefType type) return type;
    throw parser.error(at, "expected a memref type");
  }

  static void print(Operation op, Value memref, List<Value> indices, OpPrinter printer) {
    printer.value(memref).text("[").values(indices).text("]").attrDict(op, Set.of()).text(" : ").type(memref.type());
  }

  static boolean verify(Operation op, Value memref, List<Value> indices, Type element, DiagnosticEngine diagnostics) {
    var type = (MemRefType) memref.type();
    if (indices.size() != type.rank()) {
      diagnostics.opError(op, "incorrect number of indices, expected " + type.rank() + " but got " + indices.size());
      return false;
    }
    if (!element.equals(type.elementType())) {
      diagnostics.opError(op, "type '" + element + "' does not match the element type of '" + type + "'");
      return false;
    }
    return true;
  }
}
