package zkopt.assigner;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zkopt.dialect.plonk.TableOp;

/**
 * Chooses the shape and the height of the table: the cheapest in committed cells among a grid of shapes. The estimate counts value
 * columns, and what the arguments add to them: an extension column is three, and serves about six lookups or six wired columns.
 */
final class CostModel {
  private static final int[] WIRED = {4, 6, 8, 10, 12, 16, 20, 24, 28, 32, 40, 48, 64};
  private static final int[] LIMBS = {0, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 30, 32, 40, 48};
  private static final int[] WEIGHTS = {0, 1, 2, 4, 8, 10, 12, 16, 24, 32, 48, 64};
  private static final int PER_EXTENSION_COLUMN = 6;
  private static final int MAX_LOG_ROWS = 24;

  /** A shape with its height. */
  record Choice(TableShape shape, int logRows) {}

  private final List<PlacedBlock> blocks;
  private final List<TableOp> tables;
  private final LayoutOptions options;
  private final int publicValues;
  private final Set<GateForm> forms;

  /** @param publicValues which have a row each */
  CostModel(List<PlacedBlock> blocks, List<TableOp> tables, int publicValues, LayoutOptions options) {
    this.blocks = blocks;
    this.publicValues = publicValues;
    this.tables = tables;
    this.options = options;
    this.forms = blocks.stream()
        .flatMap(b -> b instanceof PlacedBlock.Instances i ? java.util.stream.Stream.of(i.form()) : java.util.stream.Stream.empty())
        .collect(Collectors.toSet());
  }

  /** The cheapest choice, or null when no shape of the grid can hold the blocks. */
  Choice choose() {
    Choice best = null;
    long bestCost = Long.MAX_VALUE;
    boolean weights = blocks.stream().anyMatch(b -> b instanceof PlacedBlock.Operands o && !o.wiredB());
    for (int wired : WIRED) {
      for (int limbs : LIMBS) {
        if (forms.stream().anyMatch(f -> f.wired() > wired || f.limbs() > limbs)) continue;
        for (int width : WEIGHTS) {
          if (weights != width > 0) continue;
          TableShape shape = withFree(wired, limbs, width);
          if (shape == null) continue;
          int logRows = logRows(shape);
          if (logRows > MAX_LOG_ROWS) continue;
          long cost = cost(shape) << logRows;
          if (cost < bestCost) {
            bestCost = cost;
            best = new Choice(shape, logRows);
          }
        }
      }
    }
    return best;
  }

  /** As many free columns as keep them from limiting the slots of any gate; null when a gate does not fit. */
  private TableShape withFree(int wired, int limbs, int weights) {
    int free = 0;
    for (GateForm form : forms) {
      int slots = new TableShape(wired, limbs, Integer.MAX_VALUE / 2, weights).slots(form);
      if (slots == 0) return null;
      free = Math.max(free, slots * form.free() - (wired - slots * form.wired()));
    }
    return new TableShape(wired, limbs, free, weights);
  }

  private int logRows(TableShape shape) {
    long rows = blocks.stream().mapToLong(b -> b.rows(shape)).sum();
    rows = Math.max(rows, tables.stream().mapToLong(TableOp::height).max().orElse(0) + 1);
    rows = Math.max(rows, publicValues);
    int log = options.minLogRows();
    while (log <= MAX_LOG_ROWS && (1L << log) - options.blindingRows() < rows) log++;
    return log;
  }

  private static long cost(TableShape shape) {
    int lookups = Math.ceilDiv(shape.limbs(), PER_EXTENSION_COLUMN);
    int permutation = Math.ceilDiv(shape.wired() + 3, PER_EXTENSION_COLUMN);
    return shape.witness() + shape.weights() + 3L * (lookups + permutation) + shape.wired() / 2;
  }
}
