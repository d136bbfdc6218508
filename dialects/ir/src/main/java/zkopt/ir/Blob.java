package zkopt.ir;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

/**
 * Raw little-endian bytes of constant data: on the heap, mapped from a file, or still as digits in the text that they came from, which
 * are decoded when first asked for. Equality is by content.
 */
public final class Blob {
  /** Of data that came from nowhere in particular, in bytes. */
  public static final int DEFAULT_ALIGNMENT = 4;

  private static final int HASHED_BYTES = 32;

  private final HexText digits;
  private final int alignment;
  private volatile ByteBuffer bytes;

  public Blob(ByteBuffer bytes) {
    this.digits = null;
    this.alignment = DEFAULT_ALIGNMENT;
    this.bytes = readOnly(bytes);
  }

  /** @param alignment in bytes, only to be printed again */
  public Blob(HexText digits, int alignment) {
    this.digits = digits;
    this.alignment = alignment;
  }

  private static ByteBuffer readOnly(ByteBuffer bytes) {
    return bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  public ByteBuffer bytes() {
    ByteBuffer known = bytes;
    if (known != null) return known;
    known = readOnly(ByteBuffer.wrap(digits.decode()));
    bytes = known;
    return known;
  }

  /** Of no bytes there is none. */
  public int alignment() {
    return size() == 0 ? 0 : alignment;
  }

  /** Appends the bytes in upper-case hexadecimal. */
  public void appendHex(Appendable to) throws IOException {
    if (digits != null) digits.append(to);
    else HexText.append(bytes, to);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Blob b && size() == b.size() && bytes().equals(b.bytes());
  }

  @Override
  public int hashCode() {
    int hash = size();
    for (int i = 0; i < Math.min(size(), HASHED_BYTES); i++) hash = 31 * hash + (digits == null ? bytes.get(i) : digits.byteAt(i));
    return hash;
  }

  public static Blob ofFloats(float... values) {
    var buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return new Blob(buffer);
  }

  /** {@code values} at {@code byteWidth} bytes each (1, 2, 4 or 8), truncated. */
  public static Blob ofLongs(int byteWidth, long... values) {
    return ofLongs(byteWidth, LongStream.of(values), values.length);
  }

  /** {@code count} values at {@code byteWidth} bytes each (1, 2, 4 or 8), truncated. */
  public static Blob ofLongs(int byteWidth, LongStream values, int count) {
    var buffer = ByteBuffer.allocate(Math.multiplyExact(count, byteWidth)).order(ByteOrder.LITTLE_ENDIAN);
    values.forEachOrdered(v -> putLong(buffer, byteWidth, v));
    return new Blob(buffer.flip());
  }

  public int size() {
    return digits == null ? bytes.capacity() : digits.size();
  }

  /** Whether this is one or more copies of its first {@code period} bytes. */
  boolean isPeriodic(int period) {
    return size() >= period && bytes().slice(period, size() - period).equals(bytes().slice(0, size() - period));
  }

  /** {@code length} bytes from {@code from} on; the data is shared. */
  public Blob slice(int from, int length) {
    return new Blob(bytes().slice(from, length));
  }

  /** Reads element {@code i} of {@code type}. */
  public double doubleAt(Type type, long i) {
    int at = (int) i;
    return switch (type) {
      case FloatType f when f == FloatType.F32 -> bytes().getFloat(4 * at);
      case FloatType f when f == FloatType.F64 -> bytes().getDouble(8 * at);
      case FloatType f -> f.value(raw(at, byteWidth(f)));
      default -> longAt(type, i);
    };
  }

  /** Element {@code i} of any number type, as the integer of its bits, which are signed as the type says. */
  public BigInteger bitsAt(Type type, long i) {
    int width = byteWidth(type);
    byte[] bigEndian = new byte[width];
    for (int b = 0; b < width; b++) bigEndian[width - 1 - b] = bytes().get(Math.toIntExact(i) * width + b);
    return type instanceof IntegerType t ? t.wrap(new BigInteger(1, bigEndian)) : new BigInteger(1, bigEndian);
  }

  /** Appends the low {@code byteWidth} bytes of {@code value}, little-endian. */
  public static void putBits(ByteBuffer to, int byteWidth, BigInteger value) {
    for (int b = 0; b < byteWidth; b++) to.put(value.shiftRight(8 * b).byteValue());
  }

  /** Reads element {@code i} of {@code type}, sign-extended (unsigned types: zero-extended); of at most 64 bits, and no complex number. */
  public long longAt(Type type, long i) {
    int at = (int) i;
    int width = byteWidth(type);
    if (width > Long.BYTES || type instanceof ComplexType) throw new IllegalArgumentException("elements of type " + type + " are no longs");
    long value = switch (width) {
      case Byte.BYTES -> bytes().get(at);
      case Short.BYTES -> bytes().getShort(Short.BYTES * at);
      case Integer.BYTES -> bytes().getInt(Integer.BYTES * at);
      case Long.BYTES -> bytes().getLong(Long.BYTES * at);
      default -> signExtended(raw(at, width), width);
    };
    boolean unsigned = type instanceof IntegerType t && (t.signedness() == IntegerType.Signedness.UNSIGNED || t.width() == 1);
    return unsigned && width < Long.BYTES ? value & (1L << Byte.SIZE * width) - 1 : value;
  }

  private static long signExtended(long value, int width) {
    int shift = Long.SIZE - Byte.SIZE * width;
    return value << shift >> shift;
  }

  private long raw(int at, int width) {
    long value = 0;
    for (int b = 0; b < width; b++) value |= (bytes().get(at * width + b) & 0xffL) << (8 * b);
    return value;
  }

  /** Appends {@code value}, rounded to {@code type}. */
  public static void putDouble(ByteBuffer to, FloatType type, double value) {
    switch (type) {
      case F64 -> to.putDouble(value);
      case F32 -> to.putFloat((float) value);
      case F80, F128 -> putBits(to, byteWidth(type), WideFloats.bits(value, type));
      default -> putLong(to, byteWidth(type), type.bits(value));
    }
  }

  /** Appends the low {@code byteWidth} bytes of {@code value}, little-endian. */
  public static void putLong(ByteBuffer to, int byteWidth, long value) {
    for (int b = 0; b < byteWidth; b++) to.put((byte) (value >> (8 * b)));
  }

  /** Bytes that one element of {@code type} takes; at least one. @throws IllegalArgumentException when it is no number type */
  public static int byteWidth(Type type) {
    return switch (type) {
      case IntegerType t -> Math.max(1, (t.width() + 7) / 8);
      case FloatType f -> (f.width() + 7) / 8;
      case IndexType _ -> 8;
      case ComplexType(Type part) -> 2 * byteWidth(part);
      default -> throw new IllegalArgumentException("no constant data of type " + type);
    };
  }
}
