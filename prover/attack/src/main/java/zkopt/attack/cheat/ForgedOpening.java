package zkopt.attack.cheat;

import java.util.function.Supplier;
import zkopt.attack.Target;
import zkopt.attack.Lie;
import zkopt.field.Ext3;
import zkopt.kernel.Ntt;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProtocolTranscript;
import zkopt.protocol.Transcript;
import zkopt.protocol.constraint.Oracle;

/**
 * Sends another value of the quotient's first column, so that the identity holds at zeta. The value is not that of what was committed:
 * FRI is there to notice.
 */
class ForgedOpening extends Cheat {
  private final Target target;
  private final Lie lie;
  private final int opening;
  private Ext3 shift;

  ForgedOpening(Target target, Lie lie, Supplier<Transcript> transcript) {
    super(transcript);
    this.target = target;
    this.lie = lie;
    this.opening = target.shape().indexOf(Oracle.QUOTIENT, 0, 0);
  }

  @Override
  public Ext3[] openings(Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
    Ext3[] forged = super.openings(challenges, zeta, openings);
    shift = new Identity(target, lie.assignment().instance(), challenges, zeta, openings).defect();
    forged[opening] = forged[opening].add(shift);
    return forged;
  }

  /** Makes the codeword, point by point, what the forged openings make of the columns: of no low degree then. */
  final void asOpened(long[][] codeword, Ext3 batching) {
    ProofShape shape = target.shape();
    Ext3 coefficient = ProtocolTranscript.powers(batching, opening + 2)[opening + 1].mul(shift);
    long[] points = Ntt.points(shape.logDomain(), ProofShape.SHIFT);
    long[][] inverses = Ntt.inverseOfDifferences(points, zeta());
    for (int i = 0; i < points.length; i++) {
      Ext3 value = new Ext3(codeword[0][i], codeword[1][i], codeword[2][i])
          .sub(coefficient.mul(new Ext3(inverses[0][i], inverses[1][i], inverses[2][i])));
      codeword[0][i] = value.c0();
      codeword[1][i] = value.c1();
      codeword[2][i] = value.c2();
    }
  }
}
