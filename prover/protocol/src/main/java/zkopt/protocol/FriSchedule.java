package zkopt.protocol;

import java.util.Arrays;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleEstimate;

/**
 * The foldings of FRI, and where it stops, that make the shortest proof on average, by dynamic programming over the number of
 * coefficients: a fold by 2^k costs the opened cosets, less the values that are known from the layer before, their paths and a
 * root; to stop costs the coefficients.
 */
final class FriSchedule {
  /** log2 of the largest arity. */
  static final int MAX_LOG_FOLDING = 4;

  private static final int VALUE_BYTES = Ext3.DEGREE * Long.BYTES;

  private FriSchedule() {}

  /** log2 of the arity of each fold, for {@code 2^logRows} coefficients. */
  static int[] shortest(int logRows, ProofParameters parameters) {
    double[] cost = new double[logRows + 1];
    int[] fold = new int[logRows + 1];
    for (int log = 0; log <= logRows; log++) {
      cost[log] = VALUE_BYTES * (double) (1L << log);
      for (int k = 1; k <= Math.min(log, MAX_LOG_FOLDING); k++) {
        double folding = foldBytes(log + parameters.logBlowup(), k, parameters) + cost[log - k];
        if (folding < cost[log]) {
          cost[log] = folding;
          fold[log] = k;
        }
      }
    }
    int[] schedule = new int[logRows];
    int rounds = 0;
    for (int log = logRows; fold[log] > 0; log -= fold[log]) {
      schedule[rounds++] = fold[log];
    }
    return Arrays.copyOf(schedule, rounds);
  }

  /** What a fold of a codeword of {@code 2^logLength} values by 2^k adds to a proof. */
  private static double foldBytes(int logLength, int k, ProofParameters parameters) {
    int queries = parameters.queries();
    double known = MerkleEstimate.distinct(logLength, queries);
    double values = MerkleEstimate.distinct(logLength - k, queries) * (1 << k) - known;
    double digests = MerkleEstimate.siblings(logLength - k, queries) + 1;
    return VALUE_BYTES * values + parameters.digestBytes() * digests;
  }
}
