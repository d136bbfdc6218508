package zkopt.prover;

import zkopt.commit.MerkleTree;
import zkopt.field.Ext3;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;

/**
 * What becomes of the columns' values on the domain, which take most of a prover's memory, between the rounds that read them: to be
 * hashed, for the quotient, at zeta, and when they are opened. Those on later cosets are computed from the coefficients whenever they
 * are read.
 *
 * @param kept on how many cosets they are kept, the first ones of the domain
 */
record Extensions(int kept) {
  /** Of the memory, what is left to a collector to work with. */
  private static final double UNUSED = 0.05;
  /** Long arrays lie in regions of such a size by themselves; the tools ask for the smallest. */
  private static final long REGION = 1 << 20;
  /** Columns on the rows or a coset that come and go: those at zeta, row polynomials, salts and leaves. */
  private static final int TRANSIENT = 16;

  /** As many as fit the memory that this virtual machine may use. */
  static Extensions fitting(ProofShape shape) {
    return fitting(shape, Runtime.getRuntime().maxMemory());
  }

  /** As many as fit {@code memory} bytes. Where not all are kept, the coefficients are, which take as much as one coset. */
  static Extensions fitting(ProofShape shape, long memory) {
    int all = Cosets.of(shape).inDomain();
    long room = (long) ((1 - UNUSED) * memory) - trees(shape);
    long columns = room / columnBytes(shape);
    long setUp = shape.width(Oracle.FIXED) + shape.width(Oracle.WEIGHTS);
    long witness = shape.width(Oracle.WITNESS);
    long evaluated = setUp + witness + shape.width(Oracle.PHASE2);
    long quotient = shape.width(Oracle.QUOTIENT);
    long onRows = setUp + witness + TRANSIENT;
    // the quotient's columns are committed, or FRI's codewords
    long forAll = columns - onRows - Math.max(quotient, 2 * Ext3.DEGREE * all);
    if (forAll >= all * (evaluated + quotient)) return new Extensions(all);
    // a coset is at hand for the quotient, whose remainders are kept
    long forSome = columns - onRows - evaluated - remainders(shape);
    return new Extensions((int) Math.clamp(forSome / (evaluated + quotient) - 1, 0, all - 1));
  }

  private static long columnBytes(ProofShape shape) {
    long bytes = (long) Long.BYTES * shape.rows();
    return bytes < REGION / 2 ? bytes : (bytes / REGION + 1) * REGION;
  }

  /** The columns of the quotient's remainders. */
  private static long remainders(ProofShape shape) {
    return shape.relation().parts().stream().mapToLong(part -> Ext3.DEGREE * (part.degree() - 1L)).sum();
  }

  private static long trees(ProofShape shape) {
    return ProofShape.COMMITTED.stream().filter(shape::has).mapToLong(oracle -> MerkleTree.keptBytes(shape.tree(oracle))).sum();
  }
}
