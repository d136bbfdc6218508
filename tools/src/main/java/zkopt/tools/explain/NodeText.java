package zkopt.tools.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Operation;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.PrintOptions;

/** The operations at the plonk level that come from each ONNX node, as text. */
final class NodeText {
  private static final PrintOptions OPTIONS = PrintOptions.DEFAULT.localScope(true).elideElementsLargerThan(16);

  private NodeText() {}

  static Map<String, String> of(Operation module) {
    var texts = new LinkedHashMap<String, String>();
    collect(module, Optional.empty(), texts);
    return texts;
  }

  /** Prints the outermost operations of each node. */
  private static void collect(Operation op, Optional<String> around, Map<String, String> texts) {
    Optional<String> node = op.location().nodeName();
    boolean isPart = op.parentOp() != null && !(op instanceof FuncOp) && node.isPresent();
    if (isPart && !node.equals(around)) texts.merge(node.get(), AsmPrinter.print(op, OPTIONS), (a, b) -> a + "\n" + b);
    Optional<String> inside = isPart ? node : around;
    op.regions().forEach(r -> r.blocks().forEach(b -> b.operations().forEach(o -> collect(o, inside, texts))));
  }
}
