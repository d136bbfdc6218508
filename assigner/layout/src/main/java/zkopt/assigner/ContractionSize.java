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
 * @param factors what each of them multiplies
 * @param sums all sums
 * @param border all coefficients of borders
 */
record ContractionSize(long products, Factors factors, long sums, long border) {
  /** The extents along which A's elements of a product stand, and those of B. */
  record Factors(List<Long> a, List<Long> b) implements OperandRows.Product {
    @Override
    public long elementsA() {
      return volume(a);
    }

    @Override
    public long elementsB() {
      return volume(b);
    }

    @Override
    public long rows(int columnsA, int columnsB) {
      return Math.max(packed(a, columnsA), packed(b, columnsB));
    }

    /** Rows of cells that run along the best of the extents. */
    private static long packed(List<Long> extents, int width) {
      long all = volume(extents);
      long rows = Long.MAX_VALUE;
      for (long extent : extents) rows = Math.min(rows, all / extent * Math.ceilDiv(extent, width));
      return rows;
    }

    private static long volume(List<Long> extents) {
      long volume = 1;
      for (long extent : extents) volume *= extent;
      return volume;
    }
  }

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
    return new ContractionSize(batch * k * parts, new Factors(List.copyOf(extents), List.of(n, Math.ceilDiv(tapCount, parts))), batch * sums,
        batch * Math.max(0, border));
  }

  private static boolean uses(AffineMap map, int dim) {
    return map.results().stream().anyMatch(e -> e.linearCoefficients(map.numDims())[dim] != 0);
  }

  /** What the powers of its elements follow from. */
  List<Object> geometry() {
    return List.of(factors, sums, border);
  }

  /** What stands in the factors and sums. */
  long elements() {
    return products * (factors.elementsA() + factors.elementsB()) + sums + border;
  }
}
