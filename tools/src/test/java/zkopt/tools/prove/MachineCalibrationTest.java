package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofOutline;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.ProofWork;

/** With one proof of each circuit: that they compile, and give costs; how good these are is for 'zkprove bench' to show. */
class MachineCalibrationTest {
  private static final MachineCalibration.Effort LEAST = new MachineCalibration.Effort(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  @Test
  void aFewProofsGiveCosts() {
    UnitCosts costs = MachineCalibration.measure(Profile.FAST, MachineCalibration.CIRCUITS.subList(0, 4), LEAST);
    assertTrue(costs.areSound());
    var outline = new ProofOutline(ProofParameters.of(Profile.FAST, 100), 12, Map.of(Oracle.WITNESS, 100, Oracle.PHASE2, 60, Oracle.QUOTIENT, 27), 250);
    double millis = costs.millis(ProofWork.of(outline, 50, 4));
    assertTrue(millis > 0 && millis < Duration.ofMinutes(1).toMillis(), () -> millis + " ms");
  }
}
