package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.assigner.GateForm.InputMode;
import zkopt.assigner.Trace.GateRun;
import zkopt.circuit.Region;

/**
 * Where everything stands: the first row of each block, the row and slot of each gate instance, and every wired witness cell with the
 * value it holds. The blocks stand one below the other.
 */
final class Placement {
  /** The places of the instances of one run. */
  static final class Places {
    final PlacedBlock.Instances[] block;
    final int[] row;
    final int[] slot;

    Places(int instances) {
      block = new PlacedBlock.Instances[instances];
      row = new int[instances];
      slot = new int[instances];
    }
  }

  /** A slot of a row that no instance fills, and where the gate must hold all the same. */
  record Filler(PlacedBlock.Instances block, int row, int slot) {}

  final TableShape shape;
  final Map<PlacedBlock, Integer> firstRow = new IdentityHashMap<>();
  final Map<GateRun, Places> places = new IdentityHashMap<>();
  final List<Filler> fillers = new ArrayList<>();
  final List<Region> regions = new ArrayList<>();
  /** What each region uses of its rows. */
  final List<RegionUse> uses = new ArrayList<>();
  /** The wired witness cells: value number, column, row. */
  final IntList wiredValue = new IntList();
  final IntList wiredColumn = new IntList();
  final IntList wiredRow = new IntList();
  /** For each value the entry of its first wired cell as an output or a sum, or -1. */
  final int[] home;
  /** One more than the last row that holds operands of contractions. */
  int operandRows;
  int rows;

  Placement(Trace trace, List<PlacedBlock> blocks, TableShape shape) {
    this.shape = shape;
    this.home = new int[trace.values.size()];
    Arrays.fill(home, -1);
    for (GateRun run : trace.runs) places.put(run, new Places(run.instances()));
    for (PlacedBlock block : blocks) {
      firstRow.put(block, rows);
      int wiredBefore = wiredValue.size();
      switch (block) {
        case PlacedBlock.Operands operands -> placeOperands(operands);
        case PlacedBlock.Instances instances -> placeInstances(instances);
        case PlacedBlock.Sums sums -> placeSums(sums);
      }
      int height = block.rows(shape);
      regions.add(new Region(gateName(block), block.node(), rows, height));
      uses.add(use(block, height, wiredValue.size() - wiredBefore));
      rows += height;
    }
  }

  private RegionUse use(PlacedBlock block, int height, int wiredCells) {
    int limbCells = 0;
    int freeCells = 0;
    if (block instanceof PlacedBlock.Instances i) {
      limbCells = i.instances().length * i.form().limbs();
      freeCells = i.instances().length * i.form().free();
    }
    return new RegionUse(gateName(block), block.nodes(), rows, height, wiredCells, limbCells, freeCells);
  }

  private static String gateName(PlacedBlock block) {
    return switch (block) {
      case PlacedBlock.Operands _ -> "contract";
      case PlacedBlock.Instances i -> i.form().gate().name();
      case PlacedBlock.Sums _ -> "contract_sums";
    };
  }

  private void wire(int value, int column, int row, boolean isHome) {
    if (isHome && home[value] < 0) home[value] = wiredValue.size();
    wiredValue.add(value);
    wiredColumn.add(column);
    wiredRow.add(row);
  }

  private void placeOperands(PlacedBlock.Operands block) {
    Contraction c = block.contraction();
    int group = block.groupRows(shape);
    int widthA = shape.operandA(block.wiredB());
    for (int k = 0; k < c.k(); k++) {
      int end = rows + (k + 1) * group;
      wireEndingAt(end, c.a(), k * c.m(), c.m(), 0, widthA, false);
      if (block.wiredB()) wireEndingAt(end, c.b(), k * c.n(), c.n(), widthA, shape.operandB(true), false);
    }
    operandRows = rows + c.k() * group;
  }

  /** Wires {@code count} values into {@code width} columns from {@code column} on, the last value in the last cell before row {@code end}. */
  private void wireEndingAt(int end, int[] ids, int from, int count, int column, int width, boolean isHome) {
    int height = TableShape.ceilDiv(count, width);
    int pad = height * width - count;
    for (int i = 0; i < count; i++) {
      int at = i + pad;
      wire(ids[from + i], column + at % width, end - height + at / width, isHome);
    }
  }

  private void placeInstances(PlacedBlock.Instances block) {
    int slots = shape.slots(block.form());
    int line = block.sums() == null ? block.instances().length : block.sums().m();
    int height = TableShape.ceilDiv(line, slots);
    // sums end with their line, as operands do; without sums the unused slots stand at the end
    int pad = block.sums() == null ? 0 : height * slots - line;
    Places of = places.get(block.run());
    for (int i = 0; i < block.instances().length; i++) {
      int at = i % line + pad;
      int row = rows + i / line * height + at / slots;
      int instance = block.instances()[i];
      of.block[instance] = block;
      of.row[instance] = row;
      of.slot[instance] = at % slots;
      wireInstance(block, instance, row, at % slots);
    }
    for (int first = rows; first < rows + block.rows(shape); first += height) {
      for (int at = 0; at < height * slots; at++) {
        if (at < pad || at >= pad + line) fillers.add(new Filler(block, first + at / slots, at % slots));
      }
    }
  }

  private void wireInstance(PlacedBlock.Instances block, int instance, int row, int slot) {
    GateForm form = block.form();
    int column = slot * form.wired();
    for (int i = 0; i < form.modes().size(); i++) {
      if (form.modes().get(i) == InputMode.CELL) wire(block.run().input(instance, i), column++, row, false);
    }
    for (int i = 0; i < form.gate().outputs(); i++) wire(block.run().output(instance, i), column++, row, true);
  }

  private void placeSums(PlacedBlock.Sums block) {
    Contraction c = block.sums();
    int height = TableShape.ceilDiv(c.m(), shape.wired());
    for (int n = 0; n < c.n(); n++) wireEndingAt(rows + (n + 1) * height, c.c(), n * c.m(), c.m(), 0, shape.wired(), true);
  }
}
