package zkopt.protocol.security;

/**
 * One way to cheat and the probability that it works.
 *
 * @param formula of the probability, in the terms of {@code PROTOCOL.md}
 * @param source where the bound is proven
 * @param log2Error log2 of the probability; negative infinity for none
 */
public record SecurityTerm(String name, String formula, String source, double log2Error) {}
