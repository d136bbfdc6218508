package zkopt.tools.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.text.Parser;
import zkopt.tools.artifact.PassSnapshot;

/** The ONNX nodes of a model and which of them feed which, without constants. */
final class ModelGraph {
  private static final String DIALECT = "onnx.";

  /** @param inputs places in the list of the nodes that compute its inputs */
  record Node(String name, String operator, List<Integer> inputs, String type) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Operation, Integer> places = new LinkedHashMap<>();

  private ModelGraph() {}

  /** The nodes in the order of the imported module. */
  static List<Node> of(PassSnapshot imported) {
    ModuleOp module = Parser.parse(IRContext.withAllDialects(), imported.name(), imported.ir());
    var graph = new ModelGraph();
    module.body().operations().stream().filter(FuncOp.class::isInstance).map(FuncOp.class::cast).findFirst()
        .ifPresent(f -> f.regions().getFirst().blocks().getFirst().operations().forEach(graph::add));
    return List.copyOf(graph.nodes);
  }

  private void add(Operation op) {
    if (!op.name().startsWith(DIALECT) || op.operands().isEmpty() || op.results().isEmpty()) return;
    var inputs = new TreeSet<Integer>();
    for (Value operand : op.operands()) {
      Integer place = operand.definingOp() == null ? null : places.get(operand.definingOp());
      if (place != null) inputs.add(place);
    }
    String operator = op.name().substring(DIALECT.length());
    String name = op.location().nodeName().orElse(operator + "#" + nodes.size());
    places.put(op, nodes.size());
    nodes.add(new Node(name, operator, List.copyOf(inputs), op.results().getFirst().type().toString()));
  }
}
