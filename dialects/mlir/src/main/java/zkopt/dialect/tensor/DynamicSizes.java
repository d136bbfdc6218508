package zkopt.dialect.tensor;

import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;

/** The operands that tell the sizes which a type leaves open. */
final class DynamicSizes {
  private DynamicSizes() {}

  /** What is wrong when {@code given} operands are to tell the sizes of {@code type}; or null. */
  static String problem(int given, TensorType type) {
    long expected = type.shape().stream().filter(d -> d == ShapedType.DYNAMIC).count();
    return given == expected ? null : "incorrect number of dynamic sizes, has " + given + ", expected " + expected;
  }
}
