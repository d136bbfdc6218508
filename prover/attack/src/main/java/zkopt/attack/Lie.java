package zkopt.attack;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zkopt.circuit.Assignment;
import zkopt.circuit.Circuit;
import zkopt.prover.check.MockProver;
import zkopt.prover.check.Violation;

/**
 * An assignment that does not satisfy the circuit, for a malicious prover to prove all the same.
 *
 * @param kind what is false: the family of the attacks that use it
 * @param what what was changed, and where
 * @param gates the gates, or "copy", of which something does not hold
 */
public record Lie(String kind, String what, Assignment assignment, Set<String> gates) {

  /** @throws IllegalArgumentException where nothing is false in the assignment */
  public static Lie of(Circuit circuit, String kind, String what, Assignment assignment) {
    List<Violation> violations = MockProver.check(circuit, assignment);
    if (violations.isEmpty()) throw new IllegalArgumentException("nothing is false in '%s: %s'".formatted(kind, what));
    return new Lie(kind, what, assignment, violations.stream().map(Violation::gate).collect(Collectors.toUnmodifiableSet()));
  }
}
