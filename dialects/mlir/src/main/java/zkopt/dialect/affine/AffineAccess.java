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
import zkopt.ir.VectorType;
import zkopt.ir.affine.AffineMap;

/** The part {@code %m[%i + 1] : memref<..>} that affine loads and stores share. */
record AffineAccess(Value memref, AffineMap map, List<Value> operands, MemRefType type) {
  /** {@code %m[%i + 1]}. */
  record Subscripts(OpParser.UnresolvedOperand memref, AffineMap map, List<Value> operands) {
    private static final String IN_MAP = " in affine map";

    static Subscripts parse(OpParser parser) {
      var memref = parser.parseOperand();
      var operands = new ArrayList<Value>();
      parser.expect("[", IN_MAP);
      AffineMap map = parser.parseAffineSubscripts(operands);
      parser.expect("]", IN_MAP);
      return new Subscripts(memref, map, operands);
    }

    /** {@code {attrs} : memref<..>}. */
    AffineAccess finish(OpParser parser, OperationState state) {
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      Location at = parser.currentLocation();
      if (!(parser.parseType() instanceof MemRefType type)) throw parser.error(at, "expected a memref type");
      return new AffineAccess(parser.resolve(memref, type), map, operands, type);
    }
  }

  static AffineAccess parse(OpParser parser, OperationState state) {
    return Subscripts.parse(parser).finish(parser, state);
  }

  /** @param rule what is said when {@code element} is not what the buffer holds */
  static boolean verify(Operation op, MemRefType type, AffineMap map, List<Value> operands, Type element, String rule, DiagnosticEngine diagnostics) {
    String problem = !element.equals(type.elementType()) ? rule
        : subscriptProblem(type, map, operands);
    if (problem != null) diagnostics.opError(op, problem);
    return problem == null;
  }

  static boolean verifyVector(Operation op, MemRefType type, AffineMap map, List<Value> operands, VectorType vector, DiagnosticEngine diagnostics) {
    String problem = !vector.elementType().equals(type.elementType()) ? "requires memref and vector types of the same elemental type"
        : subscriptProblem(type, map, operands);
    if (problem != null) diagnostics.opError(op, problem);
    return problem == null;
  }

  private static String subscriptProblem(MemRefType type, AffineMap map, List<Value> operands) {
    if (map.results().size() != type.rank()) return "affine map num results must equal memref rank";
    if (map.numInputs() != operands.size()) return "expects as many subscripts as affine map inputs";
    return AffineValues.areDims(operands) ? null : "index must be a valid dimension or symbol identifier";
  }
}
