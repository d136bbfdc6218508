package zkopt.ir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Bytes as hexadecimal digits in a text, two for each.
 *
 * @param from index of the first digit
 * @param to index behind the last
 * @param isUpperCase whether no digit is a small letter
 */
public record HexText(String text, int from, int to, boolean isUpperCase) {
  private static final int CHUNK = 1 << 16;

  /** What {@link #KIND} says of digits, small letters among them, and of all other characters. */
  private static final byte DIGIT = 0;
  private static final byte SMALL = 1;
  private static final byte OTHER = 2;

  private static final byte[] KIND = kinds();

  private static byte[] kinds() {
    byte[] kinds = new byte[1 << Character.SIZE];
    Arrays.fill(kinds, OTHER);
    Arrays.fill(kinds, '0', '9' + 1, DIGIT);
    Arrays.fill(kinds, 'A', 'F' + 1, DIGIT);
    Arrays.fill(kinds, 'a', 'f' + 1, SMALL);
    return kinds;
  }

  /** The digits from {@code from} to {@code to}; null when these are not all digits, or their number is odd. */
  public static HexText of(String text, int from, int to) {
    if (from > to || (to - from) % 2 != 0) return null;
    // there may be a thousand million: they are looked at in blocks, and without branches
    char[] block = new char[Math.min(CHUNK, to - from)];
    int seen = DIGIT;
    for (int at = from; at < to; at += CHUNK) {
      int length = Math.min(CHUNK, to - at);
      text.getChars(at, at + length, block, 0);
      seen |= kindsOf(block, length);
      if (seen >= OTHER) return null;
    }
    return new HexText(text, from, to, seen == DIGIT);
  }

  private static int kindsOf(char[] block, int length) {
    int seen = 0;
    for (int i = 0; i < length; i++) seen |= KIND[block[i]];
    return seen;
  }

  /** The number of bytes. */
  int size() {
    return (to - from) / 2;
  }

  byte byteAt(int i) {
    return (byte) HexFormat.fromHexDigits(text, from + 2 * i, from + 2 * i + 2);
  }

  /** The bytes behind the first {@code n}. */
  public HexText behind(int n) {
    return new HexText(text, from + 2 * n, to, isUpperCase);
  }

  public byte[] decode() {
    return HexFormat.of().parseHex(text, from, to);
  }

  /** Appends the digits as they are, but in upper case. */
  void append(Appendable out) throws IOException {
    for (int at = from; at < to; at += CHUNK) {
      String part = text.substring(at, Math.min(at + CHUNK, to));
      out.append(isUpperCase ? part : part.toUpperCase(Locale.ROOT));
    }
  }

  /** Appends {@code bytes} as upper-case digits. */
  static void append(ByteBuffer bytes, Appendable out) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int at = 0; at < bytes.capacity(); at += CHUNK) {
      int length = Math.min(CHUNK, bytes.capacity() - at);
      bytes.get(at, chunk, 0, length);
      HexFormat.of().withUpperCase().formatHex(out, chunk, 0, length);
    }
  }
}
