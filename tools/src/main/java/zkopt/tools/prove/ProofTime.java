package zkopt.tools.prove;

import java.util.Locale;
import zkopt.protocol.Profile;
import zkopt.prover.ProofWork;
import zkopt.tools.cli.Report;

/**
 * The predicted time of a warm proof.
 *
 * @param millis the median; NaN where nothing was measured
 * @param isOwn whether this machine was measured, not a usual one
 * @param costs null where nothing was measured
 */
record ProofTime(Profile profile, double millis, boolean isOwn, UnitCosts costs) {
  /** @param machine null where this one was not measured */
  static ProofTime of(ProofForecast proof, Profile profile, MachineProfile machine) {
    UnitCosts own = machine == null ? null : machine.costs().get(profile);
    UnitCosts costs = own != null ? own : MachineProfile.USUAL.get(profile);
    return new ProofTime(profile, costs == null ? Double.NaN : costs.millis(proof.work()), own != null, costs);
  }

  boolean isKnown() {
    return !Double.isNaN(millis);
  }

  /** That of one item of the proof's work. */
  double millis(ProofWork.Item item) {
    return costs.millis(item);
  }

  void addTo(Report report) {
    String verb = "'zkprove bench --calibrate %s' measures this %s".formatted(profile.name().toLowerCase(Locale.ROOT), isKnown() ? "one" : "machine");
    if (!isKnown()) report.line("time      not known: %s", verb);
    else report.line("time      about %,.0f ms for a proof, warm, %s", millis, isOwn ? "on this machine" : "on a usual machine: " + verb).add("proveMillis", millis);
    report.add("calibrated", isOwn);
  }
}
