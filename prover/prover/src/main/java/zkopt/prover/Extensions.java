package zkopt.prover;

import java.util.function.LongSupplier;
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
  /** With so many times what a prover needs at full speed there is room for whatever else the program holds. */
  private static final int AMPLE = 2;

  /**
   * As many as fit the memory that this virtual machine may use. Where that is not ample, what the program holds besides, a model and its
   * layout, is taken off: after a collection, as garbage would count else.
   *
   * @param own bytes of the prover's columns that are there already
   */
  static Extensions fitting(ProofShape shape, LongSupplier own) {
    Runtime machine = Runtime.getRuntime();
    if (machine.maxMemory() / AMPLE >= ProofMemory.bytes(shape.outline())) return new Extensions(Cosets.of(shape).inDomain());
    System.gc();
    return fitting(shape, machine.maxMemory() - (machine.totalMemory() - machine.freeMemory()) + own.getAsLong());
  }

  /** As many as fit {@code memory} bytes. Where not all are kept, the coefficients are, which take as much as one coset. */
  static Extensions fitting(ProofShape shape, long memory) {
    int all = Cosets.of(shape).inDomain();
    if (memory >= ProofMemory.bytes(shape.outline())) return new Extensions(all);
    long room = (long) ((1 - ProofMemory.UNUSED) * memory) - ProofMemory.trees(shape.outline());
    long columns = room / ProofMemory.columnBytes(shape.logRows());
    long setUp = shape.width(Oracle.FIXED) + shape.width(Oracle.WEIGHTS);
    long witness = shape.width(Oracle.WITNESS);
    long evaluated = setUp + witness + shape.width(Oracle.PHASE2);
    long quotient = shape.width(Oracle.QUOTIENT);
    long onRows = setUp + witness + ProofMemory.TRANSIENT;
    // a coset is at hand for the quotient, whose remainders are kept
    long forSome = columns - onRows - evaluated - remainders(shape);
    return new Extensions((int) Math.clamp(forSome / (evaluated + quotient) - 1, 0, all - 1));
  }

  /** The columns of the quotient's remainders. */
  private static long remainders(ProofShape shape) {
    return shape.relation().parts().stream().mapToLong(part -> Ext3.DEGREE * (part.degree() - 1L)).sum();
  }
}
