package zkopt.prover;

import java.util.concurrent.atomic.AtomicLong;
import zkopt.kernel.Kernels;
import zkopt.kernel.Parallel;

/** The search for a {@link zkopt.hash.ProofOfWork}, on all cores. */
public final class Grinding {
  private static final int BLOCK = 1 << 12;
  private static final Kernels K = Kernels.best();

  private Grinding() {}

  /** The smallest nonce that is a proof of {@code bits} bits. */
  public static long nonce(int[] challenge, int bits) {
    AtomicLong next = new AtomicLong();
    AtomicLong found = new AtomicLong(Long.MAX_VALUE);
    // blocks are taken in order, so all before the one with a nonce are searched to the end
    Parallel.forEach(Parallel.cores(), _ -> {
      for (long from = next.getAndAdd(BLOCK); from < found.get(); from = next.getAndAdd(BLOCK)) {
        long nonce = K.grind(challenge, from, BLOCK, bits);
        if (nonce >= 0) found.accumulateAndGet(nonce, Math::min);
      }
    });
    return found.get();
  }
}
