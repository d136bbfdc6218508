package zkopt.attack.cheat;

import java.util.Arrays;
import java.util.Map;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.kernel.Ntt;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.PointEvaluation;
import zkopt.protocol.constraint.PointValues;
import zkopt.protocol.constraint.RowPolynomial;
import zkopt.prover.RowPolynomials;

/** The identity that the verifier checks at zeta, as a forger of openings sees it. */
final class Identity implements PointValues {
  private final ProofShape shape;
  private final long[][] instance;
  private final Ext3[] challenges;
  private final Ext3 zeta;
  private final Ext3[] openings;
  private final Map<RowPolynomial, long[]> rowPolynomials;
  private final long[][] lagrange;

  Identity(Target target, long[][] instance, Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
    this.shape = target.shape();
    this.instance = instance;
    this.challenges = challenges;
    this.zeta = zeta;
    this.openings = openings;
    this.rowPolynomials = RowPolynomials.onRows(shape.logRows(), target.key().usableRows());
    this.lagrange = Ntt.lagrange(shape.logRows(), zeta);
  }

  /** What must be added to the quotient at zeta for the identity to hold. */
  Ext3 defect() {
    Ext3 combined = PointEvaluation.evaluate(shape.relation().graph(), shape.relation().combined(), this);
    Ext3 wanted = combined.mul(zeta.pow(shape.rows()).subBase(1).inverse());
    Ext3 step = zeta.pow(shape.chunkLength());
    Ext3 quotient = Ext3.ZERO;
    for (int i = shape.chunks() - 1; i >= 0; i--) {
      int column = Ext3.DEGREE * i;
      quotient = quotient.mul(step).add(PointEvaluation.join(
          cell(Oracle.QUOTIENT, column, 0), cell(Oracle.QUOTIENT, column + 1, 0), cell(Oracle.QUOTIENT, column + 2, 0)));
    }
    return wanted.sub(quotient);
  }

  @Override
  public Ext3 challenge(int slot) {
    return challenges[slot];
  }

  @Override
  public Ext3 cell(Oracle oracle, int column, int rotation) {
    if (oracle != Oracle.INSTANCE) return openings[shape.indexOf(oracle, column, rotation)];
    long[][] columns = {Arrays.copyOf(instance[column], shape.rows())};
    return Ntt.evaluateAt(columns, lagrange, rotation)[0];
  }

  @Override
  public Ext3 row(RowPolynomial polynomial) {
    return Ntt.evaluateAt(new long[][] {rowPolynomials.get(polynomial)}, lagrange)[0];
  }
}
