package zkopt.ir;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** MLIR's strings are bytes, ours are characters: a byte that is no part of UTF-8 is kept as a lone surrogate, U+DC80 to U+DCFF. */
final class StringBytes {
  private static final int ESCAPE = 0xDC00;

  private StringBytes() {}

  static String decode(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    for (CoderResult result = decoder.decode(in, out, true); result.isMalformed(); result = decoder.decode(in, out, true)) {
      for (int i = 0; i < result.length(); i++) out.put((char) (ESCAPE + (in.get() & 0xFF)));
      decoder.reset();
    }
    return out.flip().toString();
  }

  static byte[] encode(String s) {
    if (s.chars().noneMatch(c -> isEscape((char) c))) return s.getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < s.length(); ) {
      int c = s.codePointAt(i);
      if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT && isEscape((char) c)) bytes.write(c - ESCAPE);
      else bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      i += Character.charCount(c);
    }
    return bytes.toByteArray();
  }

  /** Of a surrogate by itself; a low one that follows a high one is not asked for when bytes are made. */
  private static boolean isEscape(char c) {
    return c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF;
  }
}
