package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zkopt.prover.ProofWork;
import zkopt.prover.StageTimes;

/** What is said of several proofs, whose times are made up. */
class ProofRunsTest {
  /** Times that are all between stages. */
  private static ProofRuns runs(double... millis) {
    return new ProofRuns(IntStream.range(0, millis.length).mapToObj(i -> new ProofRuns.Timed(1, millis[i], 2, new StageTimes(), 1L << i, 1000 * i)).toList());
  }

  @Test
  void proofsThatWereDisturbedDoNotCount() {
    ProofRuns runs = runs(10, 900, 12, 3, 11, 14, 700, 2);
    assertEquals((10 + 11 + 12 + 14) / 4.0, runs.stages().get(ProofWork.OTHER));
    assertEquals(runs.stages().get(ProofWork.OTHER), runs.stages().values().stream().mapToDouble(d -> d).sum());
    assertEquals(12, runs.median(ProofRuns.Timed::prove));
    assertEquals(3500, runs.mean(ProofRuns.Timed::bytes));
  }

  @Test
  void oneProofIsTheMiddle() {
    assertEquals(7, runs(7).stages().get(ProofWork.OTHER));
  }
}
