package zkopt.ir.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import zkopt.ir.AsmText;
import zkopt.ir.Blob;
import zkopt.ir.HexText;
import zkopt.ir.text.grammar.MlirLexer;

/**
 * The section {@code {-# dialect_resources: { builtin: { key: "0x..." } } #-}} at the end of a text. It is read before the
 * operations, so that resource attributes have their data when they are made.
 */
final class Resources {
  /** Bytes before the data: the alignment, a little-endian 32-bit integer. */
  static final int HEADER = 4;

  private final TokenCursor cursor;
  private final Map<String, Blob> blobs = new HashMap<>();
  private final Map<String, Map<String, String>> external = new HashMap<>();

  Resources(TokenCursor cursor) {
    this.cursor = cursor;
    int start = cursor.size() - 1;
    while (start >= 0 && cursor.type(start) != MlirLexer.RESOURCES_OPEN) start--;
    if (start < 0) return;
    int here = cursor.index();
    cursor.seek(start);
    read();
    cursor.seek(here);
  }

  /** The data of a resource, or null when the text has none. */
  Blob blob(String key) {
    return blobs.get(key);
  }

  private void read() {
    cursor.expect("{-#");
    while (!cursor.accept("#-}")) {
      String section = key();
      cursor.expect(":");
      cursor.expect("{");
      while (!cursor.accept("}")) {
        String owner = key();
        cursor.expect(":");
        cursor.expect("{");
        while (!cursor.accept("}")) {
          entry(section, owner);
          cursor.accept(",");
        }
        cursor.accept(",");
      }
      cursor.accept(",");
    }
  }

  /** The values that {@code external_resources} holds for {@code owner}. */
  Map<String, String> external(String owner) {
    return external.getOrDefault(owner, Map.of());
  }

  private void entry(String section, String owner) {
    String key = key();
    cursor.expect(":");
    if (section.equals("external_resources")) {
      Token value = cursor.take();
      String text = value.getType() == MlirLexer.STRING ? AsmText.unquote(value.getText()) : value.getText();
      external.computeIfAbsent(owner, _ -> new HashMap<>()).put(key, text);
      return;
    }
    if (!section.equals("dialect_resources") || !owner.equals("builtin")) {
      cursor.take();
      return;
    }
    Token value = cursor.expect(MlirLexer.STRING, "hex string blob for resource '" + key + "'");
    HexText digits = Literals.hex(cursor, value, "hex string blob of resource '" + key + "'");
    if (digits.to() - digits.from() < 2 * HEADER) {
      throw cursor.error(value, "expected hex string blob for key '" + key + "' to encode alignment in first 4 bytes");
    }
    int alignment = ByteBuffer.wrap(new HexText(digits.text(), digits.from(), digits.from() + 2 * HEADER, true).decode()).order(ByteOrder.LITTLE_ENDIAN).getInt();
    blobs.put(key, new Blob(digits.behind(HEADER), alignment));
  }

  private String key() {
    Token string = cursor.accept(MlirLexer.STRING);
    return string != null ? AsmText.unquote(string.getText()) : cursor.takeWord("identifier key of a resource");
  }
}
