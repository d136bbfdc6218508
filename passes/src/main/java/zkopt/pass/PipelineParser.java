package zkopt.pass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import zkopt.ir.Suggestion;

/**
 * Reads the text of a pipeline, in mlir-opt's grammar:
 *
 * <pre>
 * pipeline ::= anchor '(' (element (',' element)*)? ')'
 * element  ::= pipeline | name ('{' (key ('=' value)?)* '}')?
 * </pre>
 *
 * White space may stand between any two of these. A value is bare, quoted or in braces.
 */
final class PipelineParser {
  private final String text;
  private final PassRegistry registry;
  private final OptionsGiven given;
  private int at;

  /** @param given options of the named pipeline that {@code text} is the expansion of */
  PipelineParser(String text, PassRegistry registry, OptionsGiven given) {
    this.text = text;
    this.registry = registry;
    this.given = given;
  }

  PassPipeline parseAnchored() {
    skipSpace();
    String anchor = name();
    skipSpace();
    if (anchor.isEmpty() || !peek('(')) {
      throw error(0, "expected pass pipeline to be wrapped with the anchor operation type, e.g. 'builtin.module(...)'");
    }
    var pipeline = new PassPipeline(anchor, nested(anchor));
    skipSpace();
    expectEnd();
    return pipeline;
  }

  /** All of the text, each pass nested in its anchor where that is not {@code anchor}. */
  PassPipeline parseNesting(String anchor) {
    var elements = new ArrayList<PipelineElement>();
    String[] open = {anchor};
    var inner = new ArrayList<PipelineElement>();
    for (var element : elements(null)) {
      String wanted = element instanceof PassStep s && !s.pass().anchor().equals(Pass.ANY) ? s.pass().anchor() : anchor;
      if (!wanted.equals(open[0])) {
        close(open[0], anchor, inner, elements);
        open[0] = wanted;
      }
      inner.add(element);
    }
    close(open[0], anchor, inner, elements);
    expectEnd();
    return new PassPipeline(anchor, elements);
  }

  private static void close(String open, String anchor, List<PipelineElement> inner, List<PipelineElement> elements) {
    if (open.equals(anchor)) elements.addAll(inner);
    else elements.add(new PassPipeline(open, inner));
    inner.clear();
  }

  private void expectEnd() {
    if (at == text.length()) return;
    throw error(at, peek(')')
        ? "encountered extra closing ')' creating unbalanced parentheses while parsing pipeline"
        : "expected ',' after parsing pipeline");
  }

  /** Elements in parentheses. */
  private List<PipelineElement> nested(String anchor) {
    at++;
    skipSpace();
    var elements = peek(')') ? List.<PipelineElement>of() : elements(anchor);
    if (at == text.length()) throw error(at, "encountered unbalanced parentheses while parsing pipeline");
    if (!peek(')')) throw error(at, "expected ',' after parsing pipeline");
    at++;
    return elements;
  }

  /** {@code anchor} null: passes of any anchor may stand. */
  private List<PipelineElement> elements(String anchor) {
    var elements = new ArrayList<PipelineElement>();
    do {
      skipSpace();
      elements.addAll(element(anchor));
      skipSpace();
    } while (accept(','));
    return elements;
  }

  private List<? extends PipelineElement> element(String anchor) {
    int start = at;
    String name = name();
    skipSpace();
    if (peek('(')) return List.of(new PassPipeline(name, nested(name)));
    int optionsAt = at + 1;
    String options = peek('{') ? options() : "";
    var info = registry.pass(name);
    if (info != null) return List.of(step(anchor, info, options, start, optionsAt));
    String pipeline = registry.pipeline(name);
    if (pipeline != null) return expand(anchor, name, pipeline, options, optionsAt);
    throw error(start, "'" + name + "' does not refer to a registered pass or pass pipeline" + Suggestion.text(name, registry.names()));
  }

  private PassStep step(String anchor, PassInfo info, String options, int start, int optionsAt) {
    var own = keysAndValues(options);
    for (String key : own.keySet()) {
      if (info.option(key) == null) throw noSuchOption(info.name(), key, info.options().stream().map(OptionInfo::name).toList(), options, optionsAt);
    }
    Pass pass;
    try {
      pass = info.make(given.override(info, own));
    } catch (IllegalArgumentException e) {
      throw error(options.isEmpty() ? start : optionsAt, failedToAdd(info.name(), options) + e.getMessage());
    }
    if (anchor != null && !pass.anchor().equals(Pass.ANY) && !pass.anchor().equals(anchor)) {
      throw error(start, "Can't add pass '" + info.name() + "' restricted to '" + pass.anchor() + "' on a PassManager intended to run on '"
          + anchor + "', did you intend to nest?");
    }
    return new PassStep(info, pass);
  }

  private List<PipelineElement> expand(String anchor, String name, String pipeline, String options, int optionsAt) {
    var inner = new OptionsGiven(keysAndValues(options), given);
    var parser = new PipelineParser(pipeline, registry, inner);
    var elements = parser.elements(anchor);
    parser.expectEnd();
    if (!inner.unused().isEmpty()) throw noSuchOption(name, inner.unused().getFirst(), optionNames(elements), options, optionsAt);
    return elements;
  }

  private static List<String> optionNames(List<PipelineElement> elements) {
    var names = new TreeSet<String>();
    for (var element : elements) {
      switch (element) {
        case PassStep(PassInfo info, _) -> info.options().forEach(o -> names.add(o.name()));
        case PassPipeline p -> names.addAll(optionNames(p.elements()));
      }
    }
    return List.copyOf(names);
  }

  private PipelineException noSuchOption(String name, String key, List<String> known, String options, int optionsAt) {
    String hint = known.isEmpty() ? "; '" + name + "' has no options" : Suggestion.text(key, known);
    return error(optionsAt + options.indexOf(key), failedToAdd(name, options) + "no such option " + key + hint);
  }

  private static String failedToAdd(String name, String options) {
    return "failed to add `" + name + "` with options `" + options.strip() + "`: ";
  }

  /** The texts given for each key; a key alone has the empty text. */
  private static Map<String, List<String>> keysAndValues(String options) {
    var values = new LinkedHashMap<String, List<String>>();
    for (var item : OptionText.split(options, ' ')) {
      int equals = item.text().indexOf('=');
      String key = equals < 0 ? item.text() : item.text().substring(0, equals);
      values.computeIfAbsent(key, _ -> new ArrayList<>()).add(equals < 0 ? "" : item.text().substring(equals + 1));
    }
    return values;
  }

  /** The text in braces. */
  private String options() {
    int close = OptionText.endOfGroup(text, at);
    if (close == text.length()) throw error(at, "missing closing '}' while processing pass options");
    String options = text.substring(at + 1, close);
    at = close + 1;
    return options;
  }

  private String name() {
    int start = at;
    while (at < text.length() && ",(){}".indexOf(text.charAt(at)) < 0 && !Character.isWhitespace(text.charAt(at))) at++;
    return text.substring(start, at);
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
  }

  private boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean accept(char c) {
    if (!peek(c)) return false;
    at++;
    return true;
  }

  private PipelineException error(int at, String reason) {
    return new PipelineException(reason, text, at);
  }
}
