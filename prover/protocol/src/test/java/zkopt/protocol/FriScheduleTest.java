package zkopt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.merkle.MerkleEstimate;

/** The schedule against all others, and the estimate that it rests on against a count. */
class FriScheduleTest {
  @ParameterizedTest
  @CsvSource({"1,3,14", "6,3,54", "9,2,81", "10,6,26", "13,6,35", "15,5,31", "17,3,57"})
  void noScheduleIsShorter(int logRows, int logBlowup, int queries) {
    ProofParameters parameters = new ProofParameters(100, logBlowup, 8, queries, 16);
    int[] schedule = FriSchedule.shortest(logRows, parameters);
    assertTrue(Arrays.stream(schedule).allMatch(k -> k >= 1 && k <= FriSchedule.MAX_LOG_FOLDING), Arrays.toString(schedule));
    assertEquals(shortest(logRows, parameters), bytes(logRows, schedule, parameters), 1e-6);
  }

  private static double shortest(int log, ProofParameters p) {
    double stop = 24.0 * (1L << log);
    return IntStream.rangeClosed(1, Math.min(log, FriSchedule.MAX_LOG_FOLDING))
        .mapToDouble(k -> foldBytes(log + p.logBlowup(), k, p) + shortest(log - k, p)).min().stream()
        .map(fold -> Math.min(fold, stop)).findFirst().orElse(stop);
  }

  private static double bytes(int logRows, int[] schedule, ProofParameters p) {
    double bytes = 0;
    int log = logRows;
    for (int k : schedule) {
      bytes += foldBytes(log + p.logBlowup(), k, p);
      log -= k;
    }
    return bytes + 24.0 * (1L << log);
  }

  /** A root, the siblings, and the values of the opened cosets that the layer above does not give. */
  private static double foldBytes(int logLength, int k, ProofParameters p) {
    double known = MerkleEstimate.distinct(logLength, p.queries());
    double opened = MerkleEstimate.distinct(logLength - k, p.queries()) * (1 << k);
    return p.digestBytes() * (1 + MerkleEstimate.siblings(logLength - k, p.queries())) + 24 * (opened - known);
  }

  @Test
  void estimateOfSmallTrees() {
    // two queries on two leaves: the same one half of the time
    assertEquals(1.5, MerkleEstimate.distinct(1, 2), 1e-12);
    assertEquals(0.5, MerkleEstimate.siblings(1, 2), 1e-12);
    assertEquals(5, MerkleEstimate.siblings(5, 1), 1e-12);
    assertEquals(0, MerkleEstimate.siblings(0, 3), 1e-12);
  }
}
