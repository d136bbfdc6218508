package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.assigner.TrackSearch.Division;
import zkopt.dialect.plonk.TableOp;

/**
 * Chooses the shape and the height of the table. Tracks share no column, so for each height {@link TrackSearch} divides the gates among
 * tracks, the cheapest shapes that are not too high are found for each track alone, and then compared together.
 */
final class CostModel {
  private static final int[] WIDTHS = widths(32, 48, 64);
  private static final int[] WEIGHTS = widths(32, 64, 128, 256, 512, 1024);
  private static final int[] UNUSED = {0};
  /** Of each track so many of the cheapest shapes are compared together: rounding makes the cost of both differ from the sum. */
  private static final int COMPARED = 24;
  /** Where there are several tracks of gates. */
  private static final int COMPARED_OF_MANY = 8;
  private static final TrackShape NONE = new TrackShape(0, 0, 0);

  /** Each width up to the first bound, each second one up to the next, each fourth up to the one after, and so on. */
  private static int[] widths(int... bounds) {
    var widths = IntStream.builder();
    int width = 0;
    for (int i = 0; i < bounds.length; i++) {
      while (width + (1 << i) <= bounds[i]) widths.add(width += 1 << i);
    }
    return widths.build().toArray();
  }

  /** A shape with its height. */
  record Choice(TableShape shape, int logRows) {}

  /** The columns of the operands' track. */
  private record Operands(int a, int b, int weights) {
    static final Operands NONE = new Operands(0, 0, 0);
  }

  private final TableLoad load;
  private final List<SlotKind> kinds;
  private final KindRows kindRows;
  private final ColumnPrices prices;
  private final int gateDegree;
  private final List<TableOp> tables;
  private final LayoutOptions options;
  private final int maxLogRows;

  CostModel(TableLoad load, List<TableOp> tables, LayoutOptions options, int maxLogRows) {
    this.load = load;
    this.kinds = load.kinds();
    this.kindRows = new KindRows(load);
    this.prices = ColumnPrices.of(options.rules());
    this.gateDegree = kinds.stream().mapToInt(k -> k instanceof GateForm f ? f.gate().constraintDegree() : 0).max().orElse(0);
    this.tables = tables;
    this.options = options;
    this.maxLogRows = maxLogRows;
  }

  /** The shape that was asked for, else the cheapest, at the least height; null when there is none that holds the blocks. */
  Choice choose() {
    return options.shape() != null ? heightOf(options.shape()) : cheapest();
  }

  private Choice heightOf(TableShape shape) {
    if (shape.trackOf().size() != kinds.size()) return null;
    for (int log = options.minLogRows(); log <= maxLogRows; log++) {
      if (usable(log) >= Math.max(load.leastRows(), gateRows(shape)) && usableByOperands(log) >= operandRows(shape)) return new Choice(shape, log);
    }
    return null;
  }

  private long usable(int log) {
    return (1L << log) - options.blindingRows();
  }

  private long usableByOperands(int log) {
    return Math.min(usable(log), (1L << log) - options.weightRandomRows());
  }

  private Choice cheapest() {
    Choice best = null;
    double bestCost = Double.MAX_VALUE;
    for (int log = options.minLogRows(); log <= maxLogRows; log++) {
      if (usable(log) < Math.max(2, load.leastRows())) continue;
      if (cost(withOperands(List.of(), List.of(), Operands.NONE), log) > bestCost) break;
      List<Operands> sides = operands(log);
      if (sides.isEmpty() || leastCost(sides.getFirst(), log) > bestCost) continue;
      var shapes = new TrackShapes(kinds, kindRows, prices, usable(log));
      for (Division division : new TrackSearch(kinds, shapes, options.tracks()).divisions()) {
        TableShape shape = cheapest(division, shapes, sides, log);
        double cost = cost(shape, log);
        if (cost < bestCost) {
          bestCost = cost;
          best = new Choice(shape, log);
        }
      }
    }
    return best;
  }

  /** Of a table whose gates would leave no cell empty. */
  private double leastCost(Operands side, int log) {
    double columns = 0;
    for (int i = 0; i < kinds.size(); i++) columns += prices.ofSlot(kinds.get(i)) * kindRows.count(i) / usable(log);
    TableCells others = cells(withOperands(List.of(), List.of(), side), log);
    return options.cost().of(new TableCells(others.witness() + (int) columns, others.contraction(), others.permutation(), others.lookup(), others.quotient(),
        others.weights(), others.fixed()), log);
  }

  /** The cheapest columns of operands whose track is not too high. */
  private List<Operands> operands(int log) {
    if (!load.contractions()) return List.of(Operands.NONE);
    record Priced(Operands columns, double cost) {}
    var priced = new ArrayList<Priced>();
    for (int a : WIDTHS) {
      for (int b : load.readsValues() ? WIDTHS : UNUSED) {
        int weights = weights(a, b, usableByOperands(log));
        if (weights < 0) continue;
        var columns = new Operands(a, b, weights);
        priced.add(new Priced(columns, cost(withOperands(List.of(), List.of(), columns), log)));
      }
    }
    return priced.stream().sorted(Comparator.comparingDouble(Priced::cost)).limit(COMPARED).map(Priced::columns).toList();
  }

