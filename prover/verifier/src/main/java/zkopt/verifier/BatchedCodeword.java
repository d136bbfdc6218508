package zkopt.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleOpening;
import zkopt.protocol.Opening;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProtocolTranscript;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.PointEvaluation;

/**
 * The codeword that FRI is run on, as the opened rows determine it: the mask plus, for the opening i of column f at z with value
 * v, {@code c^(i+1) (f(x) - v) / (x - z)}.
 */
final class BatchedCodeword {
  private final ProofShape shape;
  private final Map<Oracle, MerkleOpening> rows;
  private final Map<Integer, Point> points = new TreeMap<>();

  /** The openings at one point: their coefficients, and the sum of coefficient times value. */
  private static final class Point {
    private final Ext3 z;
    private final List<Opening> openings = new ArrayList<>();
    private final List<Ext3> coefficients = new ArrayList<>();
    private Ext3 constant = Ext3.ZERO;

    Point(Ext3 z) {
      this.z = z;
    }
  }

  BatchedCodeword(ProofShape shape, Ext3 zeta, Ext3 batching, Ext3[] values, Map<Oracle, MerkleOpening> rows) {
    this.shape = shape;
    this.rows = rows;
    Ext3 coefficient = Ext3.ONE;
    for (int i = 0; i < values.length; i++) {
      coefficient = coefficient.mul(batching);
      Opening opening = shape.openings().get(i);
      Point point = points.computeIfAbsent(opening.rotation(), r ->
          new Point(ProtocolTranscript.point(zeta, r, shape.logRows())));
      point.openings.add(opening);
      point.coefficients.add(coefficient);
      point.constant = point.constant.add(coefficient.mul(values[i]));
    }
  }

  /** The value at x, whose opened rows are the {@code query}-th. */
  Ext3 at(long x, int query) {
    long[] masked = rows.get(Oracle.QUOTIENT).rows()[query];
    int mask = shape.maskColumn();
    Ext3 sum = PointEvaluation.join(Ext3.of(masked[mask]), Ext3.of(masked[mask + 1]), Ext3.of(masked[mask + 2]));
    for (Point point : points.values()) {
      Ext3 numerator = point.constant.neg();
      for (int i = 0; i < point.openings.size(); i++) {
        Opening opening = point.openings.get(i);
        long value = rows.get(opening.oracle()).rows()[query][opening.column()];
        numerator = numerator.add(point.coefficients.get(i).mulBase(value));
      }
      sum = sum.add(numerator.mul(Ext3.of(x).sub(point.z).inverse()));
    }
    return sum;
  }
}
