package zkopt.prover.check;

import java.util.List;

/**
 * A place where an assignment does not satisfy its circuit.
 *
 * @param constraint what does not hold
 * @param gate the gate it belongs to
 * @param row the row
 * @param cells the cells that the constraint reads there, with their values
 * @param node the ONNX node that the row comes from; empty where it is not known
 */
public record Violation(String constraint, String gate, int row, List<CellValue> cells, String node) {

  /**
   * A cell and what it holds.
   *
   * @param cell e.g. {@code witness[3] at row 17}
   * @param value the value as a signed integer, or the three coefficients of an extension element
   */
  public record CellValue(String cell, String value) {}

  public Violation {
    cells = List.copyOf(cells);
  }

  /** As a diagnostic. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("error: constraint '%s' of gate '%s' does not hold in row %d".formatted(constraint, gate, row));
    if (!node.isEmpty()) text.append("\n  note: the row belongs to node '").append(node).append('\'');
    for (CellValue cell : cells) {
      text.append("\n  ").append(cell.cell()).append(" = ").append(cell.value());
    }
    return text.toString();
  }
}
