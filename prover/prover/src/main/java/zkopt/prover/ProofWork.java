package zkopt.prover;

import java.util.List;
import java.util.stream.Stream;
import zkopt.protocol.ProofOutline;
import zkopt.protocol.ProofShape;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;

/**
 * What a proof's time consists of: for each {@link Stage}, and for what lies between them, how often it does what takes time. Times what
 * these take on a machine, it is the time of the proof.
 */
public record ProofWork(List<Item> items) {
  /** The item of what no stage does: the transcript, the encoding. */
  public static final String OTHER = "between stages";
  /** Of every stage but grinding: that it runs at all. */
  private static final double ONCE = 1;

  /**
   * One stage.
   *
   * @param name {@link Stage#title}, or {@link #OTHER}
   * @param amounts how often it does each thing that takes time
   */
  public record Item(String name, double... amounts) {}

  public ProofWork {
    items = List.copyOf(items);
  }

  /** That of a proof under a key of this shape. */
  public static ProofWork of(ProofShape shape) {
    Relation relation = shape.relation();
    int fractions = relation.lookups().inputs().isEmpty() ? 0 : relation.lookups().inputs().size() + relation.lookups().tables().size();
    return of(shape.outline(), fractions, relation.degree() - 1);
  }

  /**
   * From the columns.
   *
   * @param fractions lookups, and sets of tables
   * @param cosets on which the quotient is evaluated: the largest degree of an identity, less one
   */
  public static ProofWork of(ProofOutline outline, int fractions, int cosets) {
    double rows = 1L << outline.logRows();
    double domain = 1L << outline.logDomain();
    double phase2 = outline.width(Oracle.PHASE2);
    double evaluated = outline.width(Oracle.FIXED) + outline.width(Oracle.WEIGHTS) + outline.width(Oracle.WITNESS) + phase2;
    double openings = outline.openings();
    double committed = Stream.of(Oracle.WITNESS, Oracle.PHASE2, Oracle.QUOTIENT).mapToDouble(oracle -> outline.width(oracle)).sum();
    return new ProofWork(List.of(
        new Item(Stage.LOOKUPS.title(), ONCE, rows * fractions),
        commit(Stage.COMMIT_WITNESS, outline, Oracle.WITNESS),
        new Item(Stage.PHASE2.title(), ONCE, rows * phase2),
        commit(Stage.COMMIT_PHASE2, outline, Oracle.PHASE2),
        new Item(Stage.QUOTIENT.title(), ONCE, rows * cosets * evaluated),
        commit(Stage.COMMIT_QUOTIENT, outline, Oracle.QUOTIENT),
        new Item(Stage.OPENINGS.title(), ONCE, rows * openings),
        new Item(Stage.BATCH.title(), ONCE, rows * openings, domain),
        new Item(Stage.FRI.title(), ONCE, domain),
        new Item(Stage.GRINDING.title(), hashes(outline)),
        new Item(Stage.QUERIES.title(), ONCE, outline.parameters().queries() * (evaluated + outline.width(Oracle.QUOTIENT))),
        new Item(OTHER, ONCE, rows * committed)));
  }

  /** Leaves are hashed all over the domain; a column is transformed on the rows once, and on each coset of the domain. */
  private static Item commit(Stage stage, ProofOutline outline, Oracle oracle) {
    double width = outline.width(oracle);
    double domain = 1L << outline.logDomain();
    return new Item(stage.title(), ONCE, domain * width, outline.logRows() * domain * width);
  }

  /** Of the nonces that half of all proofs need no more than: one in {@code 2^bits} is good. */
  private static double hashes(ProofOutline outline) {
    return Math.log(2) * (1L << outline.parameters().grindingBits());
  }
}
