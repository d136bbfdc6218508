package zkopt.assigner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;

/**
 * What a table must hold, by the rows that it takes in columns of some widths.
 *
 * @param gateRows the rows of a gate's form with so many instances in a row
 * @param coefficientRows the rows of sums and borders that no gate defines in so many columns
 * @param weightRows the rows of products by weights, in so many columns of the first operand and of weights
 * @param valueRows the rows of products by other second operands
 * @param readsWeights whether contractions read weights
 * @param readsValues whether contractions read second operands that are no weights
 * @param leastRows what stands in one column: public values, constants, single weights
 */
record TableLoad(Set<GateForm> forms, FormRows gateRows, IntToLongFunction coefficientRows, ProductRows weightRows, ProductRows valueRows,
    boolean readsWeights, boolean readsValues, long leastRows) {
  /** Rows of a form. */
  @FunctionalInterface
  interface FormRows {
    long of(GateForm form, int slots);
  }

  /** Rows of operands. */
  @FunctionalInterface
  interface ProductRows {
    long of(int a, int b);
  }

  boolean contractions() {
    return readsWeights || readsValues;
  }

  /** That of blocks, exactly. */
  static TableLoad of(List<PlacedBlock> blocks, long leastRows) {
    var gates = new LinkedHashMap<GateForm, List<PlacedBlock.Instances>>();
    var coefficients = new ArrayList<PlacedBlock.Coefficients>();
    var byWeights = new LinkedHashMap<Product, Integer>();
    var byValues = new LinkedHashMap<Product, Integer>();
    for (PlacedBlock block : blocks) {
      switch (block) {
        case PlacedBlock.Instances i -> gates.computeIfAbsent(i.form(), _ -> new ArrayList<>()).add(i);
        case PlacedBlock.Coefficients c -> coefficients.add(c);
        case PlacedBlock.Operands o -> addProducts(o.contraction(), o.wiredB() ? byValues : byWeights);
      }
    }
    return new TableLoad(gates.keySet(), (form, slots) -> gates.get(form).stream().mapToLong(i -> i.rowsOf(slots)).sum(),
        width -> coefficients.stream().mapToLong(c -> c.rowsOf(width)).sum(), (a, b) -> rows(byWeights, a, b), (a, b) -> rows(byValues, a, b),
        !byWeights.isEmpty(), !byValues.isEmpty(), leastRows);
  }

  /** Two factors; products of the same powers take the same rows. */
  private record Product(Powers a, Powers b) {}

  private static void addProducts(Contraction c, Map<Product, Integer> products) {
    if (c.a().isEmpty()) products.merge(new Product(new Powers(new int[1]), new Powers(new int[1])), 1, Integer::sum);
    for (int k = 0; k < c.a().size(); k++) products.merge(new Product(c.a().get(k).powers(), c.b().get(k).powers()), 1, Integer::sum);
  }

  private static long rows(Map<Product, Integer> products, int a, int b) {
    return products.entrySet().stream()
        .mapToLong(e -> (long) Math.max(e.getKey().a().packed(a).size(), e.getKey().b().packed(b).size()) * e.getValue()).sum();
  }
}
