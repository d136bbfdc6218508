package zkopt.tools.prove;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import zkopt.prover.ProofWork;
import zkopt.prover.Stage;
import zkopt.prover.StageTimes;

/** Proofs of one model, each with randomness of its own: how long grinding takes is chance. */
record ProofRuns(List<Timed> timed) {
  /**
   * One proof. Times in milliseconds.
   *
   * @param assign computing the values of the table
   * @param prove the proof from these, and its encoding
   * @param nonces that grinding tried
   * @param bytes its length
   */
  record Timed(double assign, double prove, double verify, StageTimes stages, long nonces, int bytes) {
    double of(Stage stage) {
      return stages.of(stage) / 1e6;
    }

    /** What {@code prove} took outside of its stages. */
    double between() {
      return prove - stages.total() / 1e6;
    }
  }

  ProofRuns {
    timed = List.copyOf(timed);
  }

  int count() {
    return timed.size();
  }

  double[] sorted(ToDoubleFunction<Timed> figure) {
    return timed.stream().mapToDouble(figure).sorted().toArray();
  }

  double median(ToDoubleFunction<Timed> figure) {
    return sorted(figure)[timed.size() / 2];
  }

  double mean(ToDoubleFunction<Timed> figure) {
    return timed.stream().mapToDouble(figure).average().orElseThrow();
  }

  /**
   * Milliseconds of the stages, and of what lies between them, by the names of {@link ProofWork}: means of the half of the proofs that is neither fast nor
   * slow as a whole. Their sum is about the median; a sum of medians would be less, since what disturbs one proof disturbs one stage of it.
   */
  Map<String, Double> stages() {
    int quarter = timed.size() / 4;
    List<Timed> middle = timed.stream().sorted(Comparator.comparing(Timed::prove)).toList().subList(quarter, timed.size() - quarter);
    Map<String, Double> millis = new LinkedHashMap<>();
    Arrays.stream(Stage.values()).forEach(stage -> millis.put(stage.title(), mean(middle, t -> t.of(stage))));
    millis.put(ProofWork.OTHER, mean(middle, Timed::between));
    return millis;
  }

  /** Milliseconds that grinding takes for a nonce. */
  double millisOfNonce() {
    return mean(t -> t.of(Stage.GRINDING)) / mean(Timed::nonces);
  }

  private static double mean(List<Timed> of, ToDoubleFunction<Timed> figure) {
    return of.stream().mapToDouble(figure).average().orElseThrow();
  }
}
