package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/** {@code 3 : i32}, {@code -1 : index}, {@code true}; values up to 64 bits, held as {@link IntegerType#wrap} leaves them. */
public record IntegerAttr(long value, Type type) implements TypedAttr {
  public IntegerAttr {
    if (!(type instanceof IntegerType || type instanceof IndexType)) throw new IllegalArgumentException("integer attribute of type " + type);
    if (type instanceof IntegerType t && t.width() < 64) value = t.wrap(value);
  }

  public static IntegerAttr of(long value, Type type) {
    return new IntegerAttr(value, type);
  }

  public static IntegerAttr index(long value) {
    return new IntegerAttr(value, IndexType.INDEX);
  }

  public static IntegerAttr i64(long value) {
    return new IntegerAttr(value, IntegerType.I64);
  }

  public static IntegerAttr bool(boolean value) {
    return new IntegerAttr(value ? 1 : 0, IntegerType.I1);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}
