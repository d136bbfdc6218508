package zkopt.attack.cheat;

import zkopt.protocol.Transcript;

/** A Fiat-Shamir transcript with a known mistake: a prover that deviates uses it, and a verifier that has the mistake believes it. */
public final class MistakenTranscript extends Transcript {
  private final String forgotten;
  private final int lostBits;

  private MistakenTranscript(String forgotten, int lostBits) {
    this.forgotten = forgotten;
    this.lostBits = lostBits;
  }

  /** Does not absorb the messages of this label: challenges do not depend on them. */
  public static Transcript forgetting(String label) {
    return new MistakenTranscript(label, 0);
  }

  /** Draws indices whose low bits are zero. */
  public static Transcript biased(int lostBits) {
    return new MistakenTranscript(null, lostBits);
  }

  @Override
  public void absorb(String label, byte[] data) {
    if (!label.equals(forgotten)) super.absorb(label, data);
  }

  @Override
  public int[] indices(String label, int count, int log) {
    int[] indices = super.indices(label, count, log);
    for (int i = 0; i < count; i++) {
      indices[i] &= -1 << lostBits;
    }
    return indices;
  }
}