  /** The shape of each track in turn is made the one that is cheapest with the others, together with the columns of the operands. */
  private TableShape cheapest(Division division, TrackShapes shapes, List<Operands> sides, int log) {
    int compared = division.tracks().size() > 1 ? COMPARED_OF_MANY : COMPARED;
    var candidates = division.tracks().stream().map(kinds -> shapes.cheapest(kinds, compared).stream().map(TrackShapes.Priced::shape).toList()).toList();
    var tracks = new ArrayList<>(candidates.stream().map(List::getFirst).toList());
    List<Integer> trackOf = trackOf(division);
    TableShape best = withOperands(tracks, trackOf, sides.getFirst());
    double bestCost = cost(best, log);
    for (boolean better = true; better;) {
      better = false;
      for (int track = 0; track < Math.max(1, tracks.size()); track++) {
        for (TrackShape candidate : tracks.isEmpty() ? List.of(NONE) : candidates.get(track)) {
          if (!tracks.isEmpty()) tracks.set(track, candidate);
          for (Operands side : sides.subList(0, Math.min(compared, sides.size()))) {
            TableShape shape = withOperands(tracks, trackOf, side);
            double cost = cost(shape, log);
            if (cost >= bestCost) continue;
            bestCost = cost;
            best = shape;
            better = true;
          }
        }
        Collections.copy(tracks, best.tracks());
      }
    }
    return best;
  }

  private List<Integer> trackOf(Division division) {
    Integer[] trackOf = new Integer[kinds.size()];
    for (int track = 0; track < division.tracks().size(); track++) {
      int number = track;
      division.tracks().get(track).stream().forEach(kind -> trackOf[kind] = number);
    }
    return List.of(trackOf);
  }

  private static TableShape withOperands(List<TrackShape> tracks, List<Integer> trackOf, Operands side) {
    return new TableShape(tracks, trackOf, side.a(), side.b(), side.weights());
  }

  /** The rows of the highest track of gates in a shape. */
  long gateRows(TableShape shape) {
    long[] heights = new long[shape.tracks().size()];
    for (int i = 0; i < kinds.size(); i++) {
      int track = shape.trackOf().get(i);
      heights[track] += kindRows.rows(i, shape.tracks().get(track).slots(kinds.get(i)), 1L << maxLogRows);
    }
    return Arrays.stream(heights).max().orElse(0);
  }

  /** The rows of the operands' track in a shape. */
  long operandRows(TableShape shape) {
    return (load.readsWeights() ? load.weightRows().of(shape.a(), shape.weights()) : 0) + (load.readsValues() ? load.valueRows().of(shape.a(), shape.b()) : 0);
  }

  /** The fewest weight columns with which the operands' track has at most so many rows; -1 where it has more with any. */
  private int weights(int a, int b, long most) {
    int[] widths = load.readsWeights() ? WEIGHTS : UNUSED;
    long left = most - (load.readsValues() ? load.valueRows().least(a, b) : 0);
    int from = 0;
    for (int to = widths.length; from < to;) {
      int middle = (from + to) / 2;
      if ((load.readsWeights() ? load.weightRows().least(a, widths[middle]) : 0) <= left) to = middle;
      else from = middle + 1;
    }
    return Arrays.stream(widths, from, widths.length).filter(w -> operandRows(withOperands(List.of(), List.of(), new Operands(a, b, w))) <= most)
        .findFirst().orElse(-1);
  }

  private double cost(TableShape shape, int log) {
    return options.cost().of(cells(shape, log), log);
  }

  /** The columns of a table of this shape. */
  TableCells cells(TableShape shape, int log) {
    List<Integer> sets = TableSets.widths(tables, (int) Math.min(Integer.MAX_VALUE, usable(log)));
    int columns = sets.stream().mapToInt(w -> w).sum();
    return TableCells.of(shape, accumulators(shape), sets.size(), columns, lanes(shape), gateDegree, options.rules(), log,
        InstanceColumns.count(load.publicValues(), usable(log))).withSelectors(kinds.size());
  }

  private int accumulators(TableShape shape) {
    if (!load.contractions()) return 0;
    return SystemBuilder.accumulators((int) IntStream.range(0, shape.trackOf().size()).filter(i -> kinds.get(i).definesSums()).map(shape.trackOf()::get).distinct().count());
  }

  /** The degrees of the lookups of gates that are on a row together at most. */
  private int[] lanes(TableShape shape) {
    var tracks = shape.tracks().stream().map(_ -> new Lanes()).toList();
    for (int i = 0; i < shape.trackOf().size(); i++) {
      int track = shape.trackOf().get(i);
      tracks.get(track).add(kinds.get(i), shape.tracks().get(track).slots(kinds.get(i)));
    }
    return tracks.stream().flatMapToInt(lanes -> Arrays.stream(lanes.degrees())).toArray();
  }
}
