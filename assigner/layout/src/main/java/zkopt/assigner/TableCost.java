package zkopt.assigner;

/** What a table costs: what the layout makes least. */
@FunctionalInterface
public interface TableCost {
  /** What a column that was committed at setup costs, against one that each proof commits to: it is opened, not extended and hashed. */
  double COMMITTED_AT_SETUP = 0.3;

  /** The time of a proof: about proportional to the cells. */
  TableCost TIME = (cells, logRows) -> (double) (1L << logRows) * (cells.committed() + COMMITTED_AT_SETUP * (cells.weights() + cells.fixed()));

  double of(TableCells cells, int logRows);
}
