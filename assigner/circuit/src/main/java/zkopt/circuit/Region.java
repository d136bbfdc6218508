package zkopt.circuit;

/**
 * Where a gate of one operation stands, for messages.
 *
 * @param gate the gate, e.g. {@code rescale_relu}
 * @param node the ONNX node (or source location) it came from
 * @param firstRow first row
 * @param rows number of rows
 */
public record Region(String gate, String node, int firstRow, int rows) {}
