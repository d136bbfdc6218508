package zkopt.assigner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import zkopt.circuit.Circuit;
import zkopt.circuit.Region;

/**
 * How the table is used.
 *
 * @param rows height of the table
 * @param usedRows rows that hold gates
 * @param gates rows by gate, largest first
 */
public record LayoutReport(
    int rows, int usedRows, int fixedColumns, int weightColumns, int witnessColumns, int wiredColumns, int limbColumns, List<GateRows> gates) {
  /** The rows that one gate takes. */
  public record GateRows(String gate, int rows) {}

  static LayoutReport of(Circuit circuit, Placement placement) {
    var byGate = new LinkedHashMap<String, Integer>();
    for (Region region : circuit.regions()) byGate.merge(region.gate(), region.rows(), Integer::sum);
    var gates = new ArrayList<GateRows>();
    byGate.forEach((gate, rows) -> gates.add(new GateRows(gate, rows)));
    gates.sort((a, b) -> Integer.compare(b.rows(), a.rows()));
    var system = circuit.system();
    return new LayoutReport(circuit.rows(), placement.rows(), system.fixedColumns(), system.weightColumns(), system.witnessColumns(),
        placement.shape.allWired(), placement.shape.limbs(), List.copyOf(gates));
  }
}
