package zkopt.ir.text;

import java.util.function.BiFunction;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import zkopt.ir.Dialect;
import zkopt.ir.IRContext;
import zkopt.ir.OpParser;

/** Lets dialects read the bodies of their types and attributes. */
final class DialectHooks {
  /** {@link Dialect#parseType} or {@link Dialect#parseAttribute}. */
  interface Hook<T> {
    T parse(Dialect dialect, String mnemonic, OpParser parser);
  }

  private final TokenCursor cursor;
  private final IRContext context;
  private final OperationParser parser;

  DialectHooks(TokenCursor cursor, IRContext context, OperationParser parser) {
    this.cursor = cursor;
    this.context = context;
    this.parser = parser;
  }

  /** The entity whose text is {@code tree}: a name token {@code !dialect.mnemonic}, then maybe a balanced body. */
  <T> T parse(ParserRuleContext tree, String kind, Hook<? extends T> hook, BiFunction<String, String, ? extends T> opaque) {
    Token name = tree.getStart();
    String text = name.getText().substring(1);
    int dot = text.indexOf('.');
    String namespace = dot < 0 ? text : text.substring(0, dot);
    Dialect dialect = context.dialect(namespace);
    if (dialect == null) {
      if (!context.allowsUnregisteredDialects()) {
        throw cursor.error(name, (kind.equals("type") ? "!" : "#") + text + " is of dialect '" + namespace + "', which is not registered; "
            + "if this is intended, please use -allow-unregistered-dialect");
      }
      return opaque.apply(namespace, opaqueBody(tree, text, dot));
    }
    int end = tree.getStop().getTokenIndex() + 1;
    int here = cursor.index();
    cursor.seek(name.getTokenIndex() + 1);
    if (dot < 0) cursor.expect("<");
    String mnemonic = dot < 0 ? cursor.takeWord("valid keyword") : text.substring(dot + 1);
    T parsed = parser.apart(() -> hook.parse(dialect, mnemonic, parser));
    if (dot < 0) cursor.expect(">");
    if (parsed == null) throw cursor.error(name, "unknown " + kind + " '" + mnemonic + "' in dialect '" + namespace + "'");
    if (cursor.index() != end) {
      throw cursor.error(cursor.peek(), "unexpected '" + TokenCursor.abbreviated(cursor.peek()) + "' in " + kind + " of dialect '" + namespace + "'");
    }
    cursor.seek(here);
    return parsed;
  }

  /** The text behind {@code dialect.}, or inside the brackets of {@code dialect<...>}. */
  private String opaqueBody(ParserRuleContext tree, String text, int dot) {
    String body = cursor.text(tree.getStart(), tree.getStop()).substring(1 + text.length());
    if (dot >= 0) return text.substring(dot + 1) + body;
    return body.substring(1, body.length() - 1);
  }
}
