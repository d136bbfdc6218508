package zkopt.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How the attacks of a family ended. */
public final class Tally {
  /** Failures that are kept with their names; the others are counted. */
  private static final int KEPT = 20;
  private static final Pattern NUMBERS = Pattern.compile("(?<!\\w)-?\\d+");

  private final String family;
  private final Map<String, Long> refusals = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Map<String, Long> notApplicable = new TreeMap<>();
  private long tried;
  private long rejected;
  private long worstNanos;
  private long worstBytes;

  /**
   * An attack that the verifier did not withstand.
   *
   * @param what "accepted", the exception thrown, or the limit exceeded
   */
  public record Failure(String attack, String what) {}

  Tally(String family) {
    this.family = family;
  }

  void rejected(String reason) {
    tried++;
    rejected++;
    refusals.merge(NUMBERS.matcher(reason).replaceAll("#"), 1L, Long::sum);
  }

  void failed(String attack, String what) {
    tried++;
    if (failures.size() < KEPT) failures.add(new Failure(attack, what));
  }

  void notApplicable(String why) {
    notApplicable.merge(why, 1L, Long::sum);
  }

  void cost(long nanos, long bytes) {
    worstNanos = Math.max(worstNanos, nanos);
    worstBytes = Math.max(worstBytes, bytes);
  }

  /** Adds what another worker counted. */
  void add(Tally other) {
    tried += other.tried;
    rejected += other.rejected;
    other.refusals.forEach((reason, n) -> refusals.merge(reason, n, Long::sum));
    other.notApplicable.forEach((why, n) -> notApplicable.merge(why, n, Long::sum));
    other.failures.stream().limit(KEPT - failures.size()).forEach(failures::add);
    cost(other.worstNanos, other.worstBytes);
  }

  public String family() {
    return family;
  }

  public long tried() {
    return tried;
  }

  public long rejected() {
    return rejected;
  }

  /** Whether every attack was rejected, within the limits. */
  public boolean withstood() {
    return tried == rejected;
  }

  /** How often each check refused, numbers in its words replaced by '#'. */
  public Map<String, Long> refusals() {
    return Collections.unmodifiableMap(refusals);
  }

  /** The first attacks that were not rejected. */
  public List<Failure> failures() {
    return Collections.unmodifiableList(failures);
  }

  /** What attacks had no hold on, and why. */
  public Map<String, Long> notApplicable() {
    return Collections.unmodifiableMap(notApplicable);
  }

  /** Most processor time that one decision took. */
  public long worstNanos() {
    return worstNanos;
  }

  /** Most bytes that one decision allocated. */
  public long worstBytes() {
    return worstBytes;
  }
}
