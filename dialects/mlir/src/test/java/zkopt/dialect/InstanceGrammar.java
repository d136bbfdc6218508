package zkopt.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A grammar of well-formed operations, and random texts of it. A line {@code $NAME = a||b} is a production with its alternatives. Another
 * line, with the indented lines below, is a template: the text of one operation and what it needs around it.
 *
 * <pre>
 *   $NAME        any alternative of the production; each time another
 *   $NAME1       the same each time within an instance; so are other numbers
 *   $NAME{x}     an alternative of it in which x stands for each ~
 *   (?a||b?)     one of these texts
 *   %{type}      a value of this type, an argument of the function around the instance
 *   $N           the number of the instance
 *   !            in front of a template: it stands in the module
 * </pre>
 */
final class InstanceGrammar {
  sealed interface Node {}

  record Text(String text) implements Node {}

  record Sequence(List<Node> parts) implements Node {}

  /** By identity: equal choices at two places are two. */
  static final class Choice implements Node {
    private final List<Node> alternatives;
    private final int[] taken;

    Choice(List<Node> alternatives) {
      this.alternatives = alternatives;
      this.taken = new int[alternatives.size()];
    }

    boolean isLeft() {
      return Arrays.stream(taken).anyMatch(t -> t == 0);
    }

    /** One of those that were taken least. */
    Node next(Random random) {
      int least = Arrays.stream(taken).min().orElseThrow();
      int at = random.nextInt(taken.length);
      while (taken[at] != least) at = (at + 1) % taken.length;
      taken[at]++;
      return alternatives.get(at);
    }
  }

  /** @param key of what stays the same within an instance, or null @param argument for each {@code ~}, or null */
  record Name(String name, String key, Node argument) implements Node {}

  record Value(Node type) implements Node {}

  /** @param line in the grammar, from 1 */
  record Template(int line, boolean inModule, Node body) {
    /** The most alternatives of one of its own choices. */
    int width() {
      return width(body);
    }

    private static int width(Node node) {
      return switch (node) {
        case Sequence(var parts) -> parts.stream().mapToInt(Template::width).max().orElse(1);
        case Choice choice -> choice.alternatives.size();
        default -> 1;
      };
    }
  }

  private final Map<String, Choice> productions = new LinkedHashMap<>();
  private final List<Template> templates = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private InstanceGrammar() {}

  static InstanceGrammar read(List<String> lines) {
    var grammar = new InstanceGrammar();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) continue;
      if (line.startsWith("$")) {
        int equals = line.indexOf(" = ");
        grammar.productions.put(line.substring(1, equals), grammar.new Reader(line.substring(equals + 3)).choice());
        continue;
      }
      int first = i;
      var text = new StringBuilder(line);
      while (i + 1 < lines.size() && lines.get(i + 1).startsWith(" ")) text.append('\n').append(lines.get(++i));
      boolean inModule = line.startsWith("!");
      grammar.templates.add(new Template(first + 1, inModule, grammar.new Reader(text.substring(inModule ? 1 : 0)).whole()));
    }
    grammar.names.removeAll(grammar.productions.keySet());
    if (!grammar.names.isEmpty()) throw new IllegalArgumentException("no productions " + grammar.names);
    return grammar;
  }

  List<Template> templates() {
    return Collections.unmodifiableList(templates);
  }

  Choice production(String name) {
    return productions.get(name);
  }

  /** Any production. */
  Choice production(Random random) {
    return List.copyOf(productions.values()).get(random.nextInt(productions.size()));
  }

  /** Whether texts of {@code template} may have something that no text had yet. */
  boolean isLeft(Template template) {
    return isLeft(template.body, new HashSet<>());
  }

  private boolean isLeft(Node node, Set<String> seen) {
    return switch (node) {
      case Text _ -> false;
      case Value(Node type) -> isLeft(type, seen);
      case Sequence(var parts) -> parts.stream().anyMatch(part -> isLeft(part, seen));
      case Choice choice -> choice.isLeft() || choice.alternatives.stream().anyMatch(a -> isLeft(a, seen));
      case Name name -> name.argument != null && isLeft(name.argument, seen)
          || productions.containsKey(name.name) && seen.add(name.name) && isLeft(productions.get(name.name), seen);
    };
  }

  private final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Node whole() {
      return sequence();
    }

    Choice choice() {
      var alternatives = new ArrayList<Node>();
      do alternatives.add(sequence()); while (accept("||"));
      return new Choice(List.copyOf(alternatives));
    }

    private boolean accept(String token) {
      if (!text.startsWith(token, at)) return false;
      at += token.length();
      return true;
    }

    private void expect(String token) {
      if (!accept(token)) throw new IllegalArgumentException("expected " + token + " in " + text + " at " + at);
    }

    private Node sequence() {
      var parts = new ArrayList<Node>();
      int depth = 0;
      while (at < text.length() && !text.startsWith("||", at) && !text.startsWith("?)", at)) {
        if (accept("(?")) {
          parts.add(choice());
          expect("?)");
        } else if (accept("%{")) {
          parts.add(new Value(sequence()));
          expect("}");
        } else if (text.charAt(at) == '$' && Character.isUpperCase(text.charAt(at + 1))) {
          at++;
          parts.add(name());
        } else {
          char c = text.charAt(at);
          if (c == '{') depth++;
          if (c == '}' && --depth < 0) break;
          parts.add(new Text(String.valueOf(c)));
          at++;
        }
      }
      return new Sequence(List.copyOf(parts));
    }

    private Name name() {
      int start = at;
      while (at < text.length() && Character.isUpperCase(text.charAt(at))) at++;
      String name = text.substring(start, at);
      if (!name.equals("N")) names.add(name);
      int digits = at;
      while (at < text.length() && Character.isDigit(text.charAt(at))) at++;
      String key = at > digits ? text.substring(start, at) : null;
      Node argument = null;
      if (!name.equals("N") && accept("{")) {
        argument = sequence();
        expect("}");
      }
      return new Name(name, key, argument);
    }
  }
}
