package zkopt.attack;

import zkopt.protocol.VerifyingKey;

/**
 * What a verifier is asked to believe, and must not.
 *
 * @param instance for each instance column its public values; may be of any form, as all of it
 */
public record Forgery(VerifyingKey key, long[][] instance, byte[] proof) {}
