package zkopt.dialect.memref;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.UnrankedMemRefType;
import zkopt.ir.UnrankedTensorType;
import zkopt.ir.Value;

/** What moves or views elements cannot change their type: that is what later levels take for granted of every element. */
public final class ElementTypes {
  private ElementTypes() {}

  /** The element type of a ranked or unranked tensor or memref. */
  public static Type of(Type type) {
    return switch (type) {
      case ShapedType shaped -> shaped.elementType();
      case UnrankedMemRefType(Type element, _) -> element;
      case UnrankedTensorType(Type element) -> element;
      default -> throw new IllegalArgumentException("'" + type + "' has no elements");
    };
  }

  static boolean verifyEqual(Operation op, Value from, Value to, DiagnosticEngine diagnostics) {
    if (of(from.type()).equals(of(to.type()))) return true;
    diagnostics.opError(op, "requires the same element type for all operands");
    return false;
  }
}
