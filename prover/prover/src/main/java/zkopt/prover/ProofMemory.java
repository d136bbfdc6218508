package zkopt.prover;

import zkopt.commit.MerkleTree;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.ProofOutline;
import zkopt.protocol.constraint.Oracle;

/** The memory of a prover that keeps the values of all columns on the whole domain: with less, it computes some again ({@link Extensions}). */
public final class ProofMemory {
  /** Of the memory, what is left to a collector to work with. */
  static final double UNUSED = 0.05;
  /** Columns on the rows or a coset that come and go: those at zeta, row polynomials, salts and leaves. */
  static final int TRANSIENT = 16;
  /** Long arrays lie in regions of such a size by themselves; the tools ask for the smallest. */
  private static final long REGION = 1 << 20;

  private ProofMemory() {}

  /** Bytes of the heap, at the most that a proof holds at one time. */
  public static long bytes(ProofOutline outline) {
    long cosets = 1L << outline.parameters().logBlowup();
    int logRows = outline.logDomain() - outline.parameters().logBlowup();
    return (long) ((columns(outline, cosets) * columnBytes(logRows) + trees(outline)) / (1 - UNUSED));
  }

  private static long columns(ProofOutline outline, long cosets) {
    long setUp = width(outline, Oracle.FIXED) + width(outline, Oracle.WEIGHTS);
    long witness = width(outline, Oracle.WITNESS);
    long quotient = width(outline, Oracle.QUOTIENT);
    // the quotient's columns are committed, or FRI's codewords
    long last = Math.max(quotient, 2 * Ext3.DEGREE * cosets);
    return setUp + witness + TRANSIENT + last + cosets * (setUp + witness + width(outline, Oracle.PHASE2) + quotient);
  }

  private static long width(ProofOutline outline, Oracle oracle) {
    MerkleShape tree = outline.trees().get(oracle);
    return tree == null ? 0 : tree.width();
  }

  static long columnBytes(int logRows) {
    long bytes = (long) Long.BYTES << logRows;
    return bytes < REGION / 2 ? bytes : (bytes / REGION + 1) * REGION;
  }

  static long trees(ProofOutline outline) {
    return outline.trees().values().stream().mapToLong(MerkleTree::keptBytes).sum();
  }
}
