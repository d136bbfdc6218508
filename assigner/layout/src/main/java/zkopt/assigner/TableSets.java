package zkopt.assigner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zkopt.circuit.Column;
import zkopt.circuit.Expr;
import zkopt.circuit.Field;
import zkopt.circuit.Table;
import zkopt.dialect.plonk.TableOp;

/**
 * Lookup tables in fixed columns. Each table has a tag from 1 on; tables stand below one another in a set of columns while they fit,
 * then a new set begins. At least one row of each set is all zero: what a lookup reads where its gate is off.
 */
final class TableSets {
  private final Map<String, Long> tags = new LinkedHashMap<>();
  private final List<Table> tables = new ArrayList<>();

  TableSets(List<TableOp> ops, FixedColumns fixed, int usableRows) {
    List<Column> set = List.of();
    int row = usableRows;
    for (TableOp op : ops) {
      long tag = tags.size() + 1;
      tags.put(op.symbolName(), tag);
      int rows = op.height();
      int width = 1 + op.columns();
      if (row + rows + 1 > usableRows || set.size() < width) {
        set = newSet(fixed, width);
        row = 0;
      }
      fill(op, tag, row, set, fixed);
      row += rows;
    }
  }

  private List<Column> newSet(FixedColumns fixed, int width) {
    var set = new ArrayList<Column>();
    for (int i = 0; i < width; i++) set.add(fixed.add());
    tables.add(new Table("set" + tables.size(), set.stream().map(Expr::cell).toList()));
    return set;
  }

  private static void fill(TableOp op, long tag, int from, List<Column> set, FixedColumns fixed) {
    long[][] rows = op.rows();
    for (int i = 0; i < rows.length; i++) {
      fixed.set(set.getFirst(), from + i, tag);
      for (int j = 0; j < rows[i].length; j++) fixed.set(set.get(1 + j), from + i, Field.encode(rows[i][j]));
    }
  }

  long tag(TableOp op) {
    return tags.get(op.symbolName());
  }

  List<Table> tables() {
    return tables;
  }
}
