package zkopt.circuit;

/**
 * The values of one run, canonical. Weight and witness columns have full height, with zeros below the usable rows (the prover puts
 * randomness there); {@code instance} holds the public values only.
 */
public record Assignment(long[][] weights, long[][] witness, long[][] instance) {}
