package zkopt.tools.prove;

import zkopt.protocol.ProofShape;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.constraint.Oracle;
import zkopt.tools.cli.Report;

/** What a table takes: rows, columns, cells by kind. */
final class TableReport {
  private TableReport() {}

  static void addTo(Report report, VerifyingKey key) {
    ProofShape shape = key.shape();
    long rows = shape.rows();
    int committed = shape.width(Oracle.WITNESS) + shape.width(Oracle.PHASE2) + shape.width(Oracle.QUOTIENT);
    var columns = new Report();
    for (Oracle oracle : ProofShape.COMMITTED) columns.add(name(oracle), shape.width(oracle));
    report.add("rows", rows).add("columns", columns).add("committedCells", rows * committed)
        .add("setupCells", rows * (shape.width(Oracle.FIXED) + shape.width(Oracle.WEIGHTS)));
    report.line("table     %,d rows x %d columns: %d witness, %d phase 2, %d quotient, committed with each proof; %d fixed, %d weights, at setup",
        rows, committed + shape.width(Oracle.FIXED) + shape.width(Oracle.WEIGHTS), shape.width(Oracle.WITNESS), shape.width(Oracle.PHASE2),
        shape.width(Oracle.QUOTIENT), shape.width(Oracle.FIXED), shape.width(Oracle.WEIGHTS));
    report.line("cells     %,d field elements committed with each proof, %,d at setup", rows * committed,
        rows * (shape.width(Oracle.FIXED) + shape.width(Oracle.WEIGHTS)));
  }

  private static String name(Oracle oracle) {
    return switch (oracle) {
      case FIXED -> "fixed";
      case WEIGHTS -> "weights";
      case WITNESS -> "witness";
      case PHASE2 -> "phase2";
      case QUOTIENT -> "quotient";
      case INSTANCE -> "instance";
    };
  }
}
