package zkopt.assigner;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rows of the operands of several products, each count made once. */
final class OperandRows implements TableLoad.ProductRows {
  /** Products of a geometry. */
  interface Product {
    /** Elements of the first factor. */
    long elementsA();

    /** Elements of the second factor. */
    long elementsB();

    /** The rows of one product with so many columns for each factor. */
    long rows(int a, int b);
  }

  private record Columns(int a, int b) {}

  private record Sizes(long a, long b) {}

  private final Map<Product, Long> products;
  private final Map<Sizes, Long> bySizes = new LinkedHashMap<>();
  private final Map<Columns, Long> known = new HashMap<>();

  /** @param products how many there are of each */
  OperandRows(Map<? extends Product, Long> products) {
    this.products = Map.copyOf(products);
    products.forEach((product, count) -> bySizes.merge(new Sizes(product.elementsA(), product.elementsB()), count, Long::sum));
  }

  @Override
  public long of(int a, int b) {
    return known.computeIfAbsent(new Columns(a, b), _ -> count(a, b));
  }

  private long count(int a, int b) {
    long rows = 0;
    for (var product : products.entrySet()) rows += product.getKey().rows(a, b) * product.getValue();
    return rows;
  }

  @Override
  public long least(int a, int b) {
    long rows = 0;
    for (var sizes : bySizes.entrySet()) {
      rows += Math.max(Math.ceilDiv(sizes.getKey().a(), a), Math.ceilDiv(sizes.getKey().b(), b)) * sizes.getValue();
    }
    return rows;
  }
}
