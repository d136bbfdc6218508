package zkopt.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import zkopt.field.Ext3;

/** Writes the canonical binary forms: integers little-endian, lists after their 4-byte length. */
public final class ByteWriter {
  private static final int CAPACITY = 64;

  private ByteBuffer out = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int capacity = Math.max(Math.addExact(out.position(), bytes), 2 * out.capacity());
      out = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(out.flip());
    }
    return out;
  }

  public ByteWriter int8(int value) {
    room(Byte.BYTES).put((byte) value);
    return this;
  }

  public ByteWriter int32(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  public ByteWriter int64(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  public ByteWriter ext(Ext3 value) {
    return int64(value.c0()).int64(value.c1()).int64(value.c2());
  }

  /** Bytes without their number. */
  public ByteWriter raw(byte[] bytes) {
    room(bytes.length).put(bytes);
    return this;
  }

  public ByteWriter string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return int32(bytes.length).raw(bytes);
  }

  public int size() {
    return out.position();
  }

  public byte[] toBytes() {
    return Arrays.copyOf(out.array(), out.position());
  }
}
