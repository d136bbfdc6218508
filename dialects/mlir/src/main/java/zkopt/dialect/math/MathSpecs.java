package zkopt.dialect.math;

import zkopt.dialect.arith.FlagsAttr;
import zkopt.ir.OpSpec.AttrDef;

/** What the operations of this dialect share. */
final class MathSpecs {
  static final AttrDef FASTMATH = AttrDef.optionalAttr("fastmath", "floating point fast math flags", FlagsAttr.class)
      .withDefault(FlagsAttr.NO_FASTMATH);

  private MathSpecs() {}
}
