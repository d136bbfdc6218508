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
import zkopt.prover.RowWork;

/** With one proof of each circuit: that they compile, and give costs; how good these are is for 'zkprove bench' to show. */
class MachineCalibrationTest {
  private static final MachineCalibration.Effort LEAST = new MachineCalibration.Effort(ProofLoop.Effort.of(0), ProofLoop.Effort.of(0), ProofLoop.Effort.of(1));

  @Test
  void aFewProofsGiveCosts() {
    var calibration = new MachineCalibration(Profile.FAST, MachineCalibration.CIRCUITS.subList(0, 4), LEAST);
    for (int round = 0; round < ProofLoop.ROUNDS; round++) calibration.round(round);
    UnitCosts costs = calibration.costs();
    assertTrue(costs.areSound());
    var outline = new ProofOutline(ProofParameters.of(Profile.FAST, 100), 12, Map.of(Oracle.WITNESS, 100, Oracle.PHASE2, 60, Oracle.QUOTIENT, 27), 250);
    double millis = costs.millis(ProofWork.of(outline, new RowWork(50, 3, 1200, 9, 2, 24_000, 7)));
    assertTrue(millis > 0 && millis < Duration.ofMinutes(1).toMillis(), () -> millis + " ms");
  }
}
