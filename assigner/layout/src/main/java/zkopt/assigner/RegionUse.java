package zkopt.assigner;

import java.util.List;

/**
 * What a region of the table uses of its rows.
 *
 * @param gate the gate, or the part of a contraction
 * @param nodes the ONNX nodes that it computes
 * @param track the number of its track of gates; -1 for operands of a contraction
 * @param wired the wired columns of its track
 * @param limbs the limb columns of its track
 * @param free the other columns of its track
 * @param wiredCells wired witness cells that hold a value
 * @param limbCells cells that a lookup shows to be limbs
 * @param freeCells other witness cells
 */
public record RegionUse(String gate, List<String> nodes, int firstRow, int rows, int track, Span wired, Span limbs, Span free, int wiredCells, int limbCells,
    int freeCells) {
  /** Neighbouring witness columns. */
  public record Span(int first, int count) {}

  public RegionUse {
    nodes = List.copyOf(nodes);
  }

  /** Witness cells that it takes, filled or not. */
  public long cells() {
    return (long) rows * (wired.count() + limbs.count() + free.count());
  }
}
