package zkopt.assigner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
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
      var shapes = new TrackShapes(kinds, rows, prices, MOST);
      var divisions = new TrackSearch(kinds, shapes, TRACKS).divisions();
      double dense = IntStream.range(0, kinds.size()).mapToDouble(i -> prices.ofSlot(kinds.get(i)) * rows.count(i) / MOST).sum();
      for (TrackSearch.Division division : divisions) {
        assertTrue(division.tracks().size() <= TRACKS);
        assertEquals(IntStream.range(0, kinds.size()).boxed().toList(), division.tracks().stream().flatMap(t -> t.stream().boxed()).sorted().toList(), "seed " + seed);
        assertTrue(division.price() >= dense, "seed " + seed + ": cheaper than without an empty cell");
        for (BitSet track : division.tracks()) {
          TrackShape shape = shapes.cheapest(track, 1).getFirst().shape();
          long height = track.stream().mapToLong(i -> rows.rows(i, shape.slots(kinds.get(i)), MOST)).sum();
          assertTrue(height <= MOST, "seed " + seed + ": " + height + " rows");
        }
      }
      assertTrue(divisions.getLast().price() <= divisions.getFirst().price(), "seed " + seed);
      divided += divisions.getLast().tracks().size() > 1 ? 1 : 0;
    }
    assertTrue(divided > SEEDS / 3, divided + " divided");
  }

  @Test
  void allFormsOfAGateStayTogether() throws IOException {
    List<SlotKind> kinds = kinds();
    var load = new TableLoad(kinds, slots(kinds, new Random(1)), (_, _) -> 0, (_, _) -> 0, false, false, 0, 0);
    var shapes = new TrackShapes(kinds, new KindRows(load), ColumnPrices.of(ProofRules.USUAL), MOST);
    for (BitSet track : new TrackSearch(kinds, shapes, TRACKS).divisions().getLast().tracks()) {
      for (int i = 0; i < kinds.size(); i++) {
        if (!(kinds.get(i) instanceof GateForm form)) continue;
        boolean here = track.get(i);
        assertTrue(track.stream().noneMatch(k -> !here && kinds.get(k) instanceof GateForm other && other.gate() == form.gate()), form.gate().name());
      }
    }
  }

  @Test
  void theCheapestShapeIsThatOfAllShapes() throws IOException {
    List<SlotKind> kinds = kinds();
    var prices = ColumnPrices.of(ProofRules.USUAL);
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var rows = new KindRows(new TableLoad(kinds, slots(kinds, random), (_, _) -> 0, (_, _) -> 0, false, false, 0, 0));
      var shapes = new TrackShapes(kinds, rows, prices, MOST);
      BitSet of = BitSet.valueOf(new long[] {random.nextLong(1, 1L << kinds.size())});
      double bound = shapes.bound(of);
      double price = shapes.cheapest(of);
      assertEquals(cheapest(of, kinds, rows, prices), price, 1e-6, "seed " + seed + ": kinds " + of);
      assertTrue(bound <= price, "seed " + seed);
      for (int kind : of.stream().toArray()) {
        var part = (BitSet) of.clone();
        part.clear(kind);
        assertTrue(shapes.cheapest(part) <= price, "seed " + seed + ": a part is dearer");
      }
    }
  }

  /** Of all shapes one after the other. */
  private static double cheapest(BitSet of, List<SlotKind> kinds, KindRows rows, ColumnPrices prices) {
    double best = TrackShapes.NONE;
    for (int wired = 0; wired <= 64; wired++) {
      for (int limbs = 0; limbs <= 160; limbs++) {
        for (int free = 0; free <= 64; free++) {
          var shape = new TrackShape(wired, limbs, free);
          double price = prices.of(wired, limbs, free);
          if (price >= best) break;
          if (of.stream().mapToDouble(i -> rows.rows(i, shape.slots(kinds.get(i)), MOST)).sum() > MOST) continue;
          best = Math.min(best, price + besides(of, kinds, shape, prices));
        }
      }
    }
    return best;
  }

  private static double besides(BitSet of, List<SlotKind> kinds, TrackShape shape, ColumnPrices prices) {
    return of.stream().mapToDouble(i -> prices.ofLookups(kinds.get(i)) * shape.slots(kinds.get(i))).max().orElse(0)
        + (of.stream().anyMatch(i -> kinds.get(i).definesSums()) ? prices.sums() : 0);
  }

  @Test
  void noMoveIsLeftThatWouldBeCheaper() throws IOException {
    List<SlotKind> kinds = kinds();
    var prices = ColumnPrices.of(ProofRules.USUAL);
    for (int seed = 0; seed < SEEDS; seed++) {
      var load = new TableLoad(kinds, slots(kinds, new Random(seed)), (_, _) -> 0, (_, _) -> 0, false, false, 0, 0);
      var shapes = new TrackShapes(kinds, new KindRows(load), prices, MOST);
      var found = new TrackSearch(kinds, shapes, TRACKS).divisions().getLast();
      var tracks = new ArrayList<>(found.tracks());
      while (tracks.size() < TRACKS) tracks.add(new BitSet());
      for (BitSet unit : units(kinds)) {
        for (int to = 0; to < TRACKS; to++) {
          var moved = new ArrayList<BitSet>();
          for (int track = 0; track < TRACKS; track++) {
            var on = (BitSet) tracks.get(track).clone();
            on.andNot(unit);
            if (track == to) on.or(unit);
            moved.add(on);
          }
          // with shapes of its own, so that nothing is known of a bound
          double price = moved.stream().mapToDouble(new TrackShapes(kinds, new KindRows(load), prices, MOST)::cheapest).sum();
          assertTrue(price >= found.price() - 1e-6, "seed " + seed + ": " + unit + " on " + to);
        }
      }
    }
  }

  private static List<BitSet> units(List<SlotKind> kinds) {
    var units = new LinkedHashMap<Object, BitSet>();
    for (int i = 0; i < kinds.size(); i++) units.computeIfAbsent(kinds.get(i) instanceof GateForm f ? f.gate() : kinds.get(i), _ -> new BitSet()).set(i);
    return List.copyOf(units.values());
  }
}
