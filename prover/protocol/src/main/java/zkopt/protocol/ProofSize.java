package zkopt.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleEstimate;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.constraint.Oracle;

/** The bytes of a proof by part: of one that was made, or the average of those that a shape allows. */
public record ProofSize(List<Part> parts) {
  private static final int VALUE_BYTES = Ext3.DEGREE * Long.BYTES;

  /**
   * Bytes of one part.
   *
   * @param values field elements, nonce and lengths
   * @param salts of opened leaves
   * @param digests roots, and siblings on Merkle paths
   */
  public record Part(String name, double values, double salts, double digests) {
    public double total() {
      return values + salts + digests;
    }
  }

  public ProofSize {
    parts = List.copyOf(parts);
  }

  public double total() {
    return parts.stream().mapToDouble(Part::total).sum();
  }

  /** Of a proof under a key of this shape: adds up to the length of its encoding. */
  public static ProofSize of(ProofShape shape, Proof proof) {
    ProofOutline outline = shape.outline();
    List<Part> parts = fixedParts(outline);
    for (Oracle oracle : outline.trees().keySet()) {
      MerkleOpening opening = proof.trees().get(oracle);
      parts.add(opened(outline, oracle, opening.rows().length, opening.siblings().length));
    }
    for (int i = 0; i < proof.friTrees().size(); i++) {
      FriOpening opening = proof.friTrees().get(i);
      parts.add(folded(outline, i, opening.values().length, opening.siblings().length));
    }
    return new ProofSize(parts);
  }

  /** The average over all proofs of this shape. */
  public static ProofSize expected(ProofShape shape) {
    return expected(shape.outline());
  }

  /** The average over all proofs of this outline. */
  public static ProofSize expected(ProofOutline outline) {
    int queries = outline.parameters().queries();
    double distinct = MerkleEstimate.distinct(outline.logDomain(), queries);
    List<Part> parts = fixedParts(outline);
    outline.trees().forEach((oracle, tree) -> parts.add(opened(outline, oracle, distinct, pathBytes(tree, queries))));
    double known = distinct;
    for (int i = 0; i < outline.friTrees().size(); i++) {
      MerkleShape tree = outline.friTrees().get(i);
      double leaves = MerkleEstimate.distinct(tree.logHeight(), queries);
      parts.add(folded(outline, i, leaves * tree.width() / Ext3.DEGREE - known, pathBytes(tree, queries)));
      known = leaves;
    }
    return new ProofSize(parts);
  }

  private static double pathBytes(MerkleShape tree, int queries) {
    return tree.digestBytes() * MerkleEstimate.siblings(tree.logHeight(), queries);
  }

  /** What does not depend on the queries. */
  private static List<Part> fixedParts(ProofOutline outline) {
    long roots = outline.trees().keySet().stream().filter(oracle -> !oracle.isOfSetup()).count() + outline.friTrees().size();
    int lengths = 2 * (outline.trees().size() + outline.friTrees().size());
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("format, nonce, lengths", ProofCodec.HEADER_BYTES + Long.BYTES + lengths * Integer.BYTES, 0, 0));
    parts.add(new Part("roots", 0, 0, roots * outline.parameters().digestBytes()));
    parts.add(new Part("openings", VALUE_BYTES * outline.openings(), 0, 0));
    parts.add(new Part("final polynomial", VALUE_BYTES * outline.finalLength(), 0, 0));
    return parts;
  }

  private static Part opened(ProofOutline outline, Oracle oracle, double leaves, double pathBytes) {
    MerkleShape tree = outline.trees().get(oracle);
    return new Part(oracle.name().toLowerCase(Locale.ROOT), leaves * tree.width() * Long.BYTES, leaves * tree.saltLongs() * Long.BYTES, pathBytes);
  }

  private static Part folded(ProofOutline outline, int round, double values, double pathBytes) {
    int arity = outline.friTrees().get(round).width() / Ext3.DEGREE;
    return new Part("fri %d, folded by %d".formatted(round + 1, arity), values * VALUE_BYTES, 0, pathBytes);
  }
}
