package zkopt.protocol.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import zkopt.field.Ext3;

/** Writes the canonical binary forms: integers little-endian, lists after their 4-byte length. */
public final class ByteWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public ByteWriter int8(int value) {
    out.write(value);
    return this;
  }

  public ByteWriter int32(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >>> shift);
    }
    return this;
  }

  public ByteWriter int64(long value) {
    return int32((int) value).int32((int) (value >>> Integer.SIZE));
  }

  public ByteWriter ext(Ext3 value) {
    return int64(value.c0()).int64(value.c1()).int64(value.c2());
  }

  /** Bytes without their number. */
  public ByteWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public ByteWriter string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return int32(bytes.length).raw(bytes);
  }

  public int size() {
    return out.size();
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }
}
