package zkopt.transforms;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** The DOT text of an operation, as {@link ViewOpGraph} prints it: mlir-opt's, down to numbers and colours. */
final class OpGraph {
  private static final int LARGE_ATTRIBUTE = 16;

  /** A node; one that stands for a cluster is an invisible node inside, and edges end at the cluster's border. */
  private record Node(int id, Integer cluster) {}

  private final ViewOpGraph options;
  private final StringBuilder text = new StringBuilder();
  private final List<String> controlFlow = new ArrayList<>();
  /** Made last, when every value has its node. */
  private final List<Runnable> dataFlow = new ArrayList<>();
  private final Map<Value, Node> nodes = new IdentityHashMap<>();
  private final Map<String, String> colours = new LinkedHashMap<>();
  private int indent;
  private int counter;

  private OpGraph(ViewOpGraph options) {
    this.options = options;
  }

  static String of(Operation op, ViewOpGraph options) {
    var graph = new OpGraph(options);
    graph.chooseColours(op);
    graph.line("digraph G {");
    graph.indent++;
    graph.line("compound = true;");
    graph.operation(op);
    graph.controlFlow.forEach(graph::line);
    graph.dataFlow.forEach(Runnable::run);
    graph.indent--;
    graph.line("}");
    return graph.text.toString();
  }

  /** Hues as far apart as the names of operations are many. */
  private void chooseColours(Operation root) {
    var names = new LinkedHashSet<String>();
    root.walk(op -> names.add(op.name()));
    for (String name : names) colours.put(name, String.format(Locale.ROOT, "\"%f 1.0 1.0\"", (double) colours.size() / names.size()));
  }

  private void line(String content) {
    text.append("  ".repeat(indent)).append(content).append('\n');
  }

  private static String quoted(String label) {
    return '"' + label.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + '"';
  }

  private static String list(Map<String, String> attributes) {
    return attributes.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).collect(Collectors.joining(", ", "[", "]"));
  }

  private Node node(String label, String shape, String colour) {
    var attributes = new TreeMap<String, String>();
    attributes.put("label", quoted(label));
    attributes.put("shape", shape);
    if (colour != null) {
      attributes.put("fillcolor", colour);
      attributes.put("style", "filled");
    }
    int id = ++counter;
    line("v" + id + " " + list(attributes) + ";");
    return new Node(id, null);
  }

  private Node cluster(String label, Runnable content) {
    int id = ++counter;
    line("subgraph cluster_" + id + " {");
    indent++;
    Node anchor = node(" ", "plain", null);
    line("label = " + quoted(label) + ";");
    content.run();
    indent--;
    line("}");
    return new Node(anchor.id, id);
  }

  private static String edge(Node from, Node to, String label, String style) {
    var attributes = new TreeMap<String, String>();
    attributes.put("style", style);
    if (from.cluster == null && to.cluster == null) attributes.put("label", quoted(label));
    if (from.cluster != null) attributes.put("ltail", "cluster_" + from.cluster);
    if (to.cluster != null) attributes.put("lhead", "cluster_" + to.cluster);
    return "v" + from.id + " -> v" + to.id + " " + list(attributes) + ";";
  }

  private Node operation(Operation op) {
    Node node = op.regions().isEmpty() ? node(label(op), "ellipse", colours.get(op.name()))
        : cluster(label(op), () -> op.regions().forEach(r -> r.blocks().forEach(this::block)));
    if (options.printDataFlowEdges()) {
      for (int i = 0; i < op.numOperands(); i++) {
        Value operand = op.operand(i);
        String label = op.numOperands() == 1 ? "" : String.valueOf(i);
        dataFlow.add(() -> {
          // what comes from outside has no node
          if (nodes.containsKey(operand)) line(edge(nodes.get(operand), node, label, "solid"));
        });
      }
    }
    op.results().forEach(r -> nodes.put(r, node));
    return node;
  }

  private void block(Block block) {
    cluster("", () -> {
      for (BlockArgument argument : block.arguments()) nodes.put(argument, node("arg" + argument.index(), "ellipse", null));
      Node previous = null;
      for (Operation op : block.operations()) {
        Node node = operation(op);
        if (options.printControlFlowEdges() && previous != null) controlFlow.add(edge(previous, node, "", "dashed"));
        previous = node;
      }
    });
  }

  private String label(Operation op) {
    var label = new StringBuilder(op.name());
    if (options.printResultTypes()) {
      String types = op.resultTypes().stream().map(Object::toString).collect(Collectors.joining(", "));
      label.append(" : (").append(truncated(types)).append(')');
    }
    if (options.printAttrs()) {
      label.append('\n');
      op.attributes().forEach((name, value) -> label.append('\n').append(name).append(": ").append(text(value)));
    }
    return label.toString();
  }

  private String text(Attribute attribute) {
    return switch (attribute) {
      case DenseElementsAttr splat when splat.isSplat() -> splat.toString();
      case ElementsAttr elements when elements.type().numElements() > LARGE_ATTRIBUTE -> elided(elements);
      case ArrayAttr array when array.values().size() > LARGE_ATTRIBUTE -> "[...]";
      default -> truncated(attribute.toString());
    };
  }

  private static String elided(ElementsAttr elements) {
    int rank = elements.type().rank();
    return "[".repeat(rank) + "..." + "]".repeat(rank) + " : " + elements.type();
  }

  private String truncated(String text) {
    return text.length() <= options.maxLabelLen() ? text : text.substring(0, options.maxLabelLen()) + "...";
  }
}
