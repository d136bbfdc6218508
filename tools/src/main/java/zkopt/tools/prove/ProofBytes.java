package zkopt.tools.prove;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import zkopt.assigner.TableCells;
import zkopt.assigner.TableCost;
import zkopt.protocol.ProofOutline;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofSize;
import zkopt.protocol.constraint.Oracle;

/** The length of a proof, from the table's columns alone. */
final class ProofBytes {
  /** Columns of extension elements that are opened at the next or the last row as well: running values, a product, a sum; in base columns. */
  private static final int EXTENSION = 3;
  private static final int OTHER_RUNNING = 2 * EXTENSION;

  private final ProofParameters parameters;
  private final Map<Integer, double[]> linear = new HashMap<>();

  ProofBytes(ProofParameters parameters) {
    this.parameters = parameters;
  }

  /** The average over all proofs. */
  static double expected(ProofParameters parameters, TableCells cells, int logRows) {
    return ProofSize.expected(outline(parameters, cells, logRows)).total();
  }

  static ProofOutline outline(ProofParameters parameters, TableCells cells, int logRows) {
    Map<Oracle, Integer> widths = new EnumMap<>(Oracle.class);
    widths.put(Oracle.FIXED, cells.fixed());
    widths.put(Oracle.WEIGHTS, cells.weights());
    widths.put(Oracle.WITNESS, cells.witness());
    widths.put(Oracle.PHASE2, cells.phase2());
    widths.put(Oracle.QUOTIENT, cells.quotient());
    // the mask of the batch is not opened
    int openings = widths.values().stream().mapToInt(w -> w).sum() - EXTENSION + cells.contraction() + OTHER_RUNNING;
    return new ProofOutline(parameters, logRows, widths, openings);
  }

  /** What a table costs where proofs are to be small: for one percent less of their bytes they may take two percent longer. */
  TableCost beforeTime() {
    return (cells, logRows) -> TableCost.TIME.of(cells, logRows) * Math.pow(approximate(cells, logRows), 2);
  }

  /** As {@link #expected} for the same height, where each column adds as much as any other. */
  private double approximate(TableCells cells, int logRows) {
    double[] line = linear.computeIfAbsent(logRows, log -> {
      double one = expected(parameters, new TableCells(1, 0, 0, 1, EXTENSION, 1, 1), log);
      return new double[] {one, expected(parameters, new TableCells(2, 0, 0, 1, EXTENSION, 1, 1), log) - one};
    });
    return line[0] + line[1] * (cells.committed() + cells.weights() + cells.fixed());
  }
}
