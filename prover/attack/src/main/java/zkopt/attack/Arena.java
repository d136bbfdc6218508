package zkopt.attack;

import java.util.stream.Stream;
import zkopt.verifier.Verdict;

/** Carries attacks out, and watches what the judge says and what that costs. */
public final class Arena {
  private final Judge judge;
  private final Limits limits;

  public Arena(Judge judge, Limits limits) {
    this.judge = judge;
    this.limits = limits;
  }

  /** Carries out the attacks, at once as far as the stream is parallel. */
  public Tally run(String family, Stream<Attack> attacks) {
    return attacks.collect(() -> new Tally(family), this::run, Tally::add);
  }

  private void run(Tally tally, Attack attack) {
    Forgery forgery;
    try {
      forgery = attack.forge().make();
    } catch (NotApplicableException e) {
      tally.notApplicable(e.getMessage());
      return;
    }
    long bytes = Limits.allocatedBytes();
    long nanos = Limits.cpuNanos();
    Verdict verdict;
    try {
      verdict = judge.judge(forgery);
    } catch (RuntimeException | Error e) { // whatever it is, a verifier must not throw it
      tally.failed(attack.name(), "exception: " + e);
      return;
    }
    nanos = Limits.cpuNanos() - nanos;
    bytes = Limits.allocatedBytes() - bytes;
    tally.cost(nanos, bytes);
    if (verdict.accepted()) {
      tally.failed(attack.name(), "accepted");
    } else if (verdict.reason().isEmpty()) {
      tally.failed(attack.name(), "rejected without a reason");
    } else if (limits.exceeded(forgery, bytes, nanos)) {
      tally.failed(attack.name(), "too costly: %,d bytes, %.1f ms".formatted(bytes, nanos / 1e6));
    } else {
      tally.rejected(verdict.reason());
    }
  }
}
