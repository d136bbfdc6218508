package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.affine.AffineExpr;

/** Finds the affine function behind a list of places. */
final class AffineFit {
  private AffineFit() {}

  /**
   * The subscripts of the elements {@code numbers} of a buffer of {@code shape} as functions of the position in a box.
   *
   * @param box its sizes
   * @param numbers for each position, row-major, the row-major number of an element
   * @return null when they are not affine
   */
  static List<AffineExpr> of(List<Long> box, long[] numbers, List<Long> shape) {
    var indices = new ArrayList<AffineExpr>();
    long stride = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      AffineExpr index = fit(box, numbers, stride, shape.get(i));
      if (index == null) return null;
      indices.addFirst(index);
      stride *= shape.get(i);
    }
    return indices;
  }

  /** {@code numbers / stride % size} as a function of the position. */
  private static AffineExpr fit(List<Long> box, long[] numbers, long stride, long size) {
    int rank = box.size();
    long start = numbers[0] / stride % size;
    long[] coefficients = new long[rank];
    int step = 1;
    for (int d = rank - 1; d >= 0; d--) {
      if (box.get(d) > 1) coefficients[d] = numbers[step] / stride % size - start;
      step *= Math.toIntExact(box.get(d));
    }
    long[] at = new long[rank];
    for (long number : numbers) {
      long index = start;
      for (int d = 0; d < rank; d++) index += coefficients[d] * at[d];
      if (index != number / stride % size) return null;
      for (int d = rank - 1; d >= 0 && ++at[d] == box.get(d); d--) at[d] = 0;
    }
    AffineExpr index = AffineExpr.constant(start);
    for (int d = 0; d < rank; d++) {
      if (coefficients[d] != 0) index = index.plus(AffineExpr.dim(d).times(coefficients[d]));
    }
    return index;
  }
}
