package zkopt.ir;

import java.nio.charset.StandardCharsets;

/** How single tokens are spelled in MLIR's text. */
public final class AsmText {
  private AsmText() {}

  /** A string literal; bytes that do not print become {@code \HH}. */
  public static String quote(String s) {
    var text = new StringBuilder("\"");
    for (byte b : StringBytes.encode(s)) {
      int c = b & 0xff;
      if (c == '\\') text.append("\\\\");
      else if (c == '"' || c < 0x20 || c > 0x7e) text.append(String.format("\\%02X", c));
      else text.append((char) c);
    }
    return text.append('"').toString();
  }

  /** The content of a string literal, with its quotes. */
  public static String unquote(String literal) {
    if (literal.indexOf('\\') < 0) return literal.substring(1, literal.length() - 1);
    var bytes = new java.io.ByteArrayOutputStream();
    byte[] source = literal.substring(1, literal.length() - 1).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '\\') {
        bytes.write(source[i]);
        continue;
      }
      i++;
      switch (source[i]) {
        case '"', '\\' -> bytes.write(source[i]);
        case 'n' -> bytes.write('\n');
        case 't' -> bytes.write('\t');
        default -> {
          bytes.write(Character.digit(source[i], 16) << 4 | Character.digit(i + 1 < source.length ? source[i + 1] : '0', 16));
          i++;
        }
      }
    }
    return StringBytes.decode(bytes.toByteArray());
  }

  /** {@code dialect.body} when the body is a name, maybe with parameters, else {@code dialect<body>}. */
  static String dialectSymbol(String dialect, String body) {
    return dialect + (body.matches("(?s)[A-Za-z][A-Za-z0-9._]*(<.*>)?") ? "." + body : "<" + body + ">");
  }

  /** A key of a dictionary: bare when it is an identifier. */
  public static String key(String s) {
    return s.matches("[A-Za-z_][A-Za-z0-9_$.]*") ? s : quote(s);
  }

  /** {@code @name}, quoted when it is no identifier. */
  public static String symbol(String name) {
    return "@" + (name.matches("[A-Za-z_][A-Za-z0-9_$.]*") ? name : quote(name));
  }
}
