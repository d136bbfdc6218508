package zkopt.verifier;

import java.util.Arrays;
import java.util.List;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.hash.ProofOfWork;
import zkopt.merkle.MerkleVerify;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofCodec;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProtocolTranscript;
import zkopt.protocol.Transcript;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.codec.MalformedException;
import zkopt.protocol.constraint.Oracle;

/**
 * Checks proofs. Public values and proof may be hostile: the answer is a {@link Verdict}, in bounded time and memory. All that depends on
 * the key alone (the relation, its graph, every size) is made when the key is read: keep the key, and verify many proofs under it, from
 * any number of threads.
 */
public final class Verifier {
  private final VerifyingKey key;
  private final ProofShape shape;
  private final long[][] instance;
  private final Proof proof;

  private Verifier(VerifyingKey key, long[][] instance, Proof proof) {
    this.key = key;
    this.shape = key.shape();
    this.instance = instance;
    this.proof = proof;
  }

  /**
   * Whether {@code proof} proves the key's statement for these public values.
   *
   * @param instance for each instance column its public values, canonical
   */
  public static Verdict verify(VerifyingKey key, long[][] instance, byte[] proof) {
    return verify(key, instance, proof, new Transcript());
  }

  /** The verdict on each claim, in their order, as {@link #verify} gives it; all processors work on them. */
  public static List<Verdict> verifyAll(VerifyingKey key, List<Claim> claims) {
    return claims.parallelStream().map(claim -> verify(key, claim.instance(), claim.proof())).toList();
  }

  /** With another transcript, for tests that weaken it. */
  static Verdict verify(VerifyingKey key, long[][] instance, byte[] proof, Transcript fresh) {
    if (!fits(key, instance)) return Verdict.rejected("the public values do not have the form that the key asks for");
    try {
      return new Verifier(key, instance, ProofCodec.decode(key.shape(), proof)).verify(fresh);
    } catch (MalformedException e) {
      return Verdict.rejected("malformed proof: " + e.getMessage());
    }
  }

  private static boolean fits(VerifyingKey key, long[][] instance) {
    List<Integer> counts = key.publicValues();
    if (instance == null || instance.length != counts.size()) return false;
    for (int i = 0; i < instance.length; i++) {
      long[] values = instance[i];
      if (values == null || values.length != counts.get(i) || !Arrays.stream(values).allMatch(Goldilocks::isCanonical)) return false;
    }
    return true;
  }

  private Verdict verify(Transcript fresh) {
    ProtocolTranscript transcript = new ProtocolTranscript(key, instance, fresh);
    transcript.witness(proof.witnessRoot());
    Ext3[] challenges = transcript.phase2(proof.phase2Root());
    Ext3 zeta = transcript.quotient(proof.quotientRoot());
    Ext3 batching = transcript.openings(proof.openings());
    Ext3[] folding = proof.friRoots().stream().map(transcript::fold).toArray(Ext3[]::new);
    int[] grinding = transcript.finalPolynomial(proof.finalPolynomial());
    if (!ProofOfWork.holds(grinding, proof.nonce(), shape.parameters().grindingBits())) {
      return Verdict.rejected("the nonce is no proof of work");
    }
    int[] queries = transcript.queries(proof.nonce());

    if (!new OutOfDomain(key, instance, challenges, zeta, proof.openings()).identityHolds()) {
      return Verdict.rejected("the constraints do not hold");
    }
    for (Oracle oracle : ProofShape.COMMITTED) {
      if (shape.has(oracle)
          && !MerkleVerify.verify(shape.tree(oracle), root(oracle), queries, proof.trees().get(oracle))) {
        return Verdict.rejected("a Merkle path of oracle '%s' does not hold".formatted(oracle));
      }
    }
    return verifyProximity(zeta, batching, folding, queries);
  }

  private Verdict verifyProximity(Ext3 zeta, Ext3 batching, Ext3[] folding, int[] queries) {
    BatchedCodeword batch = new BatchedCodeword(shape, zeta, batching, proof.openings(), proof.trees());
    Ext3[] values = new Ext3[queries.length];
    Arrays.setAll(values, i -> batch.at(FriCheck.point(ProofShape.SHIFT, shape.logDomain(), queries[i]), i));
    return new FriCheck(shape, folding, proof).holds(queries, values)
        ? Verdict.ACCEPTED
        : Verdict.rejected("the opened values are not those of polynomials of low degree");
  }

  private byte[] root(Oracle oracle) {
    return switch (oracle) {
      case FIXED, WEIGHTS -> key.root(oracle);
      case WITNESS -> proof.witnessRoot();
      case PHASE2 -> proof.phase2Root();
      case QUOTIENT -> proof.quotientRoot();
      case INSTANCE -> throw new IllegalArgumentException("the instance is not committed");
    };
  }
}
