package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.merkle.MerkleOpening;
import zkopt.protocol.FriOpening;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofCodec;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.codec.MalformedException;
import zkopt.protocol.constraint.Oracle;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/** Whatever is changed in a proof, its key or its public values: a clean rejection, and no exception. */
class TamperTest {
  /** Few queries, so that proofs are short and every byte can be tried. */
  private static final ProofParameters PARAMETERS = new ProofParameters(24, 3, 8, 14, 4);
  private static final byte[] SEED = new byte[32];
  private static final byte[] OTHER_SEED = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
    26, 27, 28, 29, 30, 31, 32};

  private static ToyCircuit toy;
  private static ProvingKey key;
  private static Proof proof;
  private static Proof other;
  private static byte[] bytes;

  @BeforeAll
  static void prove() {
    toy = ToyCircuit.of(9, 100, PARAMETERS, 3);
    key = Setup.run(toy.circuit, toy.assignment.weights(), PARAMETERS, SEED);
    proof = Prover.prove(key, toy.assignment, SEED);
    other = Prover.prove(key, toy.assignment, OTHER_SEED);
    bytes = proof.toBytes();
  }

  private static Verdict verify(byte[] changed) {
    return Verifier.verify(key.verifyingKey(), toy.assignment.instance(), changed);
  }

  private static void assertRejected(byte[] changed, String what) {
    Verdict verdict = verify(changed);
    assertFalse(verdict.accepted(), () -> "accepted: " + what);
    assertFalse(verdict.reason().isEmpty());
  }

  @Test
  void theProofItselfIsAccepted() {
    assertTrue(verify(bytes).accepted());
    assertTrue(verify(other.toBytes()).accepted());
  }

  /** A coarse sieve over all bytes; {@link #everyFlippedByte} tries all. */
  @Test
  void flippedBytes() {
    flip(0, 23);
  }

  @Test
  @Tag("slow")
  void everyFlippedByte() {
    flip(0, 1);
  }

  private static void flip(int from, int step) {
    Random random = new Random(5);
    for (int i = from; i < bytes.length; i += step) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      assertRejected(changed, "byte " + i);
    }
  }

  @Test
  void truncationsAndExtensions() {
    for (int length = 0; length < bytes.length; length += 97) {
      assertRejected(Arrays.copyOf(bytes, length), "first " + length + " bytes");
    }
    assertRejected(Arrays.copyOf(bytes, bytes.length - 1), "one byte short");
    for (int more = 1; more < 40; more++) {
      assertRejected(Arrays.copyOf(bytes, bytes.length + more), more + " trailing bytes");
    }
    assertEquals("malformed proof: 8 trailing bytes", verify(Arrays.copyOf(bytes, bytes.length + 8)).reason());
  }

  @Test
  void randomBytes() {
    Random random = new Random(6);
    for (int i = 0; i < 200; i++) {
      byte[] noise = bytes.clone();
      int from = random.nextInt(bytes.length);
      for (int k = from; k < bytes.length; k++) {
        noise[k] = (byte) random.nextInt();
      }
      assertRejected(noise, "noise from " + from);
    }
  }

  @Test
  void nonCanonicalElements() {
    int at = new String(bytes, 0, 40, StandardCharsets.ISO_8859_1).indexOf("v2") + 2 + 3 * proof.witnessRoot().length;
    for (int i = 0; i < proof.openings().length; i += 7) {
      byte[] changed = bytes.clone();
      ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(at + 24 * i, Goldilocks.MODULUS);
      assertEquals("malformed proof: openings is not a canonical field element", verify(changed).reason());
    }
  }

  @Test
  void partsOfAnotherProof() {
    assertRejected(with(other.witnessRoot(), proof.phase2Root(), proof.quotientRoot(), proof.openings()), "witness root");
    assertRejected(with(proof.witnessRoot(), other.phase2Root(), proof.quotientRoot(), proof.openings()), "phase 2 root");
    assertRejected(with(proof.witnessRoot(), proof.phase2Root(), other.quotientRoot(), proof.openings()), "quotient root");
    assertRejected(with(proof.phase2Root(), proof.witnessRoot(), proof.quotientRoot(), proof.openings()), "swapped roots");
    assertRejected(with(proof.witnessRoot(), proof.phase2Root(), proof.quotientRoot(), other.openings()), "openings");
    for (Oracle oracle : proof.trees().keySet()) {
      Map<Oracle, MerkleOpening> trees = new EnumMap<>(proof.trees());
      trees.put(oracle, other.trees().get(oracle));
      assertRejected(with(trees, proof.friTrees(), proof.friRoots(), proof.finalPolynomial(), proof.nonce()), "tree " + oracle);
    }
    assertRejected(with(proof.trees(), other.friTrees(), proof.friRoots(), proof.finalPolynomial(), proof.nonce()), "fri trees");
    assertRejected(with(proof.trees(), proof.friTrees(), other.friRoots(), proof.finalPolynomial(), proof.nonce()), "fri roots");
    assertRejected(with(proof.trees(), proof.friTrees(), proof.friRoots(), other.finalPolynomial(), proof.nonce()), "final");
    assertRejected(with(proof.trees(), proof.friTrees(), proof.friRoots(), proof.finalPolynomial(), proof.nonce() + 1), "nonce");
    List<byte[]> swapped = new ArrayList<>(proof.friRoots());
    Collections.swap(swapped, 0, 1);
    assertRejected(with(proof.trees(), proof.friTrees(), swapped, proof.finalPolynomial(), proof.nonce()), "fri order");
  }

  @Test
  void finalPolynomialOfAnotherLength() {
    Ext3[] longer = Arrays.copyOf(proof.finalPolynomial(), proof.finalPolynomial().length + 1);
    longer[longer.length - 1] = Ext3.ZERO;
    assertRejected(with(proof.trees(), proof.friTrees(), proof.friRoots(), longer, proof.nonce()), "longer");
    Ext3[] shorter = Arrays.copyOf(proof.finalPolynomial(), proof.finalPolynomial().length - 1);
    assertRejected(with(proof.trees(), proof.friTrees(), proof.friRoots(), shorter, proof.nonce()), "shorter");
  }

  @Test
  void repeatedAndDroppedLeaves() {
    for (Oracle oracle : proof.trees().keySet()) {
      MerkleOpening o = proof.trees().get(oracle);
      long[][] rows = Arrays.copyOf(o.rows(), o.rows().length - 1);
      long[][] salts = o.salts().length == 0 ? o.salts() : Arrays.copyOf(o.salts(), o.salts().length - 1);
      Map<Oracle, MerkleOpening> trees = new EnumMap<>(proof.trees());
      trees.put(oracle, new MerkleOpening(rows, salts, o.siblings()));
      assertRejected(with(trees, proof.friTrees(), proof.friRoots(), proof.finalPolynomial(), proof.nonce()), "dropped leaf");
      long[][] swapped = o.rows().clone();
      swapped[0] = o.rows()[1];
      trees.put(oracle, new MerkleOpening(swapped, o.salts(), o.siblings()));
      assertRejected(with(trees, proof.friTrees(), proof.friRoots(), proof.finalPolynomial(), proof.nonce()), "repeated leaf");
    }
  }

  @Test
  void valuesOfFriCosets() {
    for (int i = 0; i < proof.friTrees().size(); i++) {
      FriOpening o = proof.friTrees().get(i);
      Ext3[] dropped = Arrays.copyOf(o.values(), o.values().length - 1);
      assertRejected(withFriTree(i, dropped, o.siblings()), "dropped value");
      Ext3[] added = Arrays.copyOf(o.values(), o.values().length + 1);
      added[added.length - 1] = Ext3.ZERO;
      assertRejected(withFriTree(i, added, o.siblings()), "added value");
      Ext3[] changed = o.values().clone();
      changed[i] = changed[i].add(Ext3.ONE);
      assertRejected(withFriTree(i, changed, o.siblings()), "changed value");
      Ext3[] swapped = o.values().clone();
      Collections.swap(Arrays.asList(swapped), 0, 1);
      assertRejected(withFriTree(i, swapped, o.siblings()), "swapped values");
      byte[] longer = Arrays.copyOf(o.siblings(), o.siblings().length + PARAMETERS.digestBytes());
      assertRejected(withFriTree(i, o.values(), longer), "one more sibling");
    }
  }

  private static byte[] withFriTree(int i, Ext3[] values, byte[] siblings) {
    List<FriOpening> friTrees = new ArrayList<>(proof.friTrees());
    friTrees.set(i, new FriOpening(values, siblings));
    return with(proof.trees(), friTrees, proof.friRoots(), proof.finalPolynomial(), proof.nonce());
  }

  private static byte[] with(byte[] witness, byte[] phase2, byte[] quotient, Ext3[] openings) {
    return new Proof(witness, phase2, quotient, openings, proof.friRoots(), proof.finalPolynomial(), proof.nonce(), proof.trees(),
        proof.friTrees()).toBytes();
  }

  private static byte[] with(
      Map<Oracle, MerkleOpening> trees, List<FriOpening> friTrees, List<byte[]> friRoots, Ext3[] finalPolynomial, long nonce) {
    return new Proof(proof.witnessRoot(), proof.phase2Root(), proof.quotientRoot(), proof.openings(), friRoots, finalPolynomial,
        nonce, trees, friTrees).toBytes();
  }

  @Test
  void otherPublicValues() {
    long[][] instance = {toy.assignment.instance()[0].clone()};
    instance[0][1] = 1;
    assertFalse(Verifier.verify(key.verifyingKey(), instance, bytes).accepted());
    String form = "the public values do not have the form that the key asks for";
    assertEquals(form, Verifier.verify(key.verifyingKey(), new long[][] {{0}}, bytes).reason());
    assertEquals(form, Verifier.verify(key.verifyingKey(), new long[][] {{0, 0, 0}}, bytes).reason());
    assertEquals(form, Verifier.verify(key.verifyingKey(), new long[][] {{0, -1}}, bytes).reason());
    assertEquals(form, Verifier.verify(key.verifyingKey(), new long[0][], bytes).reason());
    assertEquals(form, Verifier.verify(key.verifyingKey(), null, bytes).reason());
  }

  @Test
  void otherKeys() {
    ProvingKey reblinded = Setup.run(toy.circuit, toy.assignment.weights(), PARAMETERS, OTHER_SEED);
    assertFalse(Verifier.verify(reblinded.verifyingKey(), toy.assignment.instance(), bytes).accepted());
    ProofParameters fewer = new ProofParameters(20, 3, 8, 13, 4);
    ProvingKey weaker = Setup.run(toy.circuit, toy.assignment.weights(), fewer, SEED);
    assertFalse(Verifier.verify(weaker.verifyingKey(), toy.assignment.instance(), bytes).accepted());
  }

  @Test
  void keysAreReadBackAndNothingElseIs() throws MalformedException {
    byte[] encoded = key.verifyingKey().toBytes();
    VerifyingKey read = VerifyingKey.fromBytes(encoded);
    assertTrue(Arrays.equals(encoded, read.toBytes()));
    assertTrue(Verifier.verify(read, toy.assignment.instance(), ProofCodec.decode(read.shape(), bytes).toBytes()).accepted());
    for (int i = 0; i < encoded.length; i++) {
      byte[] changed = encoded.clone();
      changed[i] ^= (byte) (1 << i % 8);
      try {
        VerifyingKey different = VerifyingKey.fromBytes(changed);
        assertFalse(Verifier.verify(different, toy.assignment.instance(), bytes).accepted(), "key byte " + i);
      } catch (MalformedException e) {
        assertFalse(e.getMessage().isEmpty());
      }
    }
  }
}
