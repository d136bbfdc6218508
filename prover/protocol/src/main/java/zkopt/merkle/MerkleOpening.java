package zkopt.merkle;

/**
 * The opened leaves of a tree with one proof for all of them.
 *
 * @param rows     the field elements of each leaf, in the order of the indices
 * @param salts    the salt of each leaf; of length 0 for an unsalted tree
 * @param siblings digests of the nodes that cannot be computed from the leaves, from the leaves' level up, and by the
 *                 parent's index within a level
 */
public record MerkleOpening(long[][] rows, long[][] salts, byte[] siblings) {}
