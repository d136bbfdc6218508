package zkopt.protocol;

import java.util.List;
import java.util.Map;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleOpening;
import zkopt.protocol.constraint.Oracle;

/**
 * A proof's messages, in the order of the rounds.
 *
 * @param witnessRoot commitment of phase 1; empty where there are no such columns
 * @param phase2Root commitment of phase 2; empty where there are no such columns
 * @param quotientRoot commitment to the quotient's chunks and the mask
 * @param openings values out of the domain, in the order of {@link ProofShape#openings}
 * @param friRoots commitments to FRI's codewords, the batched one first
 * @param finalPolynomial coefficients, lowest first
 * @param nonce the proof of work
 * @param trees the opened rows of each committed oracle
 * @param friTrees the opened cosets of each FRI tree
 */
public record Proof(
    byte[] witnessRoot,
    byte[] phase2Root,
    byte[] quotientRoot,
    Ext3[] openings,
    List<byte[]> friRoots,
    Ext3[] finalPolynomial,
    long nonce,
    Map<Oracle, MerkleOpening> trees,
    List<FriOpening> friTrees) {

  public byte[] toBytes() {
    return ProofCodec.encode(this);
  }
}
