package zkopt.tools.prove;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofOutline;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.ProofWork;
import zkopt.prover.RowWork;

/**
 * What the units of a proof's work take on a machine.
 *
 * @param millis of one unit of each amount of {@link ProofWork.Item#amounts}, by the item's name
 */
record UnitCosts(@JsonValue Map<String, double[]> millis) {
  /** How many amounts each item of a proof's work has: the same for all proofs. */
  private static final Map<String, Integer> AMOUNTS = ProofWork.of(
      new ProofOutline(ProofParameters.of(Profile.BALANCED, 100), 10, Map.of(Oracle.WITNESS, 1), 1), new RowWork(0, 0, 0, 0, 0, 0, 0)).items().stream()
      .collect(Collectors.toMap(ProofWork.Item::name, i -> i.amounts().length));

  /**
   * One proof, or the medians of several.
   *
   * @param millis by the items' names
   */
  record Sample(ProofWork work, Map<String, Double> millis) {}

  @JsonCreator
  UnitCosts {}

  /** Those that come nearest to what was measured, by the least squares of the relative errors; none is negative. */
  static UnitCosts fit(List<Sample> samples) {
    Map<String, double[]> costs = new LinkedHashMap<>();
    for (int i = 0; i < samples.getFirst().work().items().size(); i++) {
      int item = i;
      String name = samples.getFirst().work().items().get(i).name();
      costs.put(name, fit(samples.stream().map(s -> s.work().items().get(item).amounts()).toArray(double[][]::new),
          samples.stream().mapToDouble(s -> s.millis().get(name)).toArray()));
    }
    return new UnitCosts(costs);
  }

  /** Amounts are brought to the same scale first, which the descent needs. */
  private static double[] fit(double[][] amounts, double[] millis) {
    double[] scales = new double[amounts[0].length];
    for (double[] row : amounts) {
      for (int j = 0; j < scales.length; j++) scales[j] = Math.max(scales[j], row[j]);
    }
    double[][] relative = new double[amounts.length][scales.length];
    double[] ones = new double[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      if (millis[i] <= 0) continue;
      ones[i] = 1;
      for (int j = 0; j < scales.length; j++) relative[i][j] = scales[j] == 0 ? 0 : amounts[i][j] / scales[j] / millis[i];
    }
    double[] costs = NonNegativeLeastSquares.solve(relative, ones);
    for (int j = 0; j < costs.length; j++) costs[j] = scales[j] == 0 ? 0 : costs[j] / scales[j];
    return costs;
  }

  /** The time of a proof. */
  double millis(ProofWork work) {
    return work.items().stream().mapToDouble(this::millis).sum();
  }

  /** The time of one item. */
  double millis(ProofWork.Item item) {
    double[] costs = millis.get(item.name());
    double sum = 0;
    for (int i = 0; i < costs.length; i++) sum += costs[i] * item.amounts()[i];
    return sum;
  }

  /** Whether these are costs of what a proof of this version does. */
  boolean areSound() {
    return millis != null && AMOUNTS.equals(millis.entrySet().stream()
        .filter(e -> e.getValue() != null && Arrays.stream(e.getValue()).allMatch(c -> c >= 0 && Double.isFinite(c)))
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().length)));
  }
}
