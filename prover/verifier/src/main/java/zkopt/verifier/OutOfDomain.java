package zkopt.verifier;

import java.util.HashMap;
import java.util.Map;
import zkopt.field.Ext3;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProtocolTranscript;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.PointEvaluation;
import zkopt.protocol.constraint.PointValues;
import zkopt.protocol.constraint.RowPolynomial;

/** What the identities read, at zeta: openings for committed columns, own values for the others. */
final class OutOfDomain implements PointValues {
  private final VerifyingKey key;
  private final ProofShape shape;
  private final long[][] instance;
  private final Ext3[] challenges;
  private final Ext3 zeta;
  private final Ext3[] openings;
  private final Map<Integer, RowValues> rowValues = new HashMap<>();

  OutOfDomain(VerifyingKey key, long[][] instance, Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
    this.key = key;
    this.shape = key.shape();
    this.instance = instance;
    this.challenges = challenges;
    this.zeta = zeta;
    this.openings = openings;
  }

  /** Whether the combination of all identities is the vanishing polynomial times the quotient. */
  boolean identityHolds() {
    Ext3 combined = PointEvaluation.evaluate(shape.relation().graph(), shape.relation().schedule(), this);
    return combined.equals(at(0).vanishing().mul(quotient()));
  }

  /** The sum of the chunks, each times its power of zeta. */
  private Ext3 quotient() {
    Ext3 step = zeta.pow(shape.chunkLength());
    Ext3 quotient = Ext3.ZERO;
    for (int i = shape.chunks() - 1; i >= 0; i--) {
      int column = Ext3.DEGREE * i;
      Ext3 chunk = PointEvaluation.join(
          cell(Oracle.QUOTIENT, column, 0), cell(Oracle.QUOTIENT, column + 1, 0), cell(Oracle.QUOTIENT, column + 2, 0));
      quotient = quotient.mul(step).add(chunk);
    }
    return quotient;
  }

  @Override
  public Ext3 challenge(int slot) {
    return challenges[slot];
  }

  @Override
  public Ext3 cell(Oracle oracle, int column, int rotation) {
    return oracle == Oracle.INSTANCE
        ? at(rotation).interpolate(instance[column])
        : openings[shape.indexOf(oracle, column, rotation)];
  }

  @Override
  public Ext3 row(RowPolynomial polynomial) {
    return at(0).row(polynomial);
  }

  private RowValues at(int rotation) {
    return rowValues.computeIfAbsent(rotation, r ->
        new RowValues(ProtocolTranscript.point(zeta, r, key.logRows()), key.logRows(), key.usableRows()));
  }
}
