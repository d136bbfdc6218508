package zkopt.dialect.memref;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.Value;

/** What moves or views elements cannot change their type: that is what later levels take for granted of every element. */
final class ElementTypes {
  private ElementTypes() {}

  static boolean verifyEqual(Operation op, Value from, Value to, DiagnosticEngine diagnostics) {
    if (!(from.type() instanceof ShapedType a) || !(to.type() instanceof ShapedType b) || a.elementType().equals(b.elementType())) return true;
    diagnostics.opError(op, "requires the same element type, but got '" + a + "' and '" + b + "'");
    return false;
  }
}
