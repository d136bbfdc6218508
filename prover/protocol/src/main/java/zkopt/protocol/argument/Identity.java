package zkopt.protocol.argument;

/**
 * A polynomial identity: {@code node} is zero on the rows of {@code domain}.
 *
 * @param name for messages
 */
public record Identity(String name, Domain domain, int node) {}
