package zkopt.attack.cheat;

import zkopt.attack.Forgery;
import zkopt.attack.Lie;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.protocol.Transcript;

/** Where zeta does not depend on the quotient, the quotient's constant coefficient is chosen so that the identity holds there. */
record KnownZeta(Target target) {
  Forgery forge() throws NotApplicableException {
    Lie lie = Lies.ofGates(target);
    Cheat first = new Cheat(KnownZeta::transcript);
    first.prove(target, lie.assignment());
    Ext3 defect = new Identity(target, lie.assignment().instance(), first.challenges(), first.zeta(), first.trueOpenings()).defect();
    return new Cheat(KnownZeta::transcript) {
      @Override
      public void quotient(long[][] chunks) {
        Ext3 changed = new Ext3(chunks[0][0], chunks[1][0], chunks[2][0]).add(defect);
        chunks[0][0] = changed.c0();
        chunks[1][0] = changed.c1();
        chunks[2][0] = changed.c2();
      }
    }.forge(target, lie.assignment());
  }

  private static Transcript transcript() {
    return MistakenTranscript.forgetting("quotient root");
  }
}
