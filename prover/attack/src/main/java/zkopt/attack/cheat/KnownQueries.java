package zkopt.attack.cheat;

import java.util.Arrays;
import java.util.List;
import zkopt.attack.Forgery;
import zkopt.attack.Lie;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Replay;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.FriFolding;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofShape;
import zkopt.protocol.Transcript;

/**
 * Where the queries do not depend on the final polynomial, it is the one through the queried values of a codeword of no low degree; that
 * needs no more queries than it has coefficients, so the first ones are served. [Plonky3 PR 398]
 */
record KnownQueries(Target target) {
  Forgery forge() throws NotApplicableException {
    if (target.shape().friTrees().isEmpty()) throw new NotApplicableException("nothing is folded");
    Lie lie = Lies.any(target);
    Proof proof = new BentCodeword(target, lie, KnownQueries::transcript).prove(target, lie.assignment());
    Replay replay = Replay.of(target.key(), lie.assignment().instance(), proof, transcript());
    Ext3[] finalPolynomial = throughQueriedValues(proof, replay);
    Proof forged = new Proof(proof.witnessRoot(), proof.phase2Root(), proof.quotientRoot(), proof.openings(), proof.friRoots(),
        finalPolynomial, proof.nonce(), proof.trees(), proof.friTrees());
    return new Forgery(target.key(), lie.assignment().instance(), forged.toBytes());
  }

  private Ext3[] throughQueriedValues(Proof proof, Replay replay) {
    List<MerkleShape> shapes = target.shape().friTrees();
    MerkleShape last = shapes.getLast();
    MerkleOpening opened = proof.friTrees().getLast();
    int logArity = Integer.numberOfTrailingZeros(last.width() / Ext3.DEGREE);
    long shift = Goldilocks.pow(ProofShape.SHIFT, 1L << (target.shape().logDomain() - last.logHeight() - logArity));
    long root = Goldilocks.rootOfUnity(last.logHeight() + logArity);
    int[] leaves = Arrays.stream(replay.queries()).map(q -> q & last.height() - 1).sorted().distinct()
        .limit(target.shape().finalLength()).toArray();
    long[] points = new long[leaves.length];
    Ext3[] values = new Ext3[leaves.length];
    for (int i = 0; i < leaves.length; i++) {
      long x = Goldilocks.mul(shift, Goldilocks.pow(root, leaves[i]));
      values[i] = FriFolding.fold(coset(opened.rows()[i]), x, replay.folding()[shapes.size() - 1]);
      points[i] = Goldilocks.pow(x, 1L << logArity);
    }
    return interpolate(points, values, target.shape().finalLength());
  }

  private static Transcript transcript() {
    return MistakenTranscript.forgetting("final polynomial");
  }

  private static Ext3[] coset(long[] row) {
    Ext3[] coset = new Ext3[row.length / Ext3.DEGREE];
    Arrays.setAll(coset, j -> new Ext3(row[Ext3.DEGREE * j], row[Ext3.DEGREE * j + 1], row[Ext3.DEGREE * j + 2]));
    return coset;
  }

  /** Newton's interpolation, the polynomial's coefficients filled up with zeros to {@code length}. */
  private static Ext3[] interpolate(long[] points, Ext3[] values, int length) {
    Ext3[] polynomial = new Ext3[length];
    Arrays.fill(polynomial, Ext3.ZERO);
    long[] product = new long[length + 1]; // of (X - x) over the points so far
    product[0] = 1;
    for (int i = 0; i < points.length; i++) {
      Ext3 here = Ext3.ZERO;
      long productHere = 0;
      for (int k = length - 1; k >= 0; k--) {
        here = here.mulBase(points[i]).add(polynomial[k]);
        productHere = Goldilocks.add(Goldilocks.mul(productHere, points[i]), product[k]);
      }
      Ext3 factor = values[i].sub(here).mulBase(Goldilocks.inverse(productHere));
      for (int k = 0; k < length; k++) {
        polynomial[k] = polynomial[k].add(factor.mulBase(product[k]));
      }
      for (int k = length; k >= 0; k--) {
        long lower = k == 0 ? 0 : product[k - 1];
        product[k] = Goldilocks.sub(lower, Goldilocks.mul(points[i], product[k]));
      }
    }
    return polynomial;
  }
}
