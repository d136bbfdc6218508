package zkopt.attack;

import java.util.stream.Stream;

/** Attacks of one kind. */
public interface AttackFamily {
  /** In the words of the report. */
  String name();

  /** The attempts, in an order that depends on target and seed alone; lazy, as making them may take long. */
  Stream<Attack> attacks(Target target);
}
