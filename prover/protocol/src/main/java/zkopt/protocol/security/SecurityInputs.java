package zkopt.protocol.security;

import java.util.Arrays;
import zkopt.hash.Blake3;

/**
 * The numbers that the soundness error depends on.
 *
 * @param logRows log2 of the number n of rows
 * @param logBlowup log2 of 1/rate
 * @param queries number of queries
 * @param grindingBits bits of proof of work before the queries
 * @param logFolding log2 of the arity of each FRI round
 * @param openings polynomials batched: pairs of a column and a point
 * @param degree degree of the identity that is checked out of the domain, in multiples of n
 * @param identities identities combined by powers of a challenge
 * @param lookups (lookups + table rows) times the width w of their tuples, over all rows
 * @param wiredCells cells under copy constraints
 * @param contractDegree total degree of the contract checks in their challenges
 * @param digestBits length of Merkle digests
 */
public record SecurityInputs(
    int logRows,
    int logBlowup,
    int queries,
    int grindingBits,
    int[] logFolding,
    long openings,
    long degree,
    long identities,
    double lookups,
    double wiredCells,
    double contractDegree,
    int digestBits) {

  /** Larger than any circuit that this machine could prove, to choose the number of queries before the circuit is known. */
  public static SecurityInputs worstCase(int logBlowup, int queries, int grindingBits, int logFolding) {
    int logRows = 24;
    int[] folds = new int[logRows / logFolding];
    Arrays.fill(folds, logFolding);
    return new SecurityInputs(
        logRows, logBlowup, queries, grindingBits, folds, 1 << 13, 1 << 6, 1 << 14, 0x1p36, 0x1p36, 0x1p40, Byte.SIZE * Blake3.DIGEST_BYTES);
  }
}
