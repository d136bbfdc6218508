package zkopt.protocol;

import zkopt.field.Ext3;

/**
 * The opened cosets of a tree of FRI. The values at the positions that were asked for are not sent: the verifier knows them, from
 * the opened columns in the first tree, from the layer before in the others.
 *
 * @param values the others of each coset, by leaf and then by position in the coset
 * @param siblings see {@link zkopt.merkle.MerkleOpening}
 */
public record FriOpening(Ext3[] values, byte[] siblings) {}
