package zkopt.dialect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.ir.IRContext;
import zkopt.ir.testing.MlirOpt;
import zkopt.ir.testing.RoundTrip;

/** Random modules through the real {@code mlir-opt} and through us, in both directions and both forms. */
class RandomRoundTripTest {
  private static final long SEED = 7;

  @Test
  void randomModules() throws IOException {
    check(SEED, 12, 4);
  }

  @Tag("slow")
  @Test
  void manyRandomModules() throws IOException {
    check(SEED + 1000, Integer.getInteger("zkopt.modules", 400), 10);
  }

  private static void check(long seed, int modules, int functions) throws IOException {
    var oracle = MlirOpt.find();
    assumeTrue(oracle.isPresent(), "no mlir-opt on this machine");
    var roundTrip = new RoundTrip(oracle.get(), IRContext::withAllDialects);
    for (int i = 0; i < modules; i++) {
      String text = RandomModule.text(seed + i, functions);
      try {
        roundTrip.check(text);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + (seed + i) + ": " + e.getMessage(), e);
      }
    }
  }
}
