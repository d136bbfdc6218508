package zkopt.assigner;

import java.util.List;

/**
 * What a region of the table uses of its rows.
 *
 * @param gate the gate, or the part of a contraction
 * @param nodes the ONNX nodes that it computes
 * @param firstColumn the first of its wired columns: those of operands stand behind those of gates, beside them
 * @param wiredColumns how many it has; a gate's region has all limb and free columns besides
 * @param wiredCells wired witness cells that hold a value
 * @param limbCells cells that a lookup shows to be limbs
 * @param freeCells other witness cells
 */
public record RegionUse(String gate, List<String> nodes, int firstRow, int rows, int firstColumn, int wiredColumns, int wiredCells, int limbCells, int freeCells) {
  public RegionUse {
    nodes = List.copyOf(nodes);
  }
}
