package zkopt.circuit;

import java.util.function.Supplier;

/**
 * The values of one run, canonical. Weight and witness columns have full height, with zeros below the usable rows (the prover puts
 * randomness there); {@code instance} holds the public values only.
 *
 * @param weightColumns gives the weight columns, which are those of all runs, and which a prover does not ask for: its key has them
 */
public record Assignment(Supplier<long[][]> weightColumns, long[][] witness, long[][] instance) {
  public Assignment(long[][] weights, long[][] witness, long[][] instance) {
    this(() -> weights, witness, instance);
  }

  public long[][] weights() {
    return weightColumns.get();
  }
}
