package zkopt.attack;

import zkopt.field.Ext3;
import zkopt.protocol.Proof;
import zkopt.protocol.ProtocolTranscript;
import zkopt.protocol.Transcript;
import zkopt.protocol.VerifyingKey;
import zkopt.prover.Grinding;

/**
 * The challenges that belong to a proof's messages, from the public parts alone.
 *
 * @param arguments those of the arguments, the last one combines the identities
 * @param folding one for each FRI tree
 * @param grinding what the nonce is a proof of work for
 * @param queries the queried positions
 */
public record Replay(Ext3[] arguments, Ext3 zeta, Ext3 batching, Ext3[] folding, int[] grinding, int[] queries) {

  /** @param transcript a fresh one, perhaps with a mistake */
  public static Replay of(VerifyingKey key, long[][] instance, Proof proof, Transcript transcript) {
    ProtocolTranscript rounds = new ProtocolTranscript(key, instance, transcript);
    rounds.witness(proof.witnessRoot());
    Ext3[] arguments = rounds.phase2(proof.phase2Root());
    Ext3 zeta = rounds.quotient(proof.quotientRoot());
    Ext3 batching = rounds.openings(proof.openings());
    Ext3[] folding = proof.friRoots().stream().map(rounds::fold).toArray(Ext3[]::new);
    int[] grinding = rounds.finalPolynomial(proof.finalPolynomial());
    return new Replay(arguments, zeta, batching, folding, grinding, rounds.queries(proof.nonce()));
  }

  /** The proof with a nonce that is a proof of work for its other messages, as far as these go into the transcript. */
  public static Proof ground(VerifyingKey key, long[][] instance, Proof p) {
    int[] grinding = of(key, instance, p, new Transcript()).grinding();
    long nonce = Grinding.nonce(grinding, key.parameters().grindingBits());
    return new Proof(p.witnessRoot(), p.phase2Root(), p.quotientRoot(), p.openings(), p.friRoots(), p.finalPolynomial(), nonce,
        p.trees(), p.friTrees());
  }
}
