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
 * @param usableRows rows above the random ones
 * @param usedRows rows of the higher track
 * @param gateRows rows of the highest track of gates
 * @param operandRows rows of the track of operands
 * @param usedCells witness cells that hold a value
 * @param gates rows by gate, largest first
 */
public record LayoutReport(int rows, int usableRows, int usedRows, int gateRows, int operandRows, long usedCells, int fixedColumns, int weightColumns,
    int witnessColumns, int wiredColumns, int limbColumns, List<GateRows> gates) {
  /** The share of the usable rows that are padding. */
  public double emptyRows() {
    return 1 - (double) usedRows / usableRows;
  }

  /** The share of the cells of values, in usable rows, that hold none. */
  public double emptyCells() {
    return 1 - usedCells / ((double) usableRows * witnessColumns);
  }

  /** The rows that one gate takes. */
  public record GateRows(String gate, int rows) {}

  static LayoutReport of(Circuit circuit, Placement placement) {
    var byGate = new LinkedHashMap<String, Integer>();
    for (Region region : circuit.regions()) byGate.merge(region.gate(), region.rows(), Integer::sum);
    var gates = new ArrayList<GateRows>();
    byGate.forEach((gate, rows) -> gates.add(new GateRows(gate, rows)));
    gates.sort((a, b) -> Integer.compare(b.rows(), a.rows()));
    var system = circuit.system();
    long cells = placement.uses.stream().mapToLong(u -> u.wiredCells() + u.limbCells() + u.freeCells()).sum();
    return new LayoutReport(circuit.rows(), circuit.usableRows(), placement.rows(), placement.highestTrack(), placement.operandRows, cells, system.fixedColumns(),
        system.weightColumns(), system.witnessColumns(), placement.shape.allWired(), placement.shape.limbs(), List.copyOf(gates));
  }
}
