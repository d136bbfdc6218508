package zkopt.attack;

import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/** Who decides on forgeries: the verifier, or in tests of the attacks one that has a known mistake. */
@FunctionalInterface
public interface Judge {
  Judge VERIFIER = f -> Verifier.verify(f.key(), f.instance(), f.proof());

  Verdict judge(Forgery forgery);
}
