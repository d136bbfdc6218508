package zkopt.circuit;

/**
 * {@code expr = 0} on every row. The expression holds its own selector, so that it vanishes where the gate is off; on the blinding
 * rows at the end all selectors are zero.
 *
 * @param gate the gate it belongs to
 * @param name what it says, for messages
 */
public record Constraint(String gate, String name, Expr expr) {}
