package zkopt.attack.cheat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zkopt.attack.Lie;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.circuit.Lookup;
import zkopt.prover.check.MockProver;
import zkopt.prover.check.Violation;

/** The lies of a target, by what is false in them. */
final class Lies {
  private Lies() {}

  /** The first lie in which nothing but constraints of gates fails. */
  static Lie ofGates(Target target) throws NotApplicableException {
    Set<String> others = lookups(target);
    others.add("copy");
    for (Lie lie : target.lies()) {
      if (violations(target, lie).stream().noneMatch(v -> others.contains(v.gate()))) return lie;
    }
    throw new NotApplicableException("no lie breaks constraints of gates alone");
  }

  /** The first lie in which nothing fails but lookups. */
  static Lie ofLookups(Target target) throws NotApplicableException {
    Set<String> lookups = lookups(target);
    for (Lie lie : target.lies()) {
      if (violations(target, lie).stream().allMatch(v -> lookups.contains(v.gate()))) return lie;
    }
    throw new NotApplicableException("no lie breaks lookups alone");
  }

  static Lie any(Target target) throws NotApplicableException {
    if (target.lies().isEmpty()) throw new NotApplicableException("there is no lie");
    return target.lies().getFirst();
  }

  private static Set<String> lookups(Target target) {
    Set<String> gates = new HashSet<>();
    for (Lookup lookup : target.circuit().system().lookups()) {
      gates.add(lookup.gate());
    }
    return gates;
  }

  private static List<Violation> violations(Target target, Lie lie) {
    List<Violation> violations = MockProver.check(target.circuit(), lie.assignment());
    if (violations.isEmpty()) throw new IllegalStateException("nothing is false in the lie '%s'".formatted(lie.what()));
    return violations;
  }
}
