package zkopt.dialect.tensor;

import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;

/** Whether tensors can be seen as of another type. */
final class CastTypes {
  private CastTypes() {}

  /** Whether some shape is both of these types: sizes that both tell are the same. */
  static boolean mayHaveSameShape(Type from, Type to) {
    if (!(from instanceof TensorType a && to instanceof TensorType b)) return true;
    if (a.rank() != b.rank()) return false;
    for (int i = 0; i < a.rank(); i++) {
      if (a.dim(i) != b.dim(i) && a.dim(i) != ShapedType.DYNAMIC && b.dim(i) != ShapedType.DYNAMIC) return false;
    }
    return true;
  }

  static String incompatible(Type from, Type to) {
    return "operand type '" + from + "' and result type '" + to + "' are cast incompatible";
  }
}
