package zkopt.ir;

import java.math.BigInteger;
import zkopt.ir.text.AttributePrinter;

/** An integer of a type of more than 64 bits, {@code -1 : i128}; narrower ones are {@link IntegerAttr}s. Held in the type's range. */
public record WideIntegerAttr(BigInteger value, IntegerType type) implements TypedAttr {
  public WideIntegerAttr {
    if (type.width() <= Long.SIZE) throw new IllegalArgumentException("wide integer attribute of type " + type);
    value = type.wrap(value);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}
