package zkopt.verifier;

import java.util.Arrays;
import java.util.List;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;
import zkopt.merkle.MerkleVerify;
import zkopt.protocol.FriFolding;
import zkopt.protocol.FriLayer;
import zkopt.protocol.FriOpening;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofShape;

/**
 * FRI's query phase, all queries at once and layer by layer: from values of the batched codeword to values of the final polynomial.
 * What is known of a layer stands in for what the proof leaves out of its opened cosets, so the Merkle paths check it.
 */
final class FriCheck {
  private static final long[][] NO_SALTS = {};

  private final ProofShape shape;
  private final Ext3[] challenges;
  private final Proof proof;

  FriCheck(ProofShape shape, Ext3[] challenges, Proof proof) {
    this.shape = shape;
    this.challenges = challenges;
    this.proof = proof;
  }

  /** Whether {@code values}, at the sorted distinct {@code positions} of the domain, are folded consistently. */
  boolean holds(int[] positions, Ext3[] values) {
    List<MerkleShape> trees = shape.friTrees();
    long shift = ProofShape.SHIFT;
    int log = shape.logDomain();
    int[] at = positions;
    Ext3[] known = values;
    for (int i = 0; i < trees.size(); i++) {
      FriLayer layer = FriLayer.of(trees.get(i), at);
      FriOpening opening = proof.friTrees().get(i);
      if (opening.values().length != layer.unknown()) return false;
      Ext3[][] cosets = cosets(layer, known, opening.values());
      long[][] rows = Arrays.stream(cosets).map(FriCheck::row).toArray(long[][]::new);
      MerkleOpening opened = new MerkleOpening(rows, NO_SALTS, opening.siblings());
      if (!MerkleVerify.verify(layer.tree(), proof.friRoots().get(i), layer.leaves(), opened)) return false;
      known = fold(layer, cosets, shift, log, challenges[i]);
      at = layer.leaves();
      shift = Goldilocks.pow(shift, layer.arity());
      log = layer.tree().logHeight();
    }
    for (int i = 0; i < at.length; i++) {
      if (!known[i].equals(evaluate(point(shift, log, at[i])))) return false;
    }
    return true;
  }

  /** The values of the opened leaves: those that are known at their positions, those that are sent in between. */
  private static Ext3[][] cosets(FriLayer layer, Ext3[] known, Ext3[] sent) {
    Ext3[][] cosets = new Ext3[layer.leaves().length][layer.arity()];
    int next = 0;
    for (int i = 0; i < cosets.length; i++) {
      for (int j = 0; j < layer.arity(); j++) {
        int place = layer.place(layer.leaves()[i], j);
        cosets[i][j] = place >= 0 ? known[place] : sent[next++];
      }
    }
    return cosets;
  }

  private static long[] row(Ext3[] coset) {
    long[] row = new long[Ext3.DEGREE * coset.length];
    for (int j = 0; j < coset.length; j++) {
      row[Ext3.DEGREE * j] = coset[j].c0();
      row[Ext3.DEGREE * j + 1] = coset[j].c1();
      row[Ext3.DEGREE * j + 2] = coset[j].c2();
    }
    return row;
  }

  private static Ext3[] fold(FriLayer layer, Ext3[][] cosets, long shift, int log, Ext3 challenge) {
    Ext3[] folded = new Ext3[cosets.length];
    Arrays.setAll(folded, i -> FriFolding.fold(cosets[i], point(shift, log, layer.leaves()[i]), challenge));
    return folded;
  }

  private Ext3 evaluate(long x) {
    Ext3[] coefficients = proof.finalPolynomial();
    Ext3 value = Ext3.ZERO;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value.mulBase(x).add(coefficients[i]);
    }
    return value;
  }

  /** The point at {@code index} of the coset {@code shift * K}, K of order {@code 2^log}. */
  static long point(long shift, int log, int index) {
    return Goldilocks.mul(shift, Goldilocks.pow(Goldilocks.rootOfUnity(log), index));
  }
}
