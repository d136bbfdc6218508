package zkopt.verifier.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.protocol.codec.MalformedException;

/**
 * Reads protobuf's wire format [protobuf.dev/programming-guides/encoding] where it is canonical, and nothing else: fields in ascending order
 * of their numbers, all of them known, zeros and empty values left out, varints without leading zeros, repeated numbers packed, text in
 * UTF-8. So a message has one encoding. Field numbers are below 16. Fields are asked for in ascending order; what was not asked for is
 * what {@link #end} complains of. No length is believed before it is compared with what is left.
 */
final class WireReader {
  private static final int VARINT = 0;
  private static final int DELIMITED = 2;
  private static final int LAST_SHIFT = 63;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads the message that stands at {@code bytes[from..to)}. */
  WireReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Where the next field stands. */
  int position() {
    return at;
  }

  /** A number; 0 where the field is absent. */
  long number(int field) throws MalformedException {
    if (!next(field, VARINT)) return 0;
    long value = varint();
    if (value == 0) throw uncanonical();
    return value;
  }

  /** A number in {@code 0..2^31-1}. */
  int count(int field) throws MalformedException {
    long value = number(field);
    if (value < 0 || value > Integer.MAX_VALUE) throw new MalformedException("it is damaged: a number is too large");
    return (int) value;
  }

  boolean flag(int field) throws MalformedException {
    long value = number(field);
    if (value < 0 || value > 1) throw uncanonical();
    return value == 1;
  }

  /** Bytes; none where the field is absent. */
  byte[] raw(int field) throws MalformedException {
    if (!next(field, DELIMITED)) return new byte[0];
    int length = length();
    if (length == 0) throw uncanonical();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  String text(int field) throws MalformedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw(field))).toString();
    } catch (CharacterCodingException _) {
      throw new MalformedException("it is damaged: a text is not UTF-8");
    }
  }

  /** Repeated numbers. */
  long[] numbers(int field) throws MalformedException {
    byte[] packed = raw(field);
    WireReader in = new WireReader(packed, 0, packed.length);
    long[] values = new long[packed.length];
    int count = 0;
    while (in.at < in.end) {
      values[count++] = in.varint();
    }
    return Arrays.copyOf(values, count);
  }

  /** Repeated messages. */
  List<WireReader> messages(int field) throws MalformedException {
    List<WireReader> messages = new ArrayList<>();
    while (next(field, DELIMITED)) {
      int length = length();
      messages.add(new WireReader(bytes, at, at + length));
      at += length;
    }
    return messages;
  }

  /** Nothing may be left. */
  void end() throws MalformedException {
    if (at != end) throw uncanonical();
  }

  /** Steps over the tag of the field, if it is the next. */
  private boolean next(int field, int type) {
    boolean is = at < end && bytes[at] == (field << 3 | type);
    if (is) at++;
    return is;
  }

  private int length() throws MalformedException {
    long length = varint();
    if (length < 0 || length > end - at) throw new MalformedException("it is damaged: a field is longer than what is left");
    return (int) length;
  }

  private long varint() throws MalformedException {
    long value = 0;
    for (int shift = 0; shift <= LAST_SHIFT && at < end; shift += 7) {
      byte b = bytes[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b < 0) continue;
      boolean leadingZero = b == 0 && shift > 0;
      boolean tooLong = b > 1 && shift == LAST_SHIFT;
      if (leadingZero || tooLong) throw uncanonical();
      return value;
    }
    throw new MalformedException("it is damaged: a number does not end");
  }

  private static MalformedException uncanonical() {
    return new MalformedException("it is not in canonical form");
  }
}
