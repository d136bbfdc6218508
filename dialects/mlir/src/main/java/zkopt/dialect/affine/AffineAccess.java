package zkopt.dialect.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** The part {@code %m[%i + 1] : memref<..>} that affine loads and stores share. */
record AffineAccess(Value memref, AffineMap map, List<Value> operands, MemRefType type) {
  static AffineAccess parse(OpParser parser, OperationState state) {
    var memref = parser.parseOperand();
    var operands = new ArrayList<Value>();
    parser.expect("[");
    AffineMap map = parser.parseAffineSubscripts(operands);
    parser.expect("]");
    state.attributes(parser.parseOptionalAttrDict());
    parser.expect(":");
    Location at = parser.currentLocation();
    if (!(parser.parseType() instanceof MemRefType type)) throw parser.error(at, "expected a memref type");
    return new AffineAccess(parser.resolve(memref, type), map, operands, type);
  }

  static boolean verify(Operation op, MemRefType type, AffineMap map, List<Value> operands, Type element, DiagnosticEngine diagnostics) {
    String problem = map.results().size() != type.rank() ? "affine map num results must equal memref rank"
        : map.numInputs() != operands.size() ? "expects as many subscripts as affine map inputs"
        : !element.equals(type.elementType()) ? "type '" + element + "' does not match the element type of '" + type + "'"
        : !operands.stream().allMatch(AffineValues::isDim) ? "index must be a valid dimension or symbol identifier" : null;
    if (problem != null) diagnostics.opError(op, problem);
    return problem == null;
  }
}
