package zkopt.prover;

import java.util.List;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.ProofOutline;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProofSize;
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
  /** What a block of the hash function takes in. */
  private static final int HASHED_LONGS = 8;

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
    return of(shape.outline(), RowWork.of(shape.relation()));
  }

  /** From the columns, and what is computed in each row. */
  public static ProofWork of(ProofOutline outline, RowWork row) {
    double rows = 1L << outline.logRows();
    double domain = 1L << outline.logDomain();
    double evaluated = width(outline, Oracle.FIXED, Oracle.WEIGHTS, Oracle.WITNESS, Oracle.PHASE2);
    double openings = outline.openings();
    return new ProofWork(List.of(
        new Item(Stage.LOOKUPS.title(), ONCE, rows * row.lookups(), rows * row.tables()),
        commit(Stage.COMMIT_WITNESS, outline, Oracle.WITNESS),
        new Item(Stage.PHASE2.title(), ONCE, rows * row.phase2(), rows * row.inverses(), rows * row.running()),
        commit(Stage.COMMIT_PHASE2, outline, Oracle.PHASE2),
        new Item(Stage.QUOTIENT.title(), ONCE, rows * row.quotient(), outline.logRows() * rows * Ext3.DEGREE * row.remainders()),
        commit(Stage.COMMIT_QUOTIENT, outline, Oracle.QUOTIENT),
        new Item(Stage.OPENINGS.title(), ONCE, rows * openings),
        new Item(Stage.BATCH.title(), ONCE, rows * openings, domain),
        new Item(Stage.FRI.title(), outline.friTrees().size(), domain),
        new Item(Stage.GRINDING.title(), hashes(outline)),
        new Item(Stage.QUERIES.title(), ONCE, outline.parameters().queries() * (evaluated + outline.width(Oracle.QUOTIENT))),
        new Item(OTHER, ONCE, ProofSize.expected(outline).total(), rows * outline.width(Oracle.WITNESS))));
  }

  private static double width(ProofOutline outline, Oracle... oracles) {
    double width = 0;
    for (Oracle oracle : oracles) width += outline.width(oracle);
    return width;
  }

  /** Leaves are hashed all over the domain, and the nodes above them; a column is transformed on the rows once, and on each coset of the domain. */
  private static Item commit(Stage stage, ProofOutline outline, Oracle oracle) {
    double domain = 1L << outline.logDomain();
    MerkleShape tree = outline.trees().get(oracle);
    if (tree == null) return new Item(stage.title(), 0, 0, 0);
    int leaf = Math.ceilDiv(tree.width() + tree.saltLongs(), HASHED_LONGS);
    return new Item(stage.title(), ONCE, domain * (leaf + 1), outline.logRows() * domain * tree.width());
  }

  /** Of the nonces that half of all proofs need no more than: one in {@code 2^bits} is good. */
  private static double hashes(ProofOutline outline) {
    return Math.log(2) * (1L << outline.parameters().grindingBits());
  }
}
