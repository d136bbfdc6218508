package zkopt.dialect.arith;

import java.util.List;

/** The read-modify-write operations that memory and parallel loops know, by their names and in the order of their numbers. */
public final class AtomicKinds {
  public static final List<String> NAMES = List.of("addf", "addi", "assign", "maximumf", "maxs", "maxu", "minimumf", "mins", "minu",
      "mulf", "muli", "ori", "andi", "maxnumf", "minnumf");

  private AtomicKinds() {}
}
