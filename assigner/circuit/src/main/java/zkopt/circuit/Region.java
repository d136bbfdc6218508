package zkopt.circuit;

/**
 * Where a gate of one operation stands, for messages.
 *
 * @param gate the gate, e.g. {@code rescale_relu}
 * @param node the ONNX node (or source location) it came from
 * @param firstRow first row
 * @param rows number of rows
 * @param sums the accumulator that takes up what the region defines of a contraction; empty for none
 */
public record Region(String gate, String node, int firstRow, int rows, String sums) {
  /** One that defines nothing of a contraction. */
  public Region(String gate, String node, int firstRow, int rows) {
    this(gate, node, firstRow, rows, "");
  }
}
