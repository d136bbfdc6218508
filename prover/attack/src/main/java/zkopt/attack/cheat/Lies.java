package zkopt.attack.cheat;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import zkopt.attack.Lie;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.circuit.Constraint;
import zkopt.circuit.Lookup;

/** The lies of a target, by what is false in them. */
final class Lies {
  private Lies() {}

  /** The first lie in which nothing fails but constraints of gates. */
  static Lie ofGates(Target target) throws NotApplicableException {
    Set<String> gates = target.circuit().system().constraints().stream().map(Constraint::gate).collect(Collectors.toSet());
    return first(target, lie -> gates.containsAll(lie.gates()), "no lie breaks constraints of gates alone");
  }

  /** The first lie in which nothing fails but lookups. */
  static Lie ofLookups(Target target) throws NotApplicableException {
    Set<String> lookups = target.circuit().system().lookups().stream().map(Lookup::gate).collect(Collectors.toSet());
    return first(target, lie -> lookups.containsAll(lie.gates()), "no lie breaks lookups alone");
  }

  static Lie any(Target target) throws NotApplicableException {
    return first(target, _ -> true, "there is no lie");
  }

  private static Lie first(Target target, Predicate<Lie> wanted, String otherwise) throws NotApplicableException {
    return target.lies().stream().filter(wanted).findFirst().orElseThrow(() -> new NotApplicableException(otherwise));
  }
}
