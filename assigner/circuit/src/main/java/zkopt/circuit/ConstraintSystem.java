package zkopt.circuit;

import java.util.List;

/**
 * What is the same for all circuits of one shape, and all that a verifier needs to know of the constraints: no values.
 *
 * @param challenges number of contract challenges drawn after phase 1
 * @param wired the columns that copy constraints may touch (fixed, weight, witness, instance), in this order
 */
public record ConstraintSystem(
    int fixedColumns,
    int weightColumns,
    int witnessColumns,
    int instanceColumns,
    int challenges,
    List<Constraint> constraints,
    List<Lookup> lookups,
    List<Table> tables,
    List<Accumulator> accumulators,
    List<Column> wired) {
  public ConstraintSystem {
    constraints = List.copyOf(constraints);
    lookups = List.copyOf(lookups);
    tables = List.copyOf(tables);
    accumulators = List.copyOf(accumulators);
    wired = List.copyOf(wired);
  }
}
