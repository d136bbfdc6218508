package zkopt.assigner;

import java.util.ArrayList;
import java.util.List;
import zkopt.circuit.Column;

/** The fixed columns while they are filled. */
class FixedColumns {
  private final int rows;
  private final List<long[]> columns = new ArrayList<>();

  FixedColumns(int rows) {
    this.rows = rows;
  }

  /** Columns that are counted and hold nothing. */
  static FixedColumns counted() {
    return new FixedColumns(0) {
      @Override
      void set(Column column, int row, long value) {}
    };
  }

  Column add() {
    columns.add(new long[rows]);
    return Column.fixed(columns.size() - 1);
  }

  /** Sets a cell to a canonical value. */
  void set(Column column, int row, long value) {
    columns.get(column.index())[row] = value;
  }

  int size() {
    return columns.size();
  }

  long[][] values() {
    return columns.toArray(long[][]::new);
  }
}
