package zkopt.assigner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import zkopt.dialect.plonk.TableOp;

/**
 * Chooses the shape and the height of the table: the cheapest of all shapes up to some widths. The two tracks share no column, so for
 * each height the cheapest shapes that are not too high are found for each track alone, and then compared together.
 */
final class CostModel {
  private static final int[] WIDTHS = widths(32, 48, 64);
  private static final int[] WEIGHTS = widths(32, 64, 128);
  private static final int MAX_LIMBS = 160;
  /** Of each track so many of the cheapest shapes are compared together: rounding makes the cost of both differ from the sum. */
  private static final int COMPARED = 24;

  /** Each width up to the first bound, each second one up to the next, each fourth up to the last. */
  private static int[] widths(int byOne, int byTwo, int byFour) {
    return IntStream.concat(IntStream.rangeClosed(1, byOne), IntStream.concat(IntStream.iterate(byOne + 2, w -> w <= byTwo, w -> w + 2),
        IntStream.iterate(byTwo + 4, w -> w <= byFour, w -> w + 4))).toArray();
  }

  private static final TableShape EMPTY = new TableShape(0, 0, 0, 0, 0, 0);

  /** A shape with its height. */
  record Choice(TableShape shape, int logRows) {}

  /** A shape of one track, with the rows that it takes. */
  private record Track(TableShape shape, long rows) {}

  private final TableLoad load;
  private final List<GateForm> forms;
  private final int gateDegree;
  private final List<TableOp> tables;
  private final LayoutOptions options;
  private final int maxLogRows;
  private final Map<Object, Long> rows = new HashMap<>();

  CostModel(TableLoad load, List<TableOp> tables, LayoutOptions options, int maxLogRows) {
    this.load = load;
    this.forms = List.copyOf(load.forms());
    this.gateDegree = forms.stream().mapToInt(f -> f.gate().constraintDegree()).max().orElse(0);
    this.tables = tables;
    this.options = options;
    this.maxLogRows = maxLogRows;
  }

  /** The shape that was asked for, else the cheapest, at the least height; null when there is none that holds the blocks. */
  Choice choose() {
    return options.shape() != null ? heightOf(options.shape()) : cheapest();
  }

  private Choice heightOf(TableShape shape) {
    if (forms.stream().anyMatch(f -> shape.slots(f) == 0)) return null;
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
    List<Track> gates = gateTracks();
    List<Track> operands = operandTracks();
    Choice best = null;
    double bestCost = Double.MAX_VALUE;
    for (int log = options.minLogRows(); log <= maxLogRows; log++) {
      if (usable(log) < Math.max(2, load.leastRows())) continue;
      if (cost(EMPTY, log) > bestCost) break;
      List<TableShape> tracks = cheapest(gates, usable(log), log);
      List<TableShape> sides = cheapest(operands, usableByOperands(log), log);
      for (TableShape track : tracks) {
        for (TableShape side : sides) {
          var shape = new TableShape(track.wired(), side.a(), side.b(), track.limbs(), track.free(), side.weights());
          double cost = cost(shape, log);
          if (cost < bestCost) {
            bestCost = cost;
            best = new Choice(shape, log);
          }
        }
      }
    }
    return best;
  }

  private List<TableShape> cheapest(List<Track> tracks, long most, int log) {
    record Priced(TableShape shape, double cost) {}
    return tracks.stream().filter(t -> t.rows() <= most).map(t -> new Priced(t.shape(), cost(t.shape(), log)))
        .sorted(Comparator.comparingDouble(Priced::cost)).limit(COMPARED).map(Priced::shape).toList();
  }

  /** The shapes of the gates' track. */
  private List<Track> gateTracks() {
    var limbCounts = new TreeSet<Integer>();
    forms.forEach(f -> IntStream.iterate(f.limbs(), n -> n <= MAX_LIMBS, n -> n + Math.max(1, f.limbs())).forEach(limbCounts::add));
    if (limbCounts.isEmpty()) limbCounts.add(0);
    var tracks = new ArrayList<Track>();
    for (int wired : WIDTHS) {
      for (int limbs : limbCounts) {
        TableShape shape = withFree(wired, limbs);
        if (shape != null) tracks.add(new Track(shape, gateRows(shape)));
      }
    }
    return tracks;
  }

  /** The rows of the gates' track in a shape. */
  long gateRows(TableShape shape) {
    long sum = known(shape.wired(), () -> load.coefficientRows().applyAsLong(shape.wired()));
    for (GateForm form : forms) {
      int slots = shape.slots(form);
      sum += known(List.of(form, slots), () -> load.gateRows().of(form, slots));
    }
    return sum;
  }

  /** The rows of the operands' track in a shape. */
  long operandRows(TableShape shape) {
    return byWeights(shape.a(), shape.weights()) + byValues(shape.a(), shape.b());
  }

  private long byWeights(int a, int weights) {
    return load.readsWeights() ? known(List.of("weights", a, weights), () -> load.weightRows().of(a, weights)) : 0;
  }

  private long byValues(int a, int b) {
    return load.readsValues() ? known(List.of("values", a, b), () -> load.valueRows().of(a, b)) : 0;
  }

  private long known(Object key, LongSupplier count) {
    Long known = rows.get(key);
    if (known == null) rows.put(key, known = count.getAsLong());
    return known;
  }

  /** As many free columns as keep them from limiting the slots of any gate; null when a gate does not fit. */
  private TableShape withFree(int wired, int limbs) {
    int free = 0;
    for (GateForm form : forms) {
      int slots = new TableShape(wired, 0, 0, limbs, Integer.MAX_VALUE / 2, 0).slots(form);
      if (slots == 0) return null;
      free = Math.max(free, slots * form.free() - (wired - slots * form.wired()));
    }
    return new TableShape(wired, 0, 0, limbs, free, 0);
  }

  /** The shapes of the operands' track. */
  private List<Track> operandTracks() {
    if (!load.contractions()) return List.of(new Track(EMPTY, 0));
    int[] none = {0};
    var tracks = new ArrayList<Track>();
    for (int a : WIDTHS) {
      for (int b : load.readsValues() ? WIDTHS : none) {
        for (int weights : load.readsWeights() ? WEIGHTS : none) {
          tracks.add(new Track(new TableShape(0, a, b, 0, 0, weights), byWeights(a, weights) + byValues(a, b)));
        }
      }
    }
    return tracks;
  }

  private double cost(TableShape shape, int log) {
    return options.cost().of(cells(shape, log), log);
  }

  /** The columns of a table of this shape. */
  TableCells cells(TableShape shape, int log) {
    List<Integer> sets = TableSets.widths(tables, (int) Math.min(Integer.MAX_VALUE, usable(log)));
    int columns = sets.stream().mapToInt(w -> w).sum();
    return TableCells.of(shape, load.contractions(), sets.size(), columns, lanes(shape), gateDegree, options.rules(), log).withSelectors(forms.size());
  }

  /** The degrees of the lookups of gates that are on a row together at most. */
  private int[] lanes(TableShape shape) {
    var degrees = new ArrayList<Integer>();
    if (shape.wired() > 0) {
      for (GateForm form : forms) {
        int[] of = form.gate().lookupDegrees();
        for (int i = 0; i < of.length * shape.slots(form); i++) {
          int degree = 1 + of[i % of.length];
          if (i < degrees.size()) degrees.set(i, Math.max(degrees.get(i), degree));
          else degrees.add(degree);
        }
      }
    }
    return degrees.stream().mapToInt(d -> d).toArray();
  }
}
