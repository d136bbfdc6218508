package zkopt.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import zkopt.dialect.InstanceGrammar.Choice;
import zkopt.dialect.InstanceGrammar.Name;
import zkopt.dialect.InstanceGrammar.Node;
import zkopt.dialect.InstanceGrammar.Sequence;
import zkopt.dialect.InstanceGrammar.Template;
import zkopt.dialect.InstanceGrammar.Text;
import zkopt.dialect.InstanceGrammar.Value;

/** One text of a template, chosen at random. */
final class RandomInstance {
  /** What instances may refer to stands behind the last one of a text. */
  static final String RESOURCES = "{-# dialect_resources: { builtin: { r: \"0x0400000001020304\" } } #-}\n";
  private static final int REUSE = 3;
  private static final int NEVER = -1;

  private final InstanceGrammar grammar;
  private final Random random;
  private final int number;
  private final Map<String, String> bound = new HashMap<>();
  private final List<String> types = new ArrayList<>();
  /** After so many names a wrong one is taken. */
  private int slip;

  private RandomInstance(InstanceGrammar grammar, Random random, int number, int slip) {
    this.grammar = grammar;
    this.random = random;
    this.number = number;
    this.slip = slip;
  }

  /** A well-formed text. @param number of the text, in the names of symbols */
  static String text(InstanceGrammar grammar, Template template, Random random, int number) {
    return new RandomInstance(grammar, random, number, NEVER).text(template);
  }

  /** A text in which what one name stands for is exchanged for something else; {@code names} names stand before it. */
  static String wrongText(InstanceGrammar grammar, Template template, Random random, int names) {
    return new RandomInstance(grammar, random, 0, names).text(template);
  }

  private String text(Template template) {
    String body = expand(template.body());
    if (template.inModule()) return body + "\n";
    var arguments = new ArrayList<String>();
    for (int i = 0; i < types.size(); i++) arguments.add("%a" + i + ": " + types.get(i));
    return "func.func @t" + number + "(" + String.join(", ", arguments) + ") {\n  " + body.replace("\n", "\n  ") + "\n    return\n}\n";
  }

  private String expand(Node node) {
    return switch (node) {
      case Text(String text) -> text;
      case Sequence(var parts) -> {
        var all = new StringBuilder();
        for (Node part : parts) all.append(expand(part));
        yield all.toString();
      }
      case Choice choice -> expand(choice.next(random));
      case Value(Node type) -> value(expand(type));
      case Name name -> name(name);
    };
  }

  private String value(String type) {
    int known = types.indexOf(type);
    if (known >= 0 && random.nextInt(REUSE) > 0) return "%a" + known;
    types.add(type);
    return "%a" + (types.size() - 1);
  }

  private String name(Name name) {
    if (name.name().equals("N")) return Integer.toString(number);
    String text = production(name);
    return name.argument() == null ? text : text.replace("~", expand(name.argument()));
  }

  private String production(Name name) {
    if (slip-- == 0) return expand(random.nextBoolean() ? grammar.production(random) : grammar.production(name.name()));
    if (name.key() == null) return expand(grammar.production(name.name()));
    String text = bound.get(name.key());
    if (text == null) {
      text = expand(grammar.production(name.name()));
      bound.put(name.key(), text);
    }
    return text;
  }
}
