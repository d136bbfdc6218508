package zkopt.ir;

import java.math.BigInteger;
import zkopt.ir.text.AttributePrinter;

/** A float of {@code f80} or {@code f128} by its bits; what a double holds is a {@link FloatAttr}. */
public record WideFloatAttr(BigInteger bits, FloatType type) implements TypedAttr {
  public WideFloatAttr {
    if (!type.isWide()) throw new IllegalArgumentException("wide float attribute of type " + type);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}
