package zkopt.ir;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

/** Raw little-endian bytes of constant data: on the heap, or mapped from a file. Equality is by content. */
public record Blob(ByteBuffer bytes) {
  public Blob {
    bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
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
    return bytes.capacity();
  }

  /** Whether this is one or more copies of its first {@code period} bytes. */
  boolean isPeriodic(int period) {
    return size() >= period && bytes.slice(period, size() - period).equals(bytes.slice(0, size() - period));
  }

  /** {@code length} bytes from {@code from} on; the data is shared. */
  public Blob slice(int from, int length) {
    return new Blob(bytes.slice(from, length));
  }

  /** Reads element {@code i} of {@code type}. */
  double doubleAt(Type type, long i) {
    int at = (int) i;
    return switch (type) {
      case FloatType f when f == FloatType.F32 -> bytes.getFloat(4 * at);
      case FloatType f when f == FloatType.F64 -> bytes.getDouble(8 * at);
      case FloatType f -> f.value(f.width() > 8 ? bytes.getShort(2 * at) : bytes.get(at) & 0xff);
      default -> longAt(type, i);
    };
  }

  /** Reads element {@code i} of {@code type}, sign-extended (unsigned types: zero-extended). */
  public long longAt(Type type, long i) {
    int at = (int) i;
    int width = byteWidth(type);
    long value = switch (width) {
      case Byte.BYTES -> bytes.get(at);
      case Short.BYTES -> bytes.getShort(Short.BYTES * at);
      case Integer.BYTES -> bytes.getInt(Integer.BYTES * at);
      default -> bytes.getLong(Long.BYTES * at);
    };
    boolean unsigned = type instanceof IntegerType t && (t.signedness() == IntegerType.Signedness.UNSIGNED || t.width() == 1);
    return unsigned && width < Long.BYTES ? value & (1L << Byte.SIZE * width) - 1 : value;
  }

  /** Appends {@code value}, rounded to {@code type}. */
  public static void putDouble(ByteBuffer to, FloatType type, double value) {
    switch (type) {
      case F64 -> to.putDouble(value);
      case F32 -> to.putFloat((float) value);
      default -> putLong(to, byteWidth(type), type.bits(value));
    }
  }

  /** Appends the low {@code byteWidth} bytes of {@code value}, little-endian. */
  public static void putLong(ByteBuffer to, int byteWidth, long value) {
    for (int b = 0; b < byteWidth; b++) to.put((byte) (value >> (8 * b)));
  }

  /** Bytes that one element of {@code type} takes; at least one. */
  public static int byteWidth(Type type) {
    return switch (type) {
      case IntegerType t -> Math.max(1, Integer.highestOneBit(2 * ((t.width() + 7) / 8) - 1));
      case FloatType f -> (f.width() + 7) / 8;
      case IndexType _ -> 8;
      default -> throw new IllegalArgumentException("no constant data of type " + type);
    };
  }
}
