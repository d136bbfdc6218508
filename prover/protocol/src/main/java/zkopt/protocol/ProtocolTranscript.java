package zkopt.protocol;

import java.util.Arrays;
import java.util.stream.IntStream;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.hash.Blake3;
import zkopt.protocol.codec.ByteWriter;

/**
 * The rounds of the protocol on a {@link Transcript}: what is absorbed, in which order, and what is drawn then. The prover and
 * the verifier both walk through these methods from top to bottom.
 */
public final class ProtocolTranscript {
  private final ProofShape shape;
  private final Transcript transcript;
  private final Ext3[] challenges;

  /** Begins with the key, which holds circuit, parameters and setup's commitments, and the public values. */
  public ProtocolTranscript(VerifyingKey key, long[][] instance, Transcript transcript) {
    this.shape = key.shape();
    this.transcript = transcript;
    this.challenges = new Ext3[shape.relation().challenges()];
    transcript.absorb("verifying key", key.digest());
    ByteWriter values = new ByteWriter();
    for (long[] column : instance) {
      values.int32(column.length);
      for (long value : column) {
        values.int64(value);
      }
    }
    transcript.absorb("public values", values.toBytes());
  }

  /** After phase 1: the challenges of contracts, permutation and lookups. */
  public Ext3[] witness(byte[] root) {
    transcript.absorb("witness root", root);
    for (int i = 0; i < challenges.length - 1; i++) {
      challenges[i] = transcript.challenge("argument " + i);
    }
    return challenges;
  }

  /** After phase 2: all challenges, the last being the one that combines the identities. */
  public Ext3[] phase2(byte[] root) {
    transcript.absorb("phase 2 root", root);
    challenges[challenges.length - 1] = transcript.challenge("combination");
    return challenges;
  }

  /** After the quotient: zeta, the point out of the domain. */
  public Ext3 quotient(byte[] root) {
    transcript.absorb("quotient root", root);
    return transcript.challengeOutsideBase("zeta");
  }

  /** After the openings: the challenge that batches them. */
  public Ext3 openings(Ext3[] values) {
    transcript.absorb("openings", values);
    return transcript.challenge("batching");
  }

  /** After a FRI commitment: the challenge that folds its codeword. */
  public Ext3 fold(byte[] root) {
    transcript.absorb("fri root", root);
    return transcript.challenge("folding");
  }

  /** After the final polynomial: the challenge of the proof of work. */
  public int[] finalPolynomial(Ext3[] coefficients) {
    transcript.absorb("final polynomial", coefficients);
    return Blake3.words(transcript.bytes("grinding"));
  }

  /** After the nonce: the queried positions of the domain, sorted and distinct. */
  public int[] queries(long nonce) {
    transcript.absorb("nonce", new ByteWriter().int64(nonce).toBytes());
    int[] indices = transcript.indices("queries", shape.parameters().queries(), shape.logDomain());
    return Arrays.stream(indices).sorted().distinct().toArray();
  }

  /** The points that columns are opened at: zeta w^rotation. */
  public static Ext3 point(Ext3 zeta, int rotation, int logRows) {
    return zeta.mulBase(Goldilocks.pow(Goldilocks.rootOfUnity(logRows), Math.floorMod(rotation, 1 << logRows)));
  }

  /** Powers 1, c, c^2, ... */
  public static Ext3[] powers(Ext3 c, int count) {
    Ext3[] powers = new Ext3[count];
    IntStream.range(0, count).forEach(i -> powers[i] = i == 0 ? Ext3.ONE : powers[i - 1].mul(c));
    return powers;
  }
}
