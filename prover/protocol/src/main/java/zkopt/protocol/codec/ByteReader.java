package zkopt.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;

/** Reads what {@link ByteWriter} wrote. Every length is checked against what is left before anything is allocated. */
public final class ByteReader {
  private final ByteBuffer in;

  public ByteReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  public int int8(String what) throws MalformedException {
    need(Byte.BYTES, what);
    return Byte.toUnsignedInt(in.get());
  }

  /** A number in {@code 0..max}. */
  public int int8(String what, int max) throws MalformedException {
    int value = int8(what);
    if (value > max) throw new MalformedException("%s is %d, not in 0..%d".formatted(what, value, max));
    return value;
  }

  public int int32(String what) throws MalformedException {
    need(Integer.BYTES, what);
    return in.getInt();
  }

  /** A number in {@code min..max}. */
  public int int32(String what, int min, int max) throws MalformedException {
    int value = int32(what);
    if (value < min || value > max) {
      throw new MalformedException("%s is %d, not in %d..%d".formatted(what, value, min, max));
    }
    return value;
  }

  public long int64(String what) throws MalformedException {
    need(Long.BYTES, what);
    return in.getLong();
  }

  /** A canonical field element. */
  public long element(String what) throws MalformedException {
    long value = int64(what);
    if (!Goldilocks.isCanonical(value)) throw new MalformedException(what + " is not a canonical field element");
    return value;
  }

  public long[] elements(int count, String what) throws MalformedException {
    need((long) count * Long.BYTES, what);
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = element(what);
    }
    return values;
  }

  public Ext3 ext(String what) throws MalformedException {
    return new Ext3(element(what), element(what), element(what));
  }

  public Ext3[] exts(int count, String what) throws MalformedException {
    need((long) count * Ext3.DEGREE * Long.BYTES, what);
    Ext3[] values = new Ext3[count];
    for (int i = 0; i < count; i++) {
      values[i] = ext(what);
    }
    return values;
  }

  public byte[] raw(int length, String what) throws MalformedException {
    need(length, what);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** Text of at most {@code maxBytes} bytes of well-formed UTF-8. */
  public String string(String what, int maxBytes) throws MalformedException {
    byte[] bytes = raw(int32(what, 0, maxBytes), what);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new MalformedException(what + " is not text");
    }
  }

  /** Nothing may follow. */
  public void end() throws MalformedException {
    if (in.hasRemaining()) throw new MalformedException(in.remaining() + " trailing bytes");
  }

  private void need(long length, String what) throws MalformedException {
    if (in.remaining() < length) {
      throw new MalformedException("it ends at byte %d, in %s".formatted(in.limit(), what));
    }
  }
}
