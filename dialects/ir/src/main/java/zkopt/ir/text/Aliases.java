package zkopt.ir.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.antlr.v4.runtime.Token;
import zkopt.ir.Attribute;
import zkopt.ir.Type;
import zkopt.ir.text.grammar.MlirLexer;
import zkopt.ir.text.grammar.MlirParser;

/**
 * The aliases {@code #name = attribute} and {@code !name = type} of a text. They are found before anything is parsed and read when
 * first used, for location aliases stand at the end of the text.
 */
final class Aliases {
  private final TokenCursor cursor;
  private final AttributeBuilder builder;
  private final Map<String, Integer> definitions = new HashMap<>();
  private final Map<String, Object> values = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  Aliases(TokenCursor cursor, AttributeBuilder builder) {
    this.cursor = cursor;
    this.builder = builder;
    for (int i = 0; i + 1 < cursor.size(); i++) {
      int type = cursor.type(i);
      if (type != MlirLexer.HASH_ID && type != MlirLexer.EXCLAMATION_ID || !cursor.isText(i + 1, "=")) continue;
      Token name = cursor.get(i);
      if (definitions.put(name.getText(), i + 2) != null) {
        throw cursor.error(name, "redefinition of " + kind(name) + " alias id '" + name.getText().substring(1) + "'");
      }
    }
  }

  Attribute attribute(Token name) {
    return (Attribute) value(name, () -> builder.attribute(cursor.rule(MlirParser::attribute)));
  }

  Type type(Token name) {
    return (Type) value(name, () -> builder.types().type(cursor.rule(MlirParser::type)));
  }

  private Object value(Token name, Supplier<Object> parse) {
    String text = name.getText();
    Object known = values.get(text);
    if (known != null) return known;
    Integer definition = definitions.get(text);
    if (definition == null || !open.add(text)) {
      throw cursor.missing(cursor.get(name.getTokenIndex() + 1), "undefined symbol alias id '" + text.substring(1) + "'");
    }
    int here = cursor.index();
    cursor.seek(definition);
    Object value = parse.get();
    cursor.seek(here);
    open.remove(text);
    values.put(text, value);
    return value;
  }

  private static String kind(Token name) {
    return name.getType() == MlirLexer.HASH_ID ? "attribute" : "type";
  }
}
