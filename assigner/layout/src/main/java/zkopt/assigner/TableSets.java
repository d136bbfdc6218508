package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zkopt.circuit.Column;
import zkopt.circuit.Expr;
import zkopt.circuit.Field;
import zkopt.circuit.Table;
import zkopt.dialect.plonk.TableOp;

/**
 * Lookup tables in fixed columns. Each table has a tag from 1 on; tables stand below one another in a set of columns, and go on in a
 * new set where it ends: a table may be higher than the circuit. At least one row of each set is all zero: what a lookup reads where its gate is off.
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
      long[][] tuples = op.rows();
      int width = 1 + op.columns();
      for (int from = 0; from < tuples.length;) {
        if (row + 1 >= usableRows || set.size() < width) {
          set = newSet(fixed, width);
          row = 0;
        }
        int count = Math.min(tuples.length - from, usableRows - 1 - row);
        fill(Arrays.copyOfRange(tuples, from, from + count), tag, row, set, fixed);
        row += count;
        from += count;
      }
    }
  }

  /** The columns of each set that these tables take. */
  static List<Integer> widths(List<TableOp> ops, int usableRows) {
    var widths = new ArrayList<Integer>();
    int row = usableRows;
    for (TableOp op : ops) {
      int width = 1 + op.columns();
      for (int left = op.height(); left > 0;) {
        if (row + 1 >= usableRows || widths.getLast() < width) {
          widths.add(width);
          row = 0;
        }
        int count = Math.min(left, usableRows - 1 - row);
        row += count;
        left -= count;
      }
    }
    return widths;
  }

  private List<Column> newSet(FixedColumns fixed, int width) {
    var set = new ArrayList<Column>();
    for (int i = 0; i < width; i++) set.add(fixed.add());
    tables.add(new Table("set" + tables.size(), set.stream().map(Expr::cell).toList()));
    return set;
  }

  private static void fill(long[][] tuples, long tag, int from, List<Column> set, FixedColumns fixed) {
    for (int i = 0; i < tuples.length; i++) {
      fixed.set(set.getFirst(), from + i, tag);
      for (int j = 0; j < tuples[i].length; j++) fixed.set(set.get(1 + j), from + i, Field.encode(tuples[i][j]));
    }
  }

  long tag(TableOp op) {
    return tags.get(op.symbolName());
  }

  List<Table> tables() {
    return tables;
  }
}
