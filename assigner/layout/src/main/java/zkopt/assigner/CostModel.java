package zkopt.assigner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import zkopt.dialect.plonk.TableOp;

/**
 * Chooses the shape and the height of the table: the cheapest in committed cells among a grid of shapes. The two tracks are chosen
 * apart, as they share no column.
 */
final class CostModel {
  private static final int[] WIDTHS = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64};
  private static final int[] WEIGHTS = {1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128};
  private static final int MAX_LIMBS = 160;

  /** A shape with its height. */
  record Choice(TableShape shape, int logRows) {}

  /**
   * What a table must hold.
   *
   * @param gateRows the rows of the gates' track in a shape
   * @param operandRows the rows of the operands' track in a shape
   * @param weights whether contractions read weights
   * @param wiredB whether contractions read second operands that are no weights
   * @param leastRows what stands in one column: public values, constants, single weights
   */
  record Load(Set<GateForm> forms, ToLongFunction<TableShape> gateRows, ToLongFunction<TableShape> operandRows, boolean weights, boolean wiredB,
      long leastRows) {
    boolean contractions() {
      return weights || wiredB;
    }

    /** That of blocks, exactly. */
    static Load of(List<PlacedBlock> blocks, int leastRows) {
      var forms = new HashSet<GateForm>();
      var gates = new ArrayList<PlacedBlock>();
      var products = new LinkedHashMap<Product, Integer>();
      for (PlacedBlock block : blocks) {
        if (block instanceof PlacedBlock.Instances i) forms.add(i.form());
        if (block instanceof PlacedBlock.Operands o) addProducts(o, products);
        else gates.add(block);
      }
      return new Load(forms, shape -> gates.stream().mapToLong(block -> block.rows(shape)).sum(),
          shape -> products.entrySet().stream().mapToLong(e -> (long) e.getKey().rows(shape) * e.getValue()).sum(),
          products.keySet().stream().anyMatch(p -> !p.wiredB()), products.keySet().stream().anyMatch(Product::wiredB), leastRows);
    }

    private static void addProducts(PlacedBlock.Operands block, Map<Product, Integer> products) {
      Contraction c = block.contraction();
      if (c.a().isEmpty()) products.merge(new Product(new Powers(new int[1]), new Powers(new int[1]), block.wiredB()), 1, Integer::sum);
      for (int k = 0; k < c.a().size(); k++) products.merge(new Product(c.a().get(k).powers(), c.b().get(k).powers(), block.wiredB()), 1, Integer::sum);
    }
  }

  /** A product of two factors; products of the same powers take the same rows. */
  private record Product(Powers a, Powers b, boolean wiredB) {
    int rows(TableShape shape) {
      return Math.max(a.packed(shape.a()).size(), b.packed(wiredB ? shape.b() : shape.weights()).size());
    }
  }

  private final Load load;
  private final Set<GateForm> forms;
  private final List<TableOp> tables;
  private final LayoutOptions options;
  private final int maxLogRows;

  CostModel(Load load, List<TableOp> tables, LayoutOptions options, int maxLogRows) {
    this.load = load;
    this.forms = load.forms();
    this.tables = tables;
    this.options = options;
    this.maxLogRows = maxLogRows;
  }

  /** The shape that was asked for, else the cheapest of the grid, at the least height; null when there is none that holds the blocks. */
  Choice choose() {
    return options.shape() != null ? heightOf(options.shape()) : cheapest();
  }

  private Choice heightOf(TableShape shape) {
    if (forms.stream().anyMatch(f -> shape.slots(f) == 0)) return null;
    long gates = gateRows(shape);
    long operands = !load.contractions() ? 0 : operandRows(shape);
    for (int log = options.minLogRows(); log <= maxLogRows; log++) {
      long usable = (1L << log) - options.blindingRows();
      if (usable >= Math.max(load.leastRows(), gates) && Math.min(usable, (1L << log) - options.weightRandomRows()) >= operands) return new Choice(shape, log);
    }
    return null;
  }

  private Choice cheapest() {
    Map<TableShape, Long> gates = gateShapes();
    Map<TableShape, Long> operands = operandShapes();
    Choice best = null;
    double bestCost = Double.MAX_VALUE;
    for (int log = options.minLogRows(); log <= maxLogRows; log++) {
      long usable = (1L << log) - options.blindingRows();
      if (usable < Math.max(2, load.leastRows())) continue;
      TableShape track = cheapest(gates, usable, log);
      TableShape side = cheapest(operands, Math.min(usable, (1L << log) - options.weightRandomRows()), log);
      if (track == null || side == null) continue;
      var shape = new TableShape(track.wired(), side.a(), side.b(), track.limbs(), track.free(), side.weights());
      double cost = cost(shape, log);
      if (cost < bestCost) {
        bestCost = cost;
        best = new Choice(shape, log);
      }
    }
    return best;
  }

  private TableShape cheapest(Map<TableShape, Long> shapes, long rows, int log) {
    TableShape best = null;
    for (var entry : shapes.entrySet()) {
      if (entry.getValue() <= rows && (best == null || cost(entry.getKey(), log) < cost(best, log))) best = entry.getKey();
    }
    return best;
  }

  /** The shapes of the gates' track, with the rows that it takes. */
  private Map<TableShape, Long> gateShapes() {
    var limbCounts = new TreeSet<Integer>();
    forms.forEach(f -> IntStream.iterate(f.limbs(), n -> n <= MAX_LIMBS, n -> n + Math.max(1, f.limbs())).forEach(limbCounts::add));
    if (limbCounts.isEmpty()) limbCounts.add(0);
    var shapes = new LinkedHashMap<TableShape, Long>();
    for (int wired : WIDTHS) {
      for (int limbs : limbCounts) {
        TableShape shape = withFree(wired, limbs);
        if (shape != null) shapes.put(shape, gateRows(shape));
      }
    }
    return shapes;
  }

  private long gateRows(TableShape shape) {
    return load.gateRows().applyAsLong(shape);
  }

  private long operandRows(TableShape shape) {
    return load.operandRows().applyAsLong(shape);
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

  /** The shapes of the operands' track, with the rows that it takes. */
  private Map<TableShape, Long> operandShapes() {
    var shapes = new LinkedHashMap<TableShape, Long>();
    if (!load.contractions()) {
      shapes.put(new TableShape(0, 0, 0, 0, 0, 0), 0L);
      return shapes;
    }
    int[] none = {0};
    int[] b = load.wiredB() ? WIDTHS : none;
    int[] weights = load.weights() ? WEIGHTS : none;
    for (int a : WIDTHS) {
      for (int ofB : b) {
        for (int w : weights) {
          var shape = new TableShape(0, a, ofB, 0, 0, w);
          shapes.put(shape, operandRows(shape));
        }
      }
    }
    return shapes;
  }

  /** What a table of this shape costs, in cells. */
  private double cost(TableShape shape, int log) {
    return cells(shape, log).perRow() * ((1L << log) + options.columnCost());
  }

  /** The columns of a table of this shape. */
  TableCells cells(TableShape shape, int log) {
    int sets = TableSets.count(tables, (1 << log) - options.blindingRows());
    return TableCells.of(shape, load.contractions(), sets, lanes(shape));
  }

  /** The degrees of the lookups of gates that are on a row together at most. */
  private int[] lanes(TableShape shape) {
    var degrees = new ArrayList<Integer>();
    if (shape.wired() > 0) {
      for (GateForm form : forms) {
        var of = form.gate().lookupDegrees();
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
