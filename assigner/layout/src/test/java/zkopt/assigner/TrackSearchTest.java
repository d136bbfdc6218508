package zkopt.assigner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zkopt.assigner.GateForm.InputMode;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;

/** Tracks for gates and coefficients of random numbers. */
class TrackSearchTest {
  private static final int SEEDS = 40;
  private static final long MOST = 1000;
  private static final int TRACKS = 4;

  /** Both forms of each gate of a dense layer, and coefficients. */
  private static List<SlotKind> kinds() throws IOException {
    var module = Parser.parse(IRContext.withAllDialects(), "dense.mlir", Files.readString(Path.of("src/test/mlir/dense.mlir")));
    var kinds = new ArrayList<SlotKind>(List.of(SlotKind.Coefficient.values()));
    for (Gate gate : Layout.gates(module, Layout.tables(module)).values()) {
      var cells = IntStream.range(0, gate.inputs()).mapToObj(_ -> InputMode.CELL).toList();
      kinds.add(new GateForm(gate, cells));
      var modes = new ArrayList<>(cells);
      modes.set(0, InputMode.SUM);
      if (gate.isVirtual(0)) kinds.add(new GateForm(gate, modes));
    }
    return kinds;
  }

  private static TableLoad.Slots slots(List<SlotKind> kinds, Random random) {
    long[] counts = random.longs(kinds.size(), 1, 3 * MOST).toArray();
    return new TableLoad.Slots() {
      @Override
      public long count(SlotKind kind) {
        return counts[kinds.indexOf(kind)];
      }

      @Override
      public long rows(SlotKind kind, int slots) {
        return Math.ceilDiv(count(kind), slots);
      }
    };
  }

  @Test
  void eachKindHasRoomOnOneTrackAndIsNotDearerThanWithAllOthers() throws IOException {
    List<SlotKind> kinds = kinds();
    var prices = ColumnPrices.of(ProofRules.USUAL);
    int divided = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var load = new TableLoad(kinds, slots(kinds, new Random(seed)), (_, _) -> 0, (_, _) -> 0, false, false, 0, 0);
      var rows = new KindRows(load);
      var search = new TrackSearch(kinds, rows, prices, MOST, TRACKS);
      var divisions = search.divisions();
      double dense = IntStream.range(0, kinds.size()).mapToDouble(i -> prices.ofSlot(kinds.get(i)) * rows.count(i) / MOST).sum();
      for (TrackSearch.Division division : divisions) {
        assertTrue(division.tracks().size() <= TRACKS);
        assertEquals(IntStream.range(0, kinds.size()).boxed().toList(), division.tracks().stream().flatMap(List::stream).sorted().toList(), "seed " + seed);
        assertTrue(division.price() >= dense, "seed " + seed + ": cheaper than without an empty cell");
        for (List<Integer> track : division.tracks()) {
          TrackShape shape = search.shapes(track, 1).getFirst().shape();
          long height = track.stream().mapToLong(i -> rows.rows(i, shape.slots(kinds.get(i)), MOST)).sum();
          assertTrue(height <= MOST, "seed " + seed + ": " + height + " rows");
        }
      }
      assertTrue(divisions.getLast().price() <= divisions.getFirst().price(), "seed " + seed);
      divided += divisions.getLast().tracks().size() > 1 ? 1 : 0;
    }
    assertTrue(divided > SEEDS / 2, divided + " divided");
  }

  @Test
  void allFormsOfAGateStayTogether() throws IOException {
    List<SlotKind> kinds = kinds();
    var load = new TableLoad(kinds, slots(kinds, new Random(1)), (_, _) -> 0, (_, _) -> 0, false, false, 0, 0);
    var divisions = new TrackSearch(kinds, new KindRows(load), ColumnPrices.of(ProofRules.USUAL), MOST, TRACKS).divisions();
    for (List<Integer> track : divisions.getLast().tracks()) {
      for (int i = 0; i < kinds.size(); i++) {
        if (!(kinds.get(i) instanceof GateForm form)) continue;
        boolean here = track.contains(i);
        assertTrue(track.stream().noneMatch(k -> !here && kinds.get(k) instanceof GateForm other && other.gate() == form.gate()), form.gate().name());
      }
    }
  }
}
