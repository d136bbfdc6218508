package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.kernel.Kernels;

class GrindingTest {
  /** The cores search at once, and none passes over a smaller nonce. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 13, 16})
  void theSmallestNonceIsFound(int bits) {
    for (int seed = 0; seed < 8; seed++) {
      int[] challenge = new int[8];
      Arrays.fill(challenge, 31 * bits + seed);
      assertEquals(Kernels.best().grind(challenge, 0, 1 << 22, bits), Grinding.nonce(challenge, bits));
    }
  }
}
