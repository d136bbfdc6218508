package zkopt.tools.explain;

import java.util.List;
import zkopt.assigner.RegionUse;
import zkopt.tools.artifact.PassSnapshot;

/**
 * What the report shows of a model, as it is for machines too.
 *
 * @param model file name of the ONNX model
 * @param identity fingerprint of the verifying key
 * @param nodes the ONNX nodes in the order of the graph
 * @param regions what stands in the rows of the table, from the first one down
 * @param passes the module after each step of the compilation
 */
public record Explanation(String model, String identity, TableSize table, List<NodeUse> nodes, List<RegionUse> regions, List<PassSnapshot> passes) {
  /**
   * The table.
   *
   * @param usableRows rows above the random ones
   * @param usedRows rows that hold gates
   * @param emptyCells share of the witness cells in usable rows that hold no value
   * @param wired witness columns that copies may touch
   * @param limbs witness columns whose every cell is looked up
   * @param witness all witness columns
   * @param committedCells cells that each proof commits to
   */
  public record TableSize(int rows, int usableRows, int usedRows, double emptyCells, int wired, int limbs, int witness, int phase2, int quotient,
      long committedCells) {}

  /**
   * One ONNX node.
   *
   * @param operator e.g. {@code Conv}
   * @param inputs places in the list of the nodes that compute its inputs
   * @param type the type of its first result
   * @param rows rows that hold its gates; where a gate does the work of several nodes, they count for the last
   * @param cells cells of the witness that hold something in these rows
   * @param lookups lookups in these rows
   * @param share part of the table's witness cells that its rows take, and so of the time to prove, 0 to 1
   * @param error the largest that calibration found in its results; null where it was not measured
   * @param ir its operations at the plonk level
   */
  public record NodeUse(String name, String operator, List<Integer> inputs, String type, int rows, long cells, long lookups, double share, Double error,
      String ir) {}
}
