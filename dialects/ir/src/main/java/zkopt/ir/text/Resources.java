package zkopt.ir.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import zkopt.ir.AsmText;
import zkopt.ir.Blob;
import zkopt.ir.HexText;
import zkopt.ir.IRContext;
import zkopt.ir.text.grammar.MlirLexer;

/**
 * The section {@code {-# dialect_resources: { builtin: { key: "0x..." } } #-}} at the end of a text. It is read before the
 * operations, so that resource attributes have their data when they are made.
 */
final class Resources {
  /** Bytes before the data: the alignment, a little-endian 32-bit integer. */
  static final int HEADER = 4;

  private static final String ENTRY = "identifier key for 'resource' entry";

  private static final String BUILTIN = "builtin";

  private final IRContext context;
  private final TokenCursor cursor;
  private final Map<String, Blob> blobs = new HashMap<>();
  private final Map<String, Map<String, String>> external = new HashMap<>();
  /** The tokens behind the sections, by those that they begin with. */
  private final Map<Integer, Integer> ends = new HashMap<>();

  Resources(IRContext context, TokenCursor cursor) {
    this.context = context;
    this.cursor = cursor;
    int here = cursor.index();
    for (int i = 0; i < cursor.size(); i++) {
      if (cursor.type(i) != MlirLexer.RESOURCES_OPEN) continue;
      cursor.seek(i);
      read();
      ends.put(i, cursor.index());
      i = cursor.index() - 1;
    }
    cursor.seek(here);
  }

  /** The token behind the section that begins with token {@code start}. */
  int end(int start) {
    return ends.get(start);
  }

  /** The data of a resource, or null when the text has none. */
  Blob blob(String key) {
    return blobs.get(key);
  }

  private void read() {
    cursor.expect("{-#");
    list("#-}", () -> {
      Token key = cursor.peek();
      String section = cursor.takeWord("identifier key in file metadata dictionary");
      cursor.expect(":");
      if (!section.equals("dialect_resources") && !section.equals("external_resources")) {
        throw cursor.error(key, "unknown key '" + section + "' in file metadata dictionary");
      }
      cursor.expect("{");
      list("}", () -> {
        Token name = cursor.peek();
        String owner = cursor.takeWord(ENTRY);
        cursor.expect(":");
        cursor.expect("{");
        if (section.equals("dialect_resources")) checkDialect(owner, name);
        list("}", () -> entry(section, owner));
      });
    });
  }

  /** Only builtin keeps resources: those of others would be lost. */
  private void checkDialect(String owner, Token name) {
    if (owner.equals(BUILTIN)) return;
    if (context.dialect(owner) == null) throw cursor.error(name, "dialect '" + owner + "' is unknown");
    throw cursor.error(cursor.peek(), "unexpected 'resource' section for dialect '" + owner + "'");
  }

  private void list(String end, Runnable element) {
    if (cursor.accept(end)) return;
    do element.run(); while (cursor.accept(","));
    if (!cursor.accept(end)) throw cursor.missing(cursor.peek(), "expected ',' or '" + end + "'");
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
    Token value = cursor.expect(MlirLexer.STRING, "hex string blob for key '" + key + "'");
    HexText digits = Literals.hex(cursor, value, "hex string blob of resource '" + key + "'");
    if (digits.to() - digits.from() < 2 * HEADER) {
      throw cursor.error(value, "expected hex string blob for key '" + key + "' to encode alignment in first 4 bytes");
    }
    int alignment = ByteBuffer.wrap(new HexText(digits.text(), digits.from(), digits.from() + 2 * HEADER, true).decode()).order(ByteOrder.LITTLE_ENDIAN).getInt();
    blobs.put(key, new Blob(digits.behind(HEADER), alignment));
  }

  private String key() {
    Token string = cursor.accept(MlirLexer.STRING);
    return string != null ? AsmText.unquote(string.getText()) : cursor.takeWord(ENTRY);
  }
}
