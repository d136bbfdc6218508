package zkopt.assigner;

import java.util.ArrayList;
import java.util.List;
import zkopt.assigner.GateForm.InputMode;
import zkopt.circuit.Column;
import zkopt.circuit.Expr;

/** The witness columns of one slot: where the parts of an instance of a gate stand in its row. */
record SlotCells(TableShape shape, GateForm form, int slot) {
  /** The cells of the inputs; null for an input that is defined by the gate. */
  List<Expr> inputs() {
    var cells = new ArrayList<Expr>();
    int column = slot * form.wired();
    for (InputMode mode : form.modes()) cells.add(mode == InputMode.CELL ? cell(column++) : null);
    return cells;
  }

  List<Expr> outputs() {
    var cells = new ArrayList<Expr>();
    int outputs = form.gate().outputs();
    for (int i = 0; i < outputs; i++) cells.add(cell((slot + 1) * form.wired() - outputs + i));
    return cells;
  }

  /** The cells that the gate declares, in its order. */
  List<Expr> auxiliary() {
    var cells = new ArrayList<Expr>();
    for (int column : auxiliaryColumns()) cells.add(cell(column));
    return cells;
  }

  int[] auxiliaryColumns() {
    int[] columns = new int[form.gate().cells()];
    int limb = slot * form.limbs();
    int free = slot * form.free();
    for (int i = 0; i < columns.length; i++) {
      columns[i] = form.gate().isLimb(i) ? shape.limbColumn(limb++) : shape.freeColumn(free++);
    }
    return columns;
  }

  private static Expr cell(int column) {
    return Expr.cell(Column.witness(column));
  }
}
