package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import zkopt.assigner.RegionUse.Span;
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
  /** The cells of values: value number, column, row. All are wired, but for those of coefficients that nobody reads. */
  final IntList wiredValue = new IntList();
  final IntList wiredColumn = new IntList();
  final IntList wiredRow = new IntList();
  /** For each value the entry of its first cell as an output or a sum, or -1; null once they were taken. */
  private int[] home;
  /** Rows of the track of operands. */
  int operandRows;
  /** Rows of each track of gates. */
  final int[] gateRows;
  private final Map<SlotKind, TrackColumns> tracks = new HashMap<>();

  Placement(Trace trace, List<PlacedBlock> blocks, TableShape shape) {
    this.shape = shape;
    this.home = new int[trace.values.size()];
    Arrays.fill(home, -1);
    gateRows = new int[shape.tracks().size()];
    List<SlotKind> kinds = SlotKind.of(blocks);
    for (int i = 0; i < kinds.size(); i++) tracks.put(kinds.get(i), shape.track(shape.trackOf().get(i)));
    for (GateRun run : trace.runs) places.put(run, new Places(run.instances()));
    for (PlacedBlock block : blocks) {
      switch (block) {
        case PlacedBlock.Operands operands -> place(operands);
        case PlacedBlock.OfGates gates -> place(gates);
      }
    }
  }

  private void place(PlacedBlock.Operands block) {
    int height = block.rows(shape);
    firstRow.put(block, operandRows);
    int before = wiredValue.size();
    placeOperands(block, operandRows);
    regions.add(new Region(SystemBuilder.CONTRACT, block.node(), operandRows, height));
    var none = new Span(0, 0);
    uses.add(new RegionUse(SystemBuilder.CONTRACT, block.nodes(), operandRows, height, -1, new Span(shape.wired(), shape.a() + shape.b()), none, none,
        wiredValue.size() - before, 0, 0));
    operandRows += height;
  }

  private void place(PlacedBlock.OfGates block) {
    SlotKind kind = block.kind();
    TrackColumns track = track(kind);
    int first = gateRows[track.number()];
    int height = block.rowsOf(track.slots(kind));
    firstRow.put(block, first);
    switch (block) {
      case PlacedBlock.Instances instances -> placeInstances(instances, track, first);
      case PlacedBlock.Coefficients c ->
          placePolynomial(c.polynomial(), c.polynomial().powers().packed(track.slots(kind)), first, i -> track.coefficientColumn(c.kind(), i), true);
    }
    regions.add(new Region(gateName(block), block.node(), first, height, kind.definesSums() ? SystemBuilder.sumsOf(track.number()) : ""));
    TrackShape columns = track.shape();
    uses.add(new RegionUse(gateName(block), block.nodes(), first, height, track.number(), new Span(track.firstWired(), columns.wired()),
        new Span(track.firstLimb(), columns.limbs()), new Span(track.firstFree(), columns.free()), block.size() * kind.wired(), block.size() * kind.limbs(),
        block.size() * kind.free()));
    gateRows[track.number()] += height;
  }

  /** The track of a kind of slots. */
  TrackColumns track(SlotKind kind) {
    return tracks.get(kind);
  }

  /** The cells of an instance's slot. */
  SlotCells cells(GateForm form, int slot) {
    return new SlotCells(track(form), form, slot);
  }

  private static String gateName(PlacedBlock.OfGates block) {
    return switch (block) {
      case PlacedBlock.Instances i -> i.form().gate().name();
      case PlacedBlock.Coefficients c -> c.areRead() ? "contract_sums" : "contract_border";
    };
  }

  /** For each value the entry of its first wired cell as an output or a sum, or -1. They are for the layout alone, and not kept. */
  int[] takeHomes() {
    int[] taken = home;
    home = null;
    return taken;
  }

  /** Rows that hold anything. */
  int rows() {
    return Math.max(operandRows, highestTrack());
  }

  /** Rows of the highest track of gates. */
  int highestTrack() {
    return Arrays.stream(gateRows).max().orElse(0);
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
      placePolynomial(c.a().get(k), a, end - a.size(), shape::columnA, false);
      if (block.wiredB()) {
        Packing b = block.packingB(k, shape);
        placePolynomial(c.b().get(k), b, end - b.size(), shape::columnB, false);
      }
      row = end;
    }
  }

  private void placePolynomial(Polynomial polynomial, Packing packing, int first, IntUnaryOperator columns, boolean areHomes) {
    for (int i = 0; i < packing.size(); i++) {
      int[] items = packing.rows().get(i).items();
      for (int cell = 0; cell < items.length; cell++) wire(polynomial.values()[items[cell]], columns.applyAsInt(cell), first + i, areHomes);
    }
  }

  private void placeInstances(PlacedBlock.Instances block, TrackColumns track, int first) {
    int slots = track.slots(block.form());
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
    var cells = cells(block.form(), slot);
    int[] inputs = cells.inputColumns();
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i] >= 0) wire(block.run().input(instance, i), inputs[i], row, false);
    }
    int[] outputs = cells.outputColumns();
    for (int i = 0; i < outputs.length; i++) wire(block.run().output(instance, i), outputs[i], row, true);
  }
}
