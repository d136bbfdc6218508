package zkopt.assigner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a table must hold, by the rows that it takes in columns of some widths.
 *
 * @param kinds in the order of {@link SlotKind#of}
 * @param slots the slots of a kind
 * @param weightRows the rows of products by weights, in so many columns of the first operand and of weights
 * @param valueRows the rows of products by other second operands
 * @param readsWeights whether contractions read weights
 * @param readsValues whether contractions read second operands that are no weights
 * @param leastRows what stands in one column: constants, single weights
 * @param publicValues which stand in as many columns as they need
 */
record TableLoad(List<SlotKind> kinds, Slots slots, ProductRows weightRows, ProductRows valueRows, boolean readsWeights, boolean readsValues, long leastRows,
    long publicValues) {
  /** Slots by their kinds. */
  interface Slots {
    /** All of a kind. */
    long count(SlotKind kind);

    /** The rows of a kind with so many slots in a row. */
    long rows(SlotKind kind, int slots);
  }

  /** Rows of operands. */
  @FunctionalInterface
  interface ProductRows {
    long of(int a, int b);

    /** No more than {@link #of}, and quickly counted: as if each row but the last of a product were full. */
    default long least(int a, int b) {
      return 0;
    }
  }

  boolean contractions() {
    return readsWeights || readsValues;
  }

  /** That of blocks, exactly. */
  static TableLoad of(List<PlacedBlock> blocks, long leastRows, long publicValues) {
    var gates = new LinkedHashMap<SlotKind, List<PlacedBlock.OfGates>>();
    var byWeights = new LinkedHashMap<Product, Long>();
    var byValues = new LinkedHashMap<Product, Long>();
    for (PlacedBlock block : blocks) {
      switch (block) {
        case PlacedBlock.OfGates g -> gates.computeIfAbsent(g.kind(), _ -> new ArrayList<>()).add(g);
        case PlacedBlock.Operands o -> addProducts(o.contraction(), o.wiredB() ? byValues : byWeights);
      }
    }
    return new TableLoad(SlotKind.of(blocks), slots(gates), new OperandRows(byWeights), new OperandRows(byValues), !byWeights.isEmpty(),
        !byValues.isEmpty(), leastRows, publicValues);
  }

  private static Slots slots(Map<SlotKind, List<PlacedBlock.OfGates>> gates) {
    return new Slots() {
      @Override
      public long count(SlotKind kind) {
        return gates.get(kind).stream().mapToLong(PlacedBlock.OfGates::size).sum();
      }

      @Override
      public long rows(SlotKind kind, int slots) {
        return gates.get(kind).stream().mapToLong(g -> g.rowsOf(slots)).sum();
      }
    };
  }

  /** Two factors; products of the same powers take the same rows. */
  record Product(Powers a, Powers b) implements OperandRows.Product {
    @Override
    public long elementsA() {
      return a.size();
    }

    @Override
    public long elementsB() {
      return b.size();
    }

    @Override
    public long rows(int columnsA, int columnsB) {
      return Math.max(a.rows(columnsA), b.rows(columnsB));
    }
  }

  private static void addProducts(Contraction c, Map<Product, Long> products) {
    if (c.a().isEmpty()) products.merge(new Product(new Powers(new int[1]), new Powers(new int[1])), 1L, Long::sum);
    for (int k = 0; k < c.a().size(); k++) products.merge(new Product(c.a().get(k).powers(), c.b().get(k).powers()), 1L, Long::sum);
  }
}
