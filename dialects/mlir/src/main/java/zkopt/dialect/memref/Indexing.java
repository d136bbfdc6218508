package zkopt.dialect.memref;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
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
  static final String NONTEMPORAL = "nontemporal";

  private Indexing() {}

  /** Operands as written: buffer, then subscripts. */
  record Access(OpParser.UnresolvedOperand memref, List<OpParser.UnresolvedOperand> indices) {
    static Access parse(OpParser parser) {
      return parse(parser, "");
    }

    /** As a hand-written form of MLIR reads it: it says that it wants an operand list. */
    static Access parseOperandList(OpParser parser) {
      return parse(parser, " in operand list");
    }

    private static Access parse(OpParser parser, String where) {
      var memref = parser.parseOperand();
      parser.expect("[", where);
      var indices = parser.parseOperandList();
      parser.expect("]", where);
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
    // what is not said is false
    var elided = IntegerAttr.bool(false).equals(op.attribute(NONTEMPORAL)) ? Set.of(NONTEMPORAL) : Set.<String>of();
    printer.value(memref).text("[").values(indices).text("]").attrDict(op, elided).text(" : ").type(memref.type());
  }

  /**
   * Checks the type of an element that is loaded or stored, then tells of the subscripts.
   *
   * @param rule what holds of {@code element}, for the message
   * @param subscripts what is wrong with the subscripts, or null
   */
  static boolean verify(Operation op, Value memref, Type element, String rule, String subscripts, DiagnosticEngine diagnostics) {
    String problem = element.equals(((MemRefType) memref.type()).elementType()) ? subscripts : "failed to verify that " + rule;
    if (problem != null) diagnostics.opError(op, problem);
    return problem == null;
  }
}
