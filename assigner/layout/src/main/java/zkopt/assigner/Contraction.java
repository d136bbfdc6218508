package zkopt.assigner;

import java.util.Arrays;
import java.util.List;

/**
 * Sums of products as one identity between polynomials in x, with value numbers for coefficients:
 *
 * <pre>sum over k of a_k(x) b_k(x)  =  sums(x) + border(x)</pre>
 *
 * The powers are such that the products that meet at a power of {@code sums} are those of that sum and no others. The {@code border} is
 * what else there is, of no use to the model. A batched or grouped contraction is several of these.
 *
 * @param node the ONNX node
 */
record Contraction(String node, List<Polynomial> a, List<Polynomial> b, Polynomial sums, Polynomial border) {
  /** The coefficients on the right, exact: the compiler has proven that sums stay below 2^62, and at most two meet in the border. */
  void compute(long[] values) {
    long[] product = new long[Math.max(sums.powers().degree(), border.powers().degree()) + 1];
    for (int k = 0; k < a.size(); k++) multiply(a.get(k), b.get(k), values, product);
    take(product, sums, values);
    take(product, border, values);
  }

  private static void multiply(Polynomial a, Polynomial b, long[] values, long[] product) {
    long[] x = Arrays.stream(a.values()).mapToLong(id -> values[id]).toArray();
    for (int j = 0; j < b.size(); j++) {
      long y = values[b.values()[j]];
      if (y == 0) continue;
      int power = b.powers().get(j);
      for (int i = 0; i < x.length; i++) product[power + a.powers().get(i)] += x[i] * y;
    }
  }

  private static void take(long[] product, Polynomial into, long[] values) {
    for (int i = 0; i < into.size(); i++) values[into.values()[i]] = product[into.powers().get(i)];
  }
}
