package zkopt.tools.opt;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zkopt.ir.Dialect;
import zkopt.ir.IRContext;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.Arity;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.pass.OptionInfo;
import zkopt.pass.Pass;
import zkopt.pass.PassInfo;
import zkopt.pass.PassRegistry;

/** The reference in Markdown, from the declarations: there is no second place that could say something else. */
final class Reference {
  private final StringBuilder text = new StringBuilder();

  private Reference() {}

  /** Every dialect with its types, attributes and operations. */
  static String dialects(IRContext context) {
    var page = new Reference();
    page.line("# Dialects").line("").line("Made by `tools/bin/zkopt --write-reference=.` from the declarations; do not edit.").line("");
    context.dialects().forEach(page::index);
    context.dialects().forEach(page::dialect);
    return page.text.toString();
  }

  /** Every pass with its options, and the named pipelines. */
  static String passes(PassRegistry registry) {
    var page = new Reference();
    page.line("# Passes").line("").line("Made by `tools/bin/zkopt --write-reference=.` from the declarations; do not edit.").line("");
    page.line("The [named pipelines](#named-pipelines) stand at the end.");
    page.head("pass", "");
    registry.passes().forEach(pass -> page.row(link(pass.name(), pass.name()), pass.summary()));
    registry.passes().forEach(page::pass);
    page.line("").line("## Named pipelines").line("");
    registry.pipelines().forEach((name, passes) -> page.line("* `" + name + "`: `" + passes + "`"));
    return page.text.toString();
  }

  private Reference line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** A row of a table. */
  private void row(String... cells) {
    line(Stream.of(cells).map(c -> c.replace("|", "\\|").replace("\n", " ")).collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void head(String... titles) {
    line("");
    row(titles);
    line("|" + "---|".repeat(titles.length));
  }

  /** A link to a heading, by the rule of Markdown's readers: small letters, without dots. */
  private static String link(String title, String heading) {
    return "[" + title + "](#" + heading.toLowerCase(Locale.ROOT).replace(".", "") + ")";
  }

  private static Stream<OpSpec> operations(Dialect dialect) {
    return dialect.operations().stream().sorted(Comparator.comparing(OpSpec::name));
  }

  private void index(Dialect dialect) {
    String name = dialect.namespace();
    line("* " + link("**" + name + "**", name) + ": "
        + operations(dialect).map(op -> link(op.name().substring(name.length() + 1), op.name())).collect(Collectors.joining(", ")));
  }

  private void dialect(Dialect dialect) {
    line("").line("## " + dialect.namespace()).line("").line(dialect.summary());
    syntax("type", dialect.types());
    syntax("attribute", dialect.attributes());
    operations(dialect).forEach(this::operation);
  }

  private void syntax(String kind, List<Dialect.Syntax> entries) {
    if (entries.isEmpty()) return;
    head(kind, "");
    entries.forEach(e -> row("`" + e.syntax() + "`", e.summary()));
  }

  private void operation(OpSpec op) {
    line("").line("### " + op.name());
    if (!op.summary().isEmpty()) line("").line(capitalised(op.summary()) + ".");
    if (op.assembly() != null) line("").line("Syntax: `" + op.name() + "` " + code(op.assembly()));
    else line("").line(op.customAssembly() == null ? "Syntax: the generic form." : "Syntax: a custom form that its class reads and prints.");
    var traits = traits(op);
    if (!traits.isEmpty()) line("").line("Traits: " + String.join(", ", traits));
    if (hasParts(op)) parts(op);
  }

  private static String code(String assembly) {
    return assembly.contains("`") ? "`` " + assembly + " ``" : "`" + assembly + "`";
  }

  private static String capitalised(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static boolean hasParts(OpSpec op) {
    return !op.operands().isEmpty() || !op.attributes().isEmpty() || !op.results().isEmpty() || !op.regions().isEmpty();
  }

  private void parts(OpSpec op) {
    head("part", "name", "what it is");
    op.operands().forEach(o -> row("operand", "`" + o.name() + "`", type(o.arity(), o.type())));
    op.attributes().forEach(a -> row("attribute", "`" + a.name() + "`", attribute(a)));
    op.regions().forEach(r -> row("region", "`" + r.name() + "`", r.variadic() ? "any number" : "one"));
    op.results().forEach(r -> row("result", "`" + r.name() + "`", type(r.arity(), r.type())));
  }

  private static String type(Arity arity, TypeConstraint type) {
    return switch (arity) {
      case ONE -> type.summary();
      case OPTIONAL -> "optional " + type.summary();
      case VARIADIC -> "variadic of " + type.summary();
    };
  }

  private static String attribute(AttrDef attribute) {
    if (attribute.defaultValue() != null) return attribute.kind() + ", default `" + attribute.defaultValue() + "`";
    return attribute.optional() ? attribute.kind() + ", optional" : attribute.kind();
  }

  /** The names of the traits that the class of the operation has. */
  private static TreeSet<String> traits(OpSpec op) {
    var names = new TreeSet<String>();
    for (Class<?> c = op.prototype().getClass(); c != Operation.class && c != null; c = c.getSuperclass()) {
      for (Class<?> trait : c.getInterfaces()) if (trait.getEnclosingClass() == Traits.class) names.add(trait.getSimpleName());
    }
    return names;
  }

  private void pass(PassInfo pass) {
    line("").line("## " + pass.name()).line("");
    String anchor = pass.anchor().equals(Pass.ANY) ? "any operation that is isolated from above" : "`" + pass.anchor() + "`";
    line(capitalised(pass.summary()) + ". Runs on " + anchor + ".");
    if (!pass.options().isEmpty()) head("option", "type", "default", "");
    for (OptionInfo option : pass.options()) row("`" + option.name() + "`", option.typeSummary(), option.defaultText(), option.summary());
    if (!pass.statistics().isEmpty()) head("statistic", "");
    pass.statistics().forEach((name, what) -> row("`" + name + "`", what));
  }
}
