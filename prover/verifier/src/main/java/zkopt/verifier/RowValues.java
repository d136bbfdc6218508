package zkopt.verifier;

import java.util.Arrays;
import java.util.stream.IntStream;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.protocol.constraint.RowPolynomial;

/** The polynomials that the verifier knows, at one point z outside of the rows' group H of order n. */
final class RowValues {
  private final Ext3 z;
  private final int rows;
  private final int usable;
  private final long root;
  private final Ext3 scale;

  RowValues(Ext3 z, int logRows, int usable) {
    this.z = z;
    this.rows = 1 << logRows;
    this.usable = usable;
    this.root = Goldilocks.rootOfUnity(logRows);
    this.scale = vanishing().mulBase(Goldilocks.inverse(rows));
  }

  /** {@code z^n - 1}, the polynomial that is zero on H. */
  Ext3 vanishing() {
    return z.pow(rows).subBase(1);
  }

  Ext3 row(RowPolynomial polynomial) {
    return switch (polynomial) {
      case FIRST -> lagrange(0, 1)[0];
      case END -> lagrange(usable, usable + 1)[0];
      case USABLE -> Ext3.ONE.sub(Arrays.stream(lagrange(usable, rows)).reduce(Ext3.ZERO, Ext3::add));
      case IDENTITY -> z;
    };
  }

  /** The polynomial with these values on the first rows, and zeros on the others. */
  Ext3 interpolate(long[] values) {
    Ext3[] weights = lagrange(0, values.length);
    return IntStream.range(0, values.length).mapToObj(i -> weights[i].mulBase(values[i])).reduce(Ext3.ZERO, Ext3::add);
  }

  /** L_r(z) = w^r (z^n - 1) / (n (z - w^r)) for the rows {@code from..to}. */
  private Ext3[] lagrange(int from, int to) {
    long[] points = new long[to - from];
    Ext3[] differences = new Ext3[to - from];
    long point = Goldilocks.pow(root, from);
    for (int i = 0; i < points.length; i++) {
      points[i] = point;
      differences[i] = z.subBase(point);
      point = Goldilocks.mul(point, root);
    }
    Ext3[] weights = Ext3.batchInverse(differences);
    Arrays.setAll(weights, i -> weights[i].mul(scale).mulBase(points[i]));
    return weights;
  }
}
