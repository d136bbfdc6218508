package zkopt.ir.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zkopt.ir.AsmText;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.UnregisteredOp;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.ir.affine.AffinePrinter;
import zkopt.ir.text.PrintOptions.Flag;

/** Prints operations as {@code mlir-opt} of LLVM 19 does. */
public final class AsmPrinter implements OpPrinter {
  private static final String INDENT = "  ";

  private final PrintOptions options;
  private final AttributePrinter attributes;
  private final SsaNames names;
  private final StringBuilder out = new StringBuilder();
  private final boolean generic;
  private final boolean locations;
  private int depth;
  /** The dialect whose prefix may be left out here. */
  private String defaultDialect = "builtin";

  private AsmPrinter(Operation root, PrintOptions options, AttributeAliases aliases) {
    this.options = options;
    this.generic = options.has(Flag.GENERIC);
    this.locations = options.has(Flag.LOCATIONS);
    this.attributes = new AttributePrinter(options, aliases);
    this.names = new SsaNames(root, options);
  }

  /** The operation with its aliases before and its resources behind it, ending in a newline. */
  public static String print(Operation op, PrintOptions options) {
    var text = new StringBuilder();
    try {
      write(op, options, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** As {@link #print}; the data of resources goes to {@code to} without being held in memory as text. */
  public static void write(Operation op, PrintOptions options, Appendable to) throws IOException {
    if (options.has(Flag.LOCAL_SCOPE)) {
      to.append(printLocally(op, options)).append('\n');
      return;
    }
    var aliases = new AttributeAliases();
    var printer = new AsmPrinter(op, options, aliases);
    printer.operation(op);
    if (aliases.settle()) {
      to.append(aliases.definitions(printer.attributes, false));
    } else {
      printer = new AsmPrinter(op, options, aliases);
      to.append(aliases.definitions(printer.attributes, false));
      printer.operation(op);
    }
    to.append(printer.out).append('\n').append(aliases.definitions(printer.attributes, true));
    printer.resourceSection(to);
  }

  public static String print(Operation op) {
    return print(op, PrintOptions.DEFAULT);
  }

  /** The operation alone, without aliases; values have the names that they have in the function around. */
  public static String printLocally(Operation op, PrintOptions options) {
    Operation root = op;
    while (root.parentOp() != null && !(root instanceof Traits.IsolatedFromAbove)) root = root.parentOp();
    var printer = new AsmPrinter(root, options, null);
    if (op.parentOp() != null) printer.defaultDialect = op.parentOp().defaultDialect();
    printer.operation(op);
    return printer.out.toString();
  }

  private void resourceSection(Appendable to) throws IOException {
    String separator = "\n{-#\n  dialect_resources: {\n    builtin: {\n";
    boolean empty = true;
    for (var resource : attributes.resources().entrySet()) {
      Blob blob = resource.getValue();
      if (blob.size() > options.elideResourcesLargerThan()) continue;
      to.append(separator).append(INDENT.repeat(3)).append(AsmText.key(resource.getKey())).append(": \"0x");
      to.append(String.format("%08X", Integer.reverseBytes(blob.alignment())));
      blob.appendHex(to);
      to.append('"');
      separator = ",\n";
      empty = false;
    }
    if (!empty) to.append("\n    }\n  }\n#-}\n");
  }

  // operations

  private void operation(Operation op) {
    String location = locations ? attributes.location(op.location(), false) : null;
    if (op.numResults() > 0) out.append(names.definition(op)).append(" = ");
    boolean custom = !generic && (op.spec().assembly() != null || op.spec().customAssembly() != null);
    if (custom) custom(op);
    else generic(op);
    if (locations) out.append(' ').append(location);
    if (options.has(Flag.VALUE_USERS)) out.append(new UserComments(names).text(op));
  }

  private void custom(Operation op) {
    String prefix = defaultDialect + ".";
    String shortName = op.name().startsWith(prefix) ? op.name().substring(prefix.length()) : op.name();
    out.append(shortName.indexOf('.') < 0 ? shortName : op.name());
    if (op.spec().customAssembly() != null) op.spec().customAssembly().print(op, this);
    else AssemblyFormat.of(op.spec()).print(op, this);
  }

  private void generic(Operation op) {
    // regions, types, attributes by name: aliases are numbered in this order, not in that of the text
    String regions = op.regions().isEmpty() ? "" : captured(() -> regions(op));
    String type = captured(() -> functionType(op.operands().stream().map(Value::type).toList(), op.resultTypes()));
    SortedMap<String, Attribute> properties = new TreeMap<>();
    SortedMap<String, Attribute> discardable = new TreeMap<>();
    splitAttributes(op, properties, discardable);
    if (!properties.isEmpty() && !discardable.isEmpty()) captured(() -> named(op).forEach(attributes::attribute));
    out.append(AsmText.quote(op.name())).append('(');
    values(op.operands());
    out.append(')');
    if (!op.successors().isEmpty()) {
      out.append(op.successors().stream().map(names::name).collect(Collectors.joining(", ", "[", "]")));
    }
    boolean unknown = op.attribute(UnregisteredOp.PROPERTIES) != null;
    if (unknown) out.append(" <").append(attributes.entries(properties, Set.of())).append('>');
    else if (!properties.isEmpty()) out.append(" <").append(attributes.dictionary(properties, Set.of())).append('>');
    out.append(regions);
    if (!discardable.isEmpty()) out.append(' ').append(attributes.dictionary(discardable, Set.of()));
    out.append(" : ").append(type);
  }

  private void regions(Operation op) {
    out.append(" (");
    for (int i = 0; i < op.regions().size(); i++) {
      if (i > 0) out.append(", ");
      body(op.region(i), true, true);
    }
    out.append(')');
  }

  /** What {@code print} appends to the output, taken off again. */
  private String captured(Runnable print) {
    int start = out.length();
    print.run();
    String text = out.substring(start);
    out.setLength(start);
    return text;
  }

  /** Attributes that give names to what they hold; as in MLIR, properties that nobody declared do not. */
  private static List<Attribute> named(Operation op) {
    return op.attributes().entrySet().stream().filter(e -> !e.getKey().equals(UnregisteredOp.PROPERTIES)).map(Map.Entry::getValue).toList();
  }

  private static void splitAttributes(Operation op, Map<String, Attribute> properties, Map<String, Attribute> discardable) {
    for (AttrDef def : op.spec().attributes()) {
      if (def.defaultValue() != null) properties.put(def.name(), def.defaultValue());
    }
    op.attributes().forEach((name, value) -> {
      if (name.equals(UnregisteredOp.PROPERTIES)) properties.putAll(((DictionaryAttr) value).entries());
      else if (op.spec().isInherent(name)) properties.put(name, value);
      else discardable.put(name, value);
    });
  }

  // regions

  @Override
  public OpPrinter newline() {
    out.append('\n').repeat(INDENT, depth);
    return this;
  }

  private void body(Region region, boolean printEntryArguments, boolean printTerminator) {
    String outerDialect = defaultDialect;
    defaultDialect = region.owner().defaultDialect();
    out.append('{');
    if (options.has(Flag.SKIP_REGIONS)) {
      out.append("...}");
      return;
    }
    for (Block block : region.blocks()) {
      boolean isEntry = block == region.front();
      if (!isEntry || printEntryArguments && !block.arguments().isEmpty() || generic && block.isEmpty()) label(block, isEntry);
      depth++;
      if (options.has(Flag.VALUE_USERS)) block.arguments().forEach(a -> newline().text(new UserComments(names).text(a)));
      for (Operation op = block.first(); op != null; op = op.next()) {
        if (!printTerminator && op == block.last() && op instanceof Traits.Terminator) break;
        newline();
        operation(op);
      }
      depth--;
    }
    newline();
    out.append('}');
    defaultDialect = outerDialect;
  }

  /** One for each edge. */
  private static List<Block> predecessors(Block block) {
    var predecessors = new ArrayList<Block>();
    for (Block other : block.region().blocks()) {
      if (other.last() == null) continue;
      for (Block successor : other.last().successors()) {
        if (successor == block) predecessors.add(other);
      }
    }
    return predecessors;
  }

  private void label(Block block, boolean isEntry) {
    newline();
    out.append(names.name(block));
    if (!block.arguments().isEmpty()) {
      out.append('(');
      for (BlockArgument argument : block.arguments()) {
        if (argument.index() > 0) out.append(", ");
        argument(argument);
      }
      out.append(')');
    }
    out.append(':');
    if (isEntry) return;
    var predecessors = predecessors(block).stream().map(names::name).toList();
    out.append(switch (predecessors.size()) {
      case 0 -> "  // no predecessors";
      case 1 -> "  // pred: " + predecessors.getFirst();
      default -> "  // " + predecessors.size() + " preds: " + String.join(", ", predecessors);
    });
  }

  // OpPrinter

  @Override
  public OpPrinter text(String text) {
    out.append(text);
    return this;
  }

  @Override
  public OpPrinter value(Value value) {
    out.append(names.name(value));
    return this;
  }

  @Override
  public OpPrinter values(Collection<? extends Value> values) {
    boolean first = true;
    for (Value value : values) {
      if (!first) out.append(", ");
      first = false;
      out.append(names.name(value));
    }
    return this;
  }

  @Override
  public OpPrinter type(Type type) {
    out.append(attributes.type(type));
    return this;
  }

  @Override
  public OpPrinter types(Collection<? extends Type> types) {
    out.append(attributes.types(types));
    return this;
  }

  @Override
  public OpPrinter functionType(List<? extends Type> inputs, List<? extends Type> results) {
    out.append('(').append(attributes.types(inputs)).append(") -> ").append(attributes.results(results));
    return this;
  }

  @Override
  public OpPrinter arrowTypes(List<? extends Type> types) {
    if (!types.isEmpty()) out.append(" -> ").append(attributes.results(types));
    return this;
  }

  @Override
  public OpPrinter attribute(Attribute attribute) {
    out.append(attributes.attribute(attribute));
    return this;
  }

  @Override
  public OpPrinter attributeWithoutType(Attribute attribute) {
    out.append(attributes.withoutType(attribute));
    return this;
  }

  @Override
  public OpPrinter attrDict(Operation op, Set<String> elided) {
    if (!op.attributes().isEmpty() && !elided.containsAll(op.attributes().keySet())) out.append(' ').append(attributes.dictionary(op.attributes(), elided));
    return this;
  }

  @Override
  public OpPrinter attrDictWithKeyword(Operation op, Set<String> elided) {
    if (!elided.containsAll(op.attributes().keySet())) {
      out.append(" attributes ").append(attributes.dictionary(op.attributes(), elided));
    }
    return this;
  }

  @Override
  public OpPrinter region(Region region, boolean printEntryArguments, boolean printTerminator) {
    out.append(' ');
    body(region, printEntryArguments, printTerminator);
    return this;
  }

  @Override
  public OpPrinter argument(BlockArgument argument) {
    out.append(names.name(argument)).append(": ").append(attributes.type(argument.type()));
    return argumentLocation(argument);
  }

  @Override
  public OpPrinter argumentAttributes(DictionaryAttr dictionary) {
    if (!dictionary.entries().isEmpty()) out.append(' ').append(attributes.entries(dictionary.entries(), Set.of()));
    return this;
  }

  @Override
  public OpPrinter argumentLocation(BlockArgument argument) {
    if (locations) out.append(' ').append(attributes.location(argument.location(), true));
    return this;
  }

  @Override
  public OpPrinter successor(Block block) {
    out.append(names.name(block));
    return this;
  }

  @Override
  public OpPrinter affineSubscripts(AffineMap map, List<? extends Value> operands) {
    boolean first = true;
    for (AffineExpr e : map.results()) {
      if (!first) out.append(", ");
      first = false;
      if (e instanceof AffineExpr.Dim(int i)) out.append(names.name(operands.get(i)));
      else out.append(AffinePrinter.text(e, i -> names.name(operands.get(i)), i -> "symbol(" + names.name(operands.get(map.numDims() + i)) + ")"));
    }
    return this;
  }

  @Override
  public OpPrinter dimAndSymbolOperands(List<? extends Value> operands, int numDims) {
    out.append('(');
    values(operands.subList(0, numDims));
    out.append(')');
    if (operands.size() > numDims) {
      out.append('[');
      values(operands.subList(numDims, operands.size()));
      out.append(']');
    }
    return this;
  }
}
