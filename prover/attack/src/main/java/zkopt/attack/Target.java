package zkopt.attack;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.SplittableRandom;
import zkopt.circuit.Assignment;
import zkopt.circuit.Circuit;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.VerifyingKey;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;

/**
 * What is attacked: a key, with honest proofs to start from. All is made from the seed, so that every attack can be repeated.
 *
 * @param assignment satisfies the circuit
 * @param lies assignments that do not
 * @param bytes the proof of {@code assignment}
 * @param others other proofs that the key's verifier accepts, with their public values
 */
public record Target(Circuit circuit, long[][] weights, ProvingKey provingKey, Assignment assignment, List<Lie> lies, long seed,
    byte[] bytes, List<Forgery> others) {

  /** @param other another satisfying assignment */
  public static Target of(Circuit circuit, long[][] weights, ProvingKey key, Assignment assignment, Assignment other, List<Lie> lies,
      long seed) {
    List<Forgery> others = List.of(
        new Forgery(key.verifyingKey(), assignment.instance(), prove(key, assignment, seed + 1)),
        new Forgery(key.verifyingKey(), other.instance(), prove(key, other, seed + 2)));
    return new Target(circuit, weights, key, assignment, List.copyOf(lies), seed, prove(key, assignment, seed), others);
  }

  private static byte[] prove(ProvingKey key, Assignment assignment, long seed) {
    return Prover.prove(key, assignment, seedBytes(seed)).toBytes();
  }

  public VerifyingKey key() {
    return provingKey.verifyingKey();
  }

  public ProofShape shape() {
    return key().shape();
  }

  public long[][] instance() {
    return assignment.instance();
  }

  /** The honest proof, as what the attacks begin with. */
  public Forgery honest() {
    return with(bytes);
  }

  /** Other bytes for the same statement. */
  public Forgery with(byte[] proof) {
    return new Forgery(key(), instance(), proof);
  }

  /** Whether bytes are a proof that was made honestly under the key. */
  public boolean isHonest(byte[] proof) {
    return Arrays.equals(proof, bytes) || others.stream().anyMatch(o -> Arrays.equals(proof, o.proof()));
  }

  /** A seed for provers. */
  public byte[] seedBytes() {
    return seedBytes(seed);
  }

  static byte[] seedBytes(long seed) {
    byte[] bytes = new byte[Setup.SEED_BYTES];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  /** Choices for one purpose. */
  public RandomGenerator random(String purpose) {
    return new SplittableRandom(seed * 31 + purpose.hashCode());
  }

  /** The same circuit and weights under other parameters. @throws zkopt.protocol.UnsupportedCircuitException if these cannot prove it */
  public ProvingKey setup(ProofParameters parameters, long seed) {
    return Setup.run(circuit, weights, parameters, seedBytes(seed));
  }
}
