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
 * value it holds. The operands of contractions stand one below the other on one track, all other blocks on another beside it.
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

  final TableShape shape;
  final Map<PlacedBlock, Integer> firstRow = new IdentityHashMap<>();
  final Map<GateRun, Places> places = new IdentityHashMap<>();
  final List<Region> regions = new ArrayList<>();
  /** What each region uses of its rows. */
  final List<RegionUse> uses = new ArrayList<>();
  /** The wired witness cells: value number, column, row. */
  final IntList wiredValue = new IntList();
  final IntList wiredColumn = new IntList();
  final IntList wiredRow = new IntList();
  /** For each value the entry of its first wired cell as an output or a sum, or -1. */
  final int[] home;
  /** Rows of the track of operands. */
  int operandRows;
  /** Rows of the track of gates. */
  int gateRows;

  Placement(Trace trace, List<PlacedBlock> blocks, TableShape shape) {
    this.shape = shape;
    this.home = new int[trace.values.size()];
    Arrays.fill(home, -1);
    for (GateRun run : trace.runs) places.put(run, new Places(run.instances()));
    for (PlacedBlock block : blocks) {
      boolean isOperands = block instanceof PlacedBlock.Operands;
      int first = isOperands ? operandRows : gateRows;
      int height = block.rows(shape);
      firstRow.put(block, first);
      int wiredBefore = wiredValue.size();
      switch (block) {
        case PlacedBlock.Operands operands -> placeOperands(operands, first);
        case PlacedBlock.Instances instances -> placeInstances(instances, first);
        case PlacedBlock.Coefficients coefficients -> placePolynomial(coefficients.polynomial(), coefficients.polynomial().powers().packed(shape.wired()),
            first, 0, true);
      }
      regions.add(new Region(gateName(block), block.node(), first, height));
      uses.add(use(block, first, height, wiredValue.size() - wiredBefore));
      if (isOperands) operandRows += height;
      else gateRows += height;
    }
  }

  private RegionUse use(PlacedBlock block, int first, int height, int wiredCells) {
    int limbCells = 0;
    int freeCells = 0;
    if (block instanceof PlacedBlock.Instances i) {
      limbCells = i.instances().length * i.form().limbs();
      freeCells = i.instances().length * i.form().free();
    }
    boolean isOperands = block instanceof PlacedBlock.Operands;
    return new RegionUse(gateName(block), block.nodes(), first, height, isOperands ? shape.wired() : 0,
        isOperands ? shape.a() + shape.b() : shape.wired(), wiredCells, limbCells, freeCells);
  }

  private static String gateName(PlacedBlock block) {
    return switch (block) {
      case PlacedBlock.Operands _ -> SystemBuilder.CONTRACT;
      case PlacedBlock.Instances i -> i.form().gate().name();
      case PlacedBlock.Coefficients c -> c.areRead() ? "contract_sums" : "contract_border";
    };
  }

  /** Rows that hold anything. */
  int rows() {
    return Math.max(operandRows, gateRows);
  }

  private void wire(int value, int column, int row, boolean isHome) {
    if (isHome && home[value] < 0) home[value] = wiredValue.size();
    wiredValue.add(value);
    wiredColumn.add(column);
    wiredRow.add(row);
  }

  private void placeOperands(PlacedBlock.Operands block, int first) {
    Contraction c = block.contraction();
    int row = first;
    for (int k = 0; k < c.a().size(); k++) {
      int end = row + block.groupRows(k, shape);
      Packing a = block.packingA(k, shape);
      placePolynomial(c.a().get(k), a, end - a.size(), shape.columnA(0), false);
      if (block.wiredB()) {
        Packing b = block.packingB(k, shape);
        placePolynomial(c.b().get(k), b, end - b.size(), shape.columnB(0), false);
      }
      row = end;
    }
  }

  private void placePolynomial(Polynomial polynomial, Packing packing, int first, int column, boolean areHomes) {
    for (int i = 0; i < packing.size(); i++) {
      int[] items = packing.rows().get(i).items();
      for (int cell = 0; cell < items.length; cell++) wire(polynomial.values()[items[cell]], column + cell, first + i, areHomes);
    }
  }

  private void placeInstances(PlacedBlock.Instances block, int first) {
    int slots = shape.slots(block.form());
    if (block.sums() == null) {
      for (int i = 0; i < block.instances().length; i++) placeInstance(block, block.instances()[i], first + i / slots, i % slots);
      return;
    }
    Packing packing = block.sums().powers().packed(slots);
    for (int i = 0; i < packing.size(); i++) {
      int[] items = packing.rows().get(i).items();
      for (int slot = 0; slot < items.length; slot++) placeInstance(block, block.instances()[items[slot]], first + i, slot);
    }
  }

  private void placeInstance(PlacedBlock.Instances block, int instance, int row, int slot) {
    Places of = places.get(block.run());
    of.block[instance] = block;
    of.row[instance] = row;
    of.slot[instance] = slot;
    GateForm form = block.form();
    int column = slot * form.wired();
    for (int i = 0; i < form.modes().size(); i++) {
      if (form.modes().get(i) == InputMode.CELL) wire(block.run().input(instance, i), column++, row, false);
    }
    for (int i = 0; i < form.gate().outputs(); i++) wire(block.run().output(instance, i), column++, row, true);
  }
}
