package zkopt.assigner;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import zkopt.circuit.Field;

/**
 * The weight columns: operands of contractions in the rows of their groups, and in the last column those used one by one. In a large
 * model they take more memory than all else that a layout holds, so they are made when they are asked for, and again where memory was short.
 */
final class WeightColumns {
  private final Trace trace;
  private final List<PlacedBlock.Operands> blocks;
  private final Placement placement;
  private final Map<Integer, Integer> single;
  private final int rows;
  private SoftReference<long[][]> made = new SoftReference<>(null);
  /** The block of the weight before. */
  private Trace.WeightBlock block;

  /** @param single the row of each weight that is used by itself, or null where there is no column for these */
  WeightColumns(Trace trace, List<PlacedBlock> blocks, Placement placement, Map<Integer, Integer> single, int rows) {
    this.trace = trace;
    this.blocks = blocks.stream().filter(PlacedBlock.Operands.class::isInstance).map(PlacedBlock.Operands.class::cast).filter(o -> !o.wiredB()).toList();
    this.placement = placement;
    this.single = single;
    this.rows = rows;
  }

  int count() {
    return placement.shape.weights() + (single == null ? 0 : 1);
  }

  /** Canonical, of full height. */
  synchronized long[][] get() {
    long[][] columns = made.get();
    if (columns == null) made = new SoftReference<>(columns = make());
    return columns;
  }

  private long[][] make() {
    long[][] columns = new long[count()][rows];
    for (PlacedBlock.Operands operands : blocks) {
      List<Polynomial> factors = operands.contraction().b();
      int row = placement.firstRow.get(operands);
      for (int k = 0; k < factors.size(); k++) {
        row += operands.groupRows(k, placement.shape);
        List<Packing.Row> packed = operands.packingB(k, placement.shape).rows();
        for (int i = 0; i < packed.size(); i++) {
          int[] items = packed.get(i).items();
          for (int cell = 0; cell < items.length; cell++) {
            columns[cell][row - packed.size() + i] = weight(factors.get(k).values()[items[cell]]);
          }
        }
      }
    }
    if (single != null) single.forEach((id, row) -> columns[columns.length - 1][row] = weight(id));
    return columns;
  }

  private long weight(int id) {
    if (block == null || !block.has(id)) block = trace.blockOf(id);
    return Field.encode(block.integer(id));
  }
}
