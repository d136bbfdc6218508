package zkopt.verifier;

import java.util.function.Supplier;
import zkopt.attack.Judge;
import zkopt.protocol.Transcript;

/** The verifier with a mistake in its transcript, which attacks must find. */
public final class MistakenVerifier {
  private MistakenVerifier() {}

  public static Judge of(Supplier<Transcript> transcript) {
    return f -> Verifier.verify(f.key(), f.instance(), f.proof(), transcript.get());
  }
}
