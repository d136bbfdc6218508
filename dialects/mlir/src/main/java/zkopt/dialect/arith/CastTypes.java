package zkopt.dialect.arith;

import java.util.List;
import zkopt.ir.FloatType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerType;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.UnrankedTensorType;

/** Between which types each {@link CastOp} converts. */
final class CastTypes {
  private CastTypes() {}

  /** Why there is no such conversion between types that the declaration of {@code kind} allows; or null. */
  static String problem(CastOp.Kind kind, Type from, Type to) {
    if (!sameTensorDimensions(from, to)) return "failed to verify that input and output have the same tensor dimensions";
    if (!sameShape(from, to)) return "requires the same shape for all operands and results";
    return isCompatible(kind, element(from), element(to)) ? null : "operand type '" + from + "' and result type '" + to + "' are cast incompatible";
  }

  private static boolean sameTensorDimensions(Type from, Type to) {
    if (!isTensor(from) && !isTensor(to)) return true;
    return from instanceof TensorType a && to instanceof TensorType b && a.shape().equals(b.shape());
  }

  private static boolean isTensor(Type type) {
    return type instanceof TensorType || type instanceof UnrankedTensorType;
  }

  /** Dimensions that are not known fit any. */
  private static boolean sameShape(Type from, Type to) {
    if (!(from instanceof ShapedType a && to instanceof ShapedType b)) return from instanceof ShapedType == to instanceof ShapedType;
    if (a.rank() != b.rank()) return false;
    for (int i = 0; i < a.rank(); i++) {
      if (a.dim(i) != b.dim(i) && !List.of(a.dim(i), b.dim(i)).contains(ShapedType.DYNAMIC)) return false;
    }
    return true;
  }

  private static Type element(Type type) {
    return switch (type) {
      case ShapedType shaped -> shaped.elementType();
      case UnrankedTensorType(Type element) -> element;
      default -> type;
    };
  }

  private static boolean isCompatible(CastOp.Kind kind, Type from, Type to) {
    return switch (kind) {
      case INDEX_CAST, INDEX_CASTUI -> from instanceof IndexType != to instanceof IndexType;
      case EXTF, EXTSI, EXTUI -> width(from) < width(to);
      case TRUNCF, TRUNCI -> width(from) > width(to);
      case BITCAST -> width(from) == width(to);
      case SITOFP, UITOFP, FPTOSI, FPTOUI -> true;
    };
  }

  private static int width(Type type) {
    return switch (type) {
      case IntegerType integer -> integer.width();
      case FloatType real -> real.width();
      default -> throw new IllegalArgumentException("'" + type + "' has no width");
    };
  }
}
