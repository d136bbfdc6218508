package zkopt.lowering.plonk;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.plonk.ContractOp;
import zkopt.dialect.plonk.ContractionAxis;
import zkopt.ir.affine.AffineMap;

/**
 * The witness cells that a contraction takes besides its sums and its weights: those of A, and the border of a product of polynomials.
 * Padding is counted as if it were cells, so that these are upper bounds.
 *
 * @param matrix by {@link ContractOp.Method#MATRIX}
 * @param polynomial by {@link ContractOp.Method#POLYNOMIAL}
 */
record ContractionCells(boolean hasTaps, long matrix, long polynomial) {
  static ContractionCells of(ContractOp op) {
    long[] bounds = op.bounds();
    int[] ofA = IntStream.range(0, bounds.length).filter(d -> uses(op.map(0), d)).toArray();
    long matrix = product(bounds, ofA);
    var axes = Arrays.stream(ofA).filter(d -> uses(op.map(2), d) && !uses(op.map(1), d)).mapToObj(d -> ContractionAxis.of(op, d)).toList();
    var onAxes = new HashSet<Integer>();
    for (var axis : axes) {
      onAxes.add(axis.dim());
      Arrays.stream(axis.taps()).forEach(onAxes::add);
    }
    long read = product(bounds, Arrays.stream(ofA).filter(d -> !onAxes.contains(d)).toArray());
    for (var axis : axes) read *= Arrays.stream(axis.residues()).mapToLong(r -> axis.coordinates(r).length).sum();
    long others = product(bounds, IntStream.range(0, bounds.length).filter(d -> uses(op.map(2), d) && !onAxes.contains(d)).toArray());
    return new ContractionCells(axes.stream().anyMatch(ContractionAxis::hasTaps), matrix, read + others * border(axes));
  }

  /** The powers of a product along the axes that are those of no sum. */
  private static long border(List<ContractionAxis> axes) {
    long all = 1;
    long sums = 1;
    for (var axis : axes) {
      all *= axis.extent() + 2L * axis.reach();
      sums *= axis.extent();
    }
    return all - sums;
  }

  private static long product(long[] bounds, int[] dims) {
    return Arrays.stream(dims).mapToLong(d -> bounds[d]).reduce(1, Math::multiplyExact);
  }

  private static boolean uses(AffineMap map, int dim) {
    return map.results().stream().anyMatch(e -> e.linearCoefficients(map.numDims())[dim] != 0);
  }
}
