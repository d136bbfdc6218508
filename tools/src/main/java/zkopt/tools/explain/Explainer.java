package zkopt.tools.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.LayoutReport;
import zkopt.assigner.RegionUse;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.explain.Explanation.NodeUse;
import zkopt.tools.explain.Explanation.TableSize;

/** Adds up what a compiled model takes. */
public final class Explainer {
  private static final String INPUT = "input";

  private Explainer() {}

  private static final class Sum {
    int rows;
    long cells;
    long lookups;
    long taken;

    void add(RegionUse region) {
      rows += region.rows();
      cells += (long) region.wiredCells() + region.limbCells() + region.freeCells();
      lookups += region.limbCells();
      taken += region.cells();
    }
  }

  /** @param module the model's module at the plonk level */
  public static Explanation explain(CompiledModel compiled, ModuleOp module, LaidOutModel model) {
    TableSize table = table(compiled.key().key().shape(), model.report());
    List<ModelGraph.Node> graph = compiled.history().isEmpty() ? List.of() : ModelGraph.of(compiled.history().getFirst());
    Map<String, Double> errors = compiled.calibration() == null ? Map.of() : compiled.calibration().nodeErrors();
    return new Explanation(compiled.source(), compiled.key().fingerprint(), table, nodes(graph, model, errors, NodeText.of(module), table),
        model.regions(), compiled.history());
  }

  private static TableSize table(ProofShape shape, LayoutReport layout) {
    int witness = shape.width(Oracle.WITNESS);
    int phase2 = shape.width(Oracle.PHASE2);
    int quotient = shape.width(Oracle.QUOTIENT);
    return new TableSize(layout.rows(), layout.usableRows(), layout.usedRows(), layout.emptyCells(), layout.wiredColumns(), layout.limbColumns(), witness, phase2, quotient,
        (long) layout.rows() * (witness + phase2 + quotient));
  }

  /** The nodes of the graph, then what regions name beside: the model's inputs, and nodes that are named by the compiler as they have no name. */
  private static List<NodeUse> nodes(List<ModelGraph.Node> graph, LaidOutModel model, Map<String, Double> errors, Map<String, String> ir, TableSize table) {
    var sums = new LinkedHashMap<String, Sum>();
    for (RegionUse region : model.regions()) sums.computeIfAbsent(region.nodes().getLast(), _ -> new Sum()).add(region);
    var nodes = new ArrayList<NodeUse>();
    for (ModelGraph.Node node : graph) {
      Sum sum = sums.remove(node.name());
      nodes.add(use(node, sum == null ? new Sum() : sum, errors, ir, table));
    }
    sums.forEach((name, sum) -> nodes.add(use(new ModelGraph.Node(name, isInput(model, name) ? INPUT : "", List.of(), ""), sum, errors, ir, table)));
    return List.copyOf(nodes);
  }

  private static boolean isInput(LaidOutModel model, String name) {
    return model.inputs().stream().anyMatch(p -> p.name().equals(name));
  }

  private static NodeUse use(ModelGraph.Node node, Sum sum, Map<String, Double> errors, Map<String, String> ir, TableSize table) {
    return new NodeUse(node.name(), node.operator(), node.inputs(), node.type(), sum.rows, sum.cells, sum.lookups,
        (double) sum.taken / table.rows() / table.witness(), errors.get(node.name()), ir.getOrDefault(node.name(), ""));
  }
}
