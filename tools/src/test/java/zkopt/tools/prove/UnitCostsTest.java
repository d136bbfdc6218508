package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofOutline;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.ProofWork;
import zkopt.prover.RowWork;

/** On proofs whose times are made up from unit costs. */
class UnitCostsTest {
  private static final ProofParameters PARAMETERS = ProofParameters.of(Profile.BALANCED, 100);
  private static final double FIXED_MILLIS = 0.25;
  private static final double UNIT_MILLIS = 3e-6;

  private static ProofWork work(int logRows, int witness, int phase2, int fractions) {
    Map<Oracle, Integer> widths = Map.of(Oracle.FIXED, 20, Oracle.WITNESS, witness, Oracle.PHASE2, phase2, Oracle.QUOTIENT, 27);
    return ProofWork.of(new ProofOutline(PARAMETERS, logRows, widths, 60 + witness + phase2),
        new RowWork(fractions, 3, 20 * phase2, fractions / 6.0, 2, 100.0 * (witness + phase2), 7));
  }

  private static Map<String, Double> madeUp(ProofWork work) {
    Map<String, Double> millis = new HashMap<>();
    for (ProofWork.Item item : work.items()) {
      double[] amounts = item.amounts();
      millis.put(item.name(), amounts.length == 1 ? UNIT_MILLIS * amounts[0] : FIXED_MILLIS + UNIT_MILLIS * amounts[1]);
    }
    return millis;
  }

  private static UnitCosts fitted() {
    var samples = new ArrayList<UnitCosts.Sample>();
    for (ProofWork work : List.of(work(10, 30, 27, 20), work(11, 90, 30, 70), work(12, 50, 60, 30), work(14, 200, 90, 150), work(13, 120, 27, 90))) {
      samples.add(new UnitCosts.Sample(work, madeUp(work)));
    }
    return UnitCosts.fit(samples);
  }

  @Test
  void proofsOfOtherShapesArePredicted() {
    UnitCosts costs = fitted();
    assertTrue(costs.areSound());
    for (ProofWork work : List.of(work(9, 40, 27, 10), work(16, 300, 150, 250))) {
      double expected = madeUp(work).values().stream().mapToDouble(d -> d).sum();
      assertEquals(expected, costs.millis(work), 0.01 * expected);
    }
  }

  @Test
  void costsOfOtherItemsOrOfNoSenseAreNotSound() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Map<String, double[]> costs = new HashMap<>(fitted().millis());
      costs.put(ProofWork.OTHER, new double[] {bad, 0});
      assertFalse(new UnitCosts(costs).areSound());
    }
    Map<String, double[]> fewer = new HashMap<>(fitted().millis());
    fewer.remove(ProofWork.OTHER);
    assertFalse(new UnitCosts(fewer).areSound());
    fewer.put(ProofWork.OTHER, new double[] {1});
    assertFalse(new UnitCosts(fewer).areSound());
    fewer.put(ProofWork.OTHER, null);
    assertFalse(new UnitCosts(fewer).areSound());
    assertFalse(new UnitCosts(null).areSound());
  }
}
