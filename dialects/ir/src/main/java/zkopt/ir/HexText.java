package zkopt.ir;

import java.io.IOException;
import java.nio.ByteBuffer;
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

  /** The digits from {@code from} to {@code to}; null when these are not all digits, or their number is odd. */
  public static HexText of(String text, int from, int to) {
    if (from > to || (to - from) % 2 != 0) return null;
    boolean upper = true;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' || c >= 'A' && c <= 'F') continue;
      if (c < 'a' || c > 'f') return null;
      upper = false;
    }
    return new HexText(text, from, to, upper);
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
