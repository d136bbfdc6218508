package zkopt.circuit;

/**
 * A running value in the extension field: on every usable row r, {@code S[r] = multiplier(r) * S[r-1] + addend(r)}.
 *
 * <p>{@code multiplier} and {@code addend} read phase-1 cells, challenges, accumulators of lower index at rotation 0 or -1, and nothing
 * else; {@code multiplier} vanishes on row 0. The rule is the constraint and the way the prover computes the column.
 */
public record Accumulator(String name, Expr multiplier, Expr addend) {}
