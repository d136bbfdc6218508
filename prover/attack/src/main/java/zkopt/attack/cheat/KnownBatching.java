package zkopt.attack.cheat;

import zkopt.attack.Forgery;
import zkopt.attack.Lie;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.protocol.Transcript;
import zkopt.protocol.constraint.Oracle;

/**
 * Where the batching challenge c does not depend on the openings, two openings v_i, v_j at one point are changed so that {@code c^i v_i +
 * c^j v_j} stays, and with it the codeword, while the identity comes to hold. [Placeholder LPC]
 */
record KnownBatching(Target target) {
  /** The second base column of an extension column counts X times. */
  private static final Ext3 X = new Ext3(0, 1, 0);

  Forgery forge() throws NotApplicableException {
    Lie lie = Lies.ofGates(target);
    Cheat first = new Cheat(KnownBatching::transcript);
    first.prove(target, lie.assignment());
    int i = target.shape().indexOf(Oracle.QUOTIENT, 0, 0);
    int j = target.shape().indexOf(Oracle.QUOTIENT, 1, 0);
    return new Cheat(KnownBatching::transcript) {
      @Override
      public Ext3[] openings(Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
        Ext3[] forged = super.openings(challenges, zeta, openings);
        Ext3 defect = new Identity(target, lie.assignment().instance(), challenges, zeta, openings).defect();
        // d_i + X d_j = defect,  c^i d_i + c^j d_j = 0
        Ext3 ratio = first.batching().pow(j - i);
        Ext3 dj = defect.mul(X.sub(ratio).inverse());
        forged[i] = forged[i].sub(ratio.mul(dj));
        forged[j] = forged[j].add(dj);
        return forged;
      }
    }.forge(target, lie.assignment());
  }

  private static Transcript transcript() {
    return MistakenTranscript.forgetting("openings");
  }
}
