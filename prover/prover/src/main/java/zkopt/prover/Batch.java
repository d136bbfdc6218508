package zkopt.prover;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.ExtColumn;
import zkopt.kernel.Kernels;
import zkopt.kernel.Ntt;
import zkopt.kernel.Parallel;
import zkopt.protocol.Opening;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProtocolTranscript;
import zkopt.protocol.constraint.Oracle;

/**
 * The openings out of the domain, and the batched polynomial that they are proved with. Both are computed from the columns'
 * values on the first coset s H of the domain, which are those of {@code f(s X)} on H: zeta is in no domain, and all polynomials are of
 * degree below n.
 */
final class Batch {
  private static final int BLOCK = 1 << 10;
  private static final int[] ROTATIONS = {-1, 0, 1};
  private static final Kernels K = Kernels.best();

  private final ProofShape shape;
  private final Map<Oracle, long[][]> columns = new EnumMap<>(Oracle.class);
  private final Ext3 zeta;

  Batch(ProofShape shape, Map<Oracle, CommittedColumns> committed, Ext3 zeta) {
    this.shape = shape;
    this.zeta = zeta;
    committed.forEach((oracle, c) -> columns.put(oracle, c.onCoset(0)));
  }

  private long[] column(Opening opening) {
    return columns.get(opening.oracle())[opening.column()];
  }

  /** s. */
  private long shift() {
    return Cosets.of(shape).shift(0);
  }

  private Ext3 point(int rotation) {
    return ProtocolTranscript.point(zeta, rotation, shape.logRows());
  }

  /** The values of {@link ProofShape#openings}. */
  Ext3[] open() {
    List<Opening> openings = shape.openings();
    Ext3[] values = new Ext3[openings.size()];
    long[][] weights = Ntt.lagrange(shape.logRows(), zeta.mulBase(Goldilocks.inverse(shift())));
    for (int rotation : ROTATIONS) {
      int[] here = here(rotation);
      long[][] columns = new long[here.length][];
      for (int i = 0; i < here.length; i++) {
        columns[i] = column(openings.get(here[i]));
      }
      Ext3[] at = Ntt.evaluateAt(columns, weights, rotation);
      for (int i = 0; i < here.length; i++) {
        values[here[i]] = at[i];
      }
    }
    return values;
  }

  private int[] here(int rotation) {
    List<Opening> openings = shape.openings();
    return IntStream.range(0, openings.size()).filter(i -> openings.get(i).rotation() == rotation).toArray();
  }

  /** The batched polynomial's values on the domain. Lets go of the columns: nothing else is to be asked for after. */
  long[][] codeword(Ext3[] values, Ext3 batching) {
    Ext3[] powers = ProtocolTranscript.powers(batching, values.length + 1);
    int rows = shape.rows();
    long[] points = Ntt.points(shape.logRows(), shift());
    long[][] sum = ExtColumn.zeros(rows);
    for (int k = 0; k < Ext3.DEGREE; k++) {
      System.arraycopy(columns.get(Oracle.QUOTIENT)[shape.maskColumn() + k], 0, sum[k], 0, rows);
    }
    for (int rotation : ROTATIONS) {
      addQuotients(here(rotation), values, powers, Ntt.inverseOfDifferences(points, point(rotation)), sum);
    }
    columns.clear();
    return Ntt.extend(sum, shape.parameters().logBlowup(), 1);
  }

  /** sum += (sum of c^(i+1) (f_i - v_i)) * inverses, over the openings at one point. */
  private void addQuotients(int[] here, Ext3[] values, Ext3[] powers, long[][] inverses, long[][] sum) {
    Ext3 constant = Ext3.ZERO;
    for (int i : here) {
      constant = constant.sub(powers[i + 1].mul(values[i]));
    }
    Ext3 start = constant;
    Parallel.blocks(shape.rows(), BLOCK, (from, to) -> {
      int n = to - from;
      long[][] numerator = ExtColumn.zeros(n);
      for (int i : here) {
        K.extAxpy(numerator, 0, powers[i + 1], column(shape.openings().get(i)), from, n);
      }
      K.addScalar(numerator[0], 0, start.c0(), numerator[0], 0, n);
      K.addScalar(numerator[1], 0, start.c1(), numerator[1], 0, n);
      K.addScalar(numerator[2], 0, start.c2(), numerator[2], 0, n);
      K.extMul(numerator, 0, inverses, from, numerator, 0, n);
      K.extAdd(sum, from, numerator, 0, sum, from, n);
    });
  }
}
