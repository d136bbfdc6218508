package zkopt.ir.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zkopt.ir.OpSpec;
import zkopt.ir.text.AssemblyFormat.Element;
import zkopt.ir.text.AssemblyFormat.Types;

/** Reads the text of a declared assembly format. */
final class FormatReader {
  private static final Pattern TOKEN = Pattern.compile("\\s*(`[^`]*`|\\$\\w+|custom<\\w+>|[A-Za-z][\\w-]*|[()?^,:])");

  private final OpSpec spec;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  FormatReader(OpSpec spec) {
    this.spec = spec;
    Matcher matcher = TOKEN.matcher(spec.assembly());
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!spec.assembly().substring(end).isBlank()) throw malformed("cannot read '" + spec.assembly().substring(end) + "'");
  }

  List<Element> read() {
    var elements = readUntilClose();
    if (at < tokens.size()) throw malformed("unmatched ')'");
    return elements;
  }

  private IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException("assembly format of '" + spec.name() + "': " + why);
  }

  private Element anchor;

  private List<Element> readUntilClose() {
    var elements = new ArrayList<Element>();
    while (at < tokens.size() && !tokens.get(at).equals(")")) {
      Element element = readElement();
      if (peek("^")) {
        at++;
        anchor = element;
      }
      elements.add(element);
    }
    return List.copyOf(elements);
  }

  private boolean peek(String token) {
    return at < tokens.size() && tokens.get(at).equals(token);
  }

  private void expect(String token) {
    if (!peek(token)) throw malformed("expected '" + token + "'");
    at++;
  }

  private Element readElement() {
    String token = tokens.get(at++);
    if (token.startsWith("`")) return new AssemblyFormat.Literal(token.substring(1, token.length() - 1));
    if (token.startsWith("$")) return part(token.substring(1));
    return switch (token) {
      case "(" -> group();
      case "attr-dict" -> new AssemblyFormat.AttrDict(false);
      case "attr-dict-with-keyword" -> new AssemblyFormat.AttrDict(true);
      case "operands" -> new AssemblyFormat.AllOperands();
      case "successors" -> new AssemblyFormat.Successors();
      case "custom<DynamicIndexList>" -> indexList();
      case "type" -> {
        expect("(");
        Types types = types();
        expect(")");
        yield new AssemblyFormat.TypeOf(types);
      }
      case "functional-type" -> {
        expect("(");
        Types inputs = types();
        expect(",");
        Types results = types();
        expect(")");
        yield new AssemblyFormat.FunctionalType(inputs, results);
      }
      default -> throw malformed("unknown directive '" + token + "'");
    };
  }

  private Element indexList() {
    expect("(");
    Element dynamics = part(tokens.get(at++).substring(1));
    expect(",");
    Element statics = part(tokens.get(at++).substring(1));
    expect(")");
    if (dynamics instanceof AssemblyFormat.Operand(var operands) && statics instanceof AssemblyFormat.Attribute(var numbers)) {
      return new AssemblyFormat.IndexList(operands, numbers);
    }
    throw malformed("an index list takes operands and an attribute");
  }

  private Element group() {
    anchor = null;
    List<Element> then = readUntilClose();
    Element groupAnchor = anchor;
    expect(")");
    List<Element> otherwise = List.of();
    if (peek(":")) {
      at++;
      expect("(");
      otherwise = readUntilClose();
      expect(")");
    }
    expect("?");
    anchor = null;
    if (groupAnchor == null) throw malformed("an optional group needs an anchor");
    return new AssemblyFormat.Group(then, groupAnchor, otherwise);
  }

  private Element part(String name) {
    for (var def : spec.operands()) {
      if (def.name().equals(name)) return new AssemblyFormat.Operand(def);
    }
    for (var def : spec.attributes()) {
      if (def.name().equals(name)) return new AssemblyFormat.Attribute(def);
    }
    for (int i = 0; i < spec.regions().size(); i++) {
      if (spec.regions().get(i).name().equals(name)) return new AssemblyFormat.Regions(spec.regions().get(i), i);
    }
    throw malformed("no operand, attribute or region '" + name + "'");
  }

  private Types types() {
    String token = tokens.get(at++);
    if (token.equals("operands")) return new Types(spec.operands(), List.of());
    if (token.equals("results")) return new Types(List.of(), spec.results());
    String name = token.substring(1);
    for (var def : spec.operands()) {
      if (def.name().equals(name)) return new Types(List.of(def), List.of());
    }
    for (var def : spec.results()) {
      if (def.name().equals(name)) return new Types(List.of(), List.of(def));
    }
    throw malformed("no operand or result '" + name + "'");
  }
}
