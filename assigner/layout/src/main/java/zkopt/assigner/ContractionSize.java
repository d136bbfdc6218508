package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.plonk.ContractOp;
import zkopt.dialect.plonk.ContractionAxis;
import zkopt.ir.affine.AffineMap;

/**
 * The sizes of a contraction, from its maps alone.
 *
 * @param products how many products of factors
 * @param factorA the extents along which A's elements of a product stand
 * @param factorB those of B
 * @param sums all sums
 * @param border all coefficients of borders
 */
record ContractionSize(long products, long[] factorA, long[] factorB, long sums, long border) {
  /** @param filled the share of A that is no padding */
  static ContractionSize of(ContractOp op, double filled) {
    long[] bounds = op.bounds();
    boolean polynomial = op.method() == ContractOp.Method.POLYNOMIAL;
    var axes = new ArrayList<ContractionAxis>();
    long n = 1;
    long batch = 1;
    for (int d = bounds.length - 1; d >= 0; d--) {
      boolean inA = uses(op.map(0), d);
      boolean inB = uses(op.map(1), d);
      if (!uses(op.map(2), d)) continue;
      if (inA && inB) batch *= bounds[d];
      else if (inB) n *= bounds[d];
      else axes.add(polynomial ? ContractionAxis.of(op, d) : ContractionAxis.plain(op, d));
    }
    int[] taps = axes.stream().flatMapToInt(a -> Arrays.stream(a.taps())).toArray();
    long tapCount = Arrays.stream(taps).mapToLong(d -> bounds[d]).reduce(1, (a, b) -> a * b);
    long parts = axes.stream().mapToLong(a -> a.residues().length).reduce(1, (a, b) -> a * b);
    long k = IntStream.range(0, bounds.length).filter(d -> !uses(op.map(2), d) && Arrays.stream(taps).noneMatch(t -> t == d))
        .mapToLong(d -> bounds[d]).reduce(1, (a, b) -> a * b);
    boolean padded = filled < 1;
    double share = Math.pow(filled, 1.0 / Math.max(1, axes.stream().filter(ContractionAxis::hasTaps).count()));
    var extents = new ArrayList<Long>();
    long least = 0;
    long most = 0;
    long last = 0;
    long sums = n;
    for (var axis : axes) {
      double read = Arrays.stream(axis.residues()).map(r -> axis.coordinates(r).length).average().orElse(1);
      extents.add(Math.max(1, Math.round(axis.hasTaps() || padded ? read * share : read)));
      long pitch = Math.max(most, last - least) + 1;
      int reach = axis.reach();
      long pad = padded ? reach / 2 : 0;
      least += pitch * Math.min(0, pad - reach);
      most += pitch * (axis.extent() - 1 + reach - pad);
      last += pitch * (axis.extent() - 1);
      sums *= axis.extent();
    }
    if (axes.stream().noneMatch(ContractionAxis::hasTaps)) extents = new ArrayList<>(List.of(extents.stream().reduce(1L, (a, b) -> a * b)));
    long pitch = Math.max(most, last - least) + 1;
    long border = axes.stream().anyMatch(ContractionAxis::hasTaps) ? pitch * (n - 1) + most - least + 1 - sums : 0;
    return new ContractionSize(batch * k * parts, extents.stream().mapToLong(e -> e).toArray(), new long[] {n, Math.ceilDiv(tapCount, parts)}, batch * sums,
        batch * Math.max(0, border));
  }

  private static boolean uses(AffineMap map, int dim) {
    return map.results().stream().anyMatch(e -> e.linearCoefficients(map.numDims())[dim] != 0);
  }

  /** What the powers of its elements follow from. */
  List<Object> geometry() {
    return List.of(Arrays.toString(factorA), Arrays.toString(factorB), sums, border);
  }

  /** What stands in the factors and sums. */
  long elements() {
    return products * (Arrays.stream(factorA).reduce(1, (a, b) -> a * b) + Arrays.stream(factorB).reduce(1, (a, b) -> a * b)) + sums + border;
  }

  /** The rows that the operands take in so many columns. */
  long operandRows(int columnsA, int columnsB) {
    return products * Math.max(packed(factorA, columnsA), packed(factorB, columnsB));
  }

  /** Rows of cells that run along the best of the extents. */
  private static long packed(long[] extents, int width) {
    long all = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
    return Arrays.stream(extents).map(e -> all / e * Math.ceilDiv(e, width)).min().orElse(1);
  }
}
