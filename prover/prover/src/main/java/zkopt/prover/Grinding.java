package zkopt.prover;

import java.util.stream.LongStream;
import zkopt.kernel.Kernels;

/** The search for a {@link zkopt.hash.ProofOfWork}, on all cores. */
public final class Grinding {
  private static final int BLOCK = 1 << 12;
  private static final long BLOCKS = 1 << 6;
  private static final Kernels K = Kernels.best();

  private Grinding() {}

  /** The smallest nonce that is a proof of {@code bits} bits. */
  public static long nonce(int[] challenge, int bits) {
    for (long start = 0; ; start += BLOCKS * BLOCK) {
      long from = start;
      var nonce = LongStream.range(0, BLOCKS).parallel()
          .map(block -> K.grind(challenge, from + block * BLOCK, BLOCK, bits))
          .filter(n -> n >= 0).findFirst();
      if (nonce.isPresent()) return nonce.getAsLong();
    }
  }
}
