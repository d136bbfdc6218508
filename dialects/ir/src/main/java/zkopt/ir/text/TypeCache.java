package zkopt.ir.text;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.antlr.v4.runtime.Token;
import zkopt.ir.Type;
import zkopt.ir.text.grammar.MlirLexer;

/** The types that a text has spelled already, by their spelling: a text has few types and names them often. */
final class TypeCache {
  /** Longer types are parsed again and again. */
  private static final int MAX_TOKENS = 64;
  private static final int LESS = TokenCursor.fixedType("<");
  private static final int GREATER = TokenCursor.fixedType(">");

  private final TokenCursor cursor;
  private final Map<String, Type> types = new HashMap<>();

  TypeCache(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** The type that stands at the cursor, which is moved behind it; {@code parse} reads one that is new. */
  Type type(Supplier<Type> parse) {
    int first = cursor.index();
    int last = last(first);
    if (last < 0) return parse.get();
    String text = cursor.text(first, last);
    Type known = types.get(text);
    if (known != null) {
      cursor.seek(last + 1);
      return known;
    }
    Type parsed = parse.get();
    if (cursor.index() == last + 1) types.put(text, parsed);
    return parsed;
  }

  /** The last token of the type that begins with token {@code first}; -1 when that is not plain to see. */
  private int last(int first) {
    return switch (cursor.type(first)) {
      case MlirLexer.INTTYPE, MlirLexer.BARE_ID -> first;
      case MlirLexer.SHAPED -> closing(first, 1);
      case MlirLexer.EXCLAMATION_ID -> cursor.type(first + 1) == LESS ? closing(first + 1, 1) : first;
      default -> -1;
    };
  }

  /** The token that closes the bracket opened by token {@code open}. */
  private int closing(int open, int depth) {
    for (int i = open + 1; i < open + MAX_TOKENS; i++) {
      int type = cursor.type(i);
      if (type == Token.EOF) return -1;
      if (type == LESS || type == MlirLexer.SHAPED) depth++;
      if (type == GREATER && --depth == 0) return i;
    }
    return -1;
  }
}
