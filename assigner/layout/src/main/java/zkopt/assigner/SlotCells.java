package zkopt.assigner;

import java.util.ArrayList;
import java.util.List;
import zkopt.assigner.GateForm.InputMode;
import zkopt.circuit.Column;
import zkopt.circuit.Expr;

/** The witness columns of one slot of a track: where the parts of an instance of a gate stand in its row. */
record SlotCells(TrackColumns track, GateForm form, int slot) {
  /** The cells of the inputs; null for an input that is defined by the gate. */
  List<Expr> inputs() {
    var cells = new ArrayList<Expr>();
    for (int column : inputColumns()) cells.add(column < 0 ? null : cell(column));
    return cells;
  }

  List<Expr> outputs() {
    var cells = new ArrayList<Expr>();
    for (int column : outputColumns()) cells.add(cell(column));
    return cells;
  }

  /** The cells that the gate declares, in its order. */
  List<Expr> auxiliary() {
    var cells = new ArrayList<Expr>();
    for (int column : auxiliaryColumns()) cells.add(cell(column));
    return cells;
  }

  /** The column of each input; -1 for one that is defined by the gate. */
  int[] inputColumns() {
    int[] columns = new int[form.modes().size()];
    int wired = slot * form.wired();
    for (int i = 0; i < columns.length; i++) columns[i] = form.modes().get(i) == InputMode.CELL ? track.wiredColumn(wired++) : -1;
    return columns;
  }

  int[] outputColumns() {
    int[] columns = new int[form.gate().outputs()];
    for (int i = 0; i < columns.length; i++) columns[i] = track.wiredColumn((slot + 1) * form.wired() - columns.length + i);
    return columns;
  }

  int[] auxiliaryColumns() {
    int[] columns = new int[form.gate().cells()];
    int limb = slot * form.limbs();
    int free = slot * form.free();
    for (int i = 0; i < columns.length; i++) {
      columns[i] = form.gate().isLimb(i) ? track.limbColumn(limb++) : track.freeColumn(free++);
    }
    return columns;
  }

  private static Expr cell(int column) {
    return Expr.cell(Column.witness(column));
  }
}
