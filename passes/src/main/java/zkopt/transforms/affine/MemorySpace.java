package zkopt.transforms.affine;

import zkopt.ir.Attribute;
import zkopt.ir.IntegerAttr;

/** Memory spaces by the numbers that options give, which have no sign: 0 is the space of types that name none. */
final class MemorySpace {
  private MemorySpace() {}

  static Attribute of(int number) {
    return number == 0 ? null : IntegerAttr.i64(Integer.toUnsignedLong(number));
  }

  static boolean is(Attribute space, int number) {
    return space == null ? number == 0 : space instanceof IntegerAttr i && i.value() == Integer.toUnsignedLong(number);
  }
}
