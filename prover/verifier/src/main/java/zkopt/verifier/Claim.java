package zkopt.verifier;

/**
 * A proof and what it is said to prove.
 *
 * @param instance for each instance column its public values, canonical
 */
public record Claim(long[][] instance, byte[] proof) {}
