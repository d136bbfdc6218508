package zkopt.prover;

import zkopt.commit.MerkleTree;
import zkopt.field.Ext3;
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

  /** Bytes of the heap that a proof needs so that nothing is computed twice: what it holds, and room for a collector. */
  public static long bytes(ProofOutline outline) {
    return (long) (live(outline) / (1 - UNUSED));
  }

  /** Bytes that a proof and its key hold at one time, at the most. */
  public static long live(ProofOutline outline) {
    return columns(outline, 1L << outline.parameters().logBlowup()) * columnBytes(outline.logRows()) + trees(outline);
  }

  private static long columns(ProofOutline outline, long cosets) {
    long setUp = outline.width(Oracle.FIXED) + outline.width(Oracle.WEIGHTS);
    long witness = outline.width(Oracle.WITNESS);
    long quotient = outline.width(Oracle.QUOTIENT);
    // the quotient's columns are committed, or FRI's codewords
    long last = Math.max(quotient, 2 * Ext3.DEGREE * cosets);
    return setUp + witness + TRANSIENT + last + cosets * (setUp + witness + outline.width(Oracle.PHASE2) + quotient);
  }

  static long columnBytes(int logRows) {
    long bytes = (long) Long.BYTES << logRows;
    return bytes < REGION / 2 ? bytes : (bytes / REGION + 1) * REGION;
  }

  static long trees(ProofOutline outline) {
    return outline.trees().values().stream().mapToLong(MerkleTree::keptBytes).sum();
  }
}
