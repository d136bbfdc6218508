package zkopt.kernel;

import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import zkopt.hash.Blake3;
import zkopt.hash.ProofOfWork;
import zkopt.merkle.MerkleHash;

/**
 * BLAKE3's compression function on as many inputs at once as a vector has 32-bit lanes. Chaining values and blocks are kept by
 * word: word w of lane l at {@code [w * LANES + l]}.
 */
final class IntLanes {
  static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private static final int ROUNDS = 7;
  /** Where in a block, kept by word, the message word for each place of each round begins. */
  private static final int[] PLACES = places();

  private static final int[] IV = Blake3.initialValue();

  private IntLanes() {}

  private static int[] places() {
    int[] places = new int[16 * ROUNDS];
    Arrays.setAll(places, i -> Blake3.scheduled(i / 16, i % 16) * LANES);
    return places;
  }

  /** Eight words, each in all lanes. */
  static int[] broadcast(int[] words) {
    int[] lanes = new int[words.length * LANES];
    Arrays.setAll(lanes, i -> words[i / LANES]);
    return lanes;
  }

  /**
   * The chaining values after {@code block}, into {@code out[at..at + 8 * LANES)}, which may be {@code cv}.
   * The API is called directly all through: C2 inlines its methods without limit, but own helpers only up to a number of nodes.
   */
  static void compress(int[] cv, int[] block, int counter, int length, int flags, int[] out, int at) {
    IntVector v0 = IntVector.fromArray(SPECIES, cv, 0);
    IntVector v1 = IntVector.fromArray(SPECIES, cv, LANES);
    IntVector v2 = IntVector.fromArray(SPECIES, cv, 2 * LANES);
    IntVector v3 = IntVector.fromArray(SPECIES, cv, 3 * LANES);
    IntVector v4 = IntVector.fromArray(SPECIES, cv, 4 * LANES);
    IntVector v5 = IntVector.fromArray(SPECIES, cv, 5 * LANES);
    IntVector v6 = IntVector.fromArray(SPECIES, cv, 6 * LANES);
    IntVector v7 = IntVector.fromArray(SPECIES, cv, 7 * LANES);
    IntVector v8 = IntVector.broadcast(SPECIES, IV[0]);
    IntVector v9 = IntVector.broadcast(SPECIES, IV[1]);
    IntVector v10 = IntVector.broadcast(SPECIES, IV[2]);
    IntVector v11 = IntVector.broadcast(SPECIES, IV[3]);
    IntVector v12 = IntVector.broadcast(SPECIES, counter);
    IntVector v13 = IntVector.broadcast(SPECIES, 0);
    IntVector v14 = IntVector.broadcast(SPECIES, length);
    IntVector v15 = IntVector.broadcast(SPECIES, flags);
    for (int r = 0; r < 16 * ROUNDS; r += 16) {
      v0 = v0.add(IntVector.fromArray(SPECIES, block, PLACES[r])).add(v4);
      v1 = v1.add(IntVector.fromArray(SPECIES, block, PLACES[r + 2])).add(v5);
      v2 = v2.add(IntVector.fromArray(SPECIES, block, PLACES[r + 4])).add(v6);
      v3 = v3.add(IntVector.fromArray(SPECIES, block, PLACES[r + 6])).add(v7);
      v12 = v12.lanewise(XOR, v0).lanewise(ROR, 16);
      v13 = v13.lanewise(XOR, v1).lanewise(ROR, 16);
      v14 = v14.lanewise(XOR, v2).lanewise(ROR, 16);
      v15 = v15.lanewise(XOR, v3).lanewise(ROR, 16);
      v8 = v8.add(v12);
      v9 = v9.add(v13);
      v10 = v10.add(v14);
      v11 = v11.add(v15);
      v4 = v4.lanewise(XOR, v8).lanewise(ROR, 12);
      v5 = v5.lanewise(XOR, v9).lanewise(ROR, 12);
      v6 = v6.lanewise(XOR, v10).lanewise(ROR, 12);
      v7 = v7.lanewise(XOR, v11).lanewise(ROR, 12);
      v0 = v0.add(IntVector.fromArray(SPECIES, block, PLACES[r + 1])).add(v4);
      v1 = v1.add(IntVector.fromArray(SPECIES, block, PLACES[r + 3])).add(v5);
      v2 = v2.add(IntVector.fromArray(SPECIES, block, PLACES[r + 5])).add(v6);
      v3 = v3.add(IntVector.fromArray(SPECIES, block, PLACES[r + 7])).add(v7);
      v12 = v12.lanewise(XOR, v0).lanewise(ROR, 8);
      v13 = v13.lanewise(XOR, v1).lanewise(ROR, 8);
      v14 = v14.lanewise(XOR, v2).lanewise(ROR, 8);
      v15 = v15.lanewise(XOR, v3).lanewise(ROR, 8);
      v8 = v8.add(v12);
      v9 = v9.add(v13);
      v10 = v10.add(v14);
      v11 = v11.add(v15);
      v4 = v4.lanewise(XOR, v8).lanewise(ROR, 7);
      v5 = v5.lanewise(XOR, v9).lanewise(ROR, 7);
      v6 = v6.lanewise(XOR, v10).lanewise(ROR, 7);
      v7 = v7.lanewise(XOR, v11).lanewise(ROR, 7);
      v0 = v0.add(IntVector.fromArray(SPECIES, block, PLACES[r + 8])).add(v5);
      v1 = v1.add(IntVector.fromArray(SPECIES, block, PLACES[r + 10])).add(v6);
      v2 = v2.add(IntVector.fromArray(SPECIES, block, PLACES[r + 12])).add(v7);
      v3 = v3.add(IntVector.fromArray(SPECIES, block, PLACES[r + 14])).add(v4);
      v15 = v15.lanewise(XOR, v0).lanewise(ROR, 16);
      v12 = v12.lanewise(XOR, v1).lanewise(ROR, 16);
      v13 = v13.lanewise(XOR, v2).lanewise(ROR, 16);
      v14 = v14.lanewise(XOR, v3).lanewise(ROR, 16);
      v10 = v10.add(v15);
      v11 = v11.add(v12);
      v8 = v8.add(v13);
      v9 = v9.add(v14);
      v5 = v5.lanewise(XOR, v10).lanewise(ROR, 12);
      v6 = v6.lanewise(XOR, v11).lanewise(ROR, 12);
      v7 = v7.lanewise(XOR, v8).lanewise(ROR, 12);
      v4 = v4.lanewise(XOR, v9).lanewise(ROR, 12);
      v0 = v0.add(IntVector.fromArray(SPECIES, block, PLACES[r + 9])).add(v5);
      v1 = v1.add(IntVector.fromArray(SPECIES, block, PLACES[r + 11])).add(v6);
      v2 = v2.add(IntVector.fromArray(SPECIES, block, PLACES[r + 13])).add(v7);
      v3 = v3.add(IntVector.fromArray(SPECIES, block, PLACES[r + 15])).add(v4);
      v15 = v15.lanewise(XOR, v0).lanewise(ROR, 8);
      v12 = v12.lanewise(XOR, v1).lanewise(ROR, 8);
      v13 = v13.lanewise(XOR, v2).lanewise(ROR, 8);
      v14 = v14.lanewise(XOR, v3).lanewise(ROR, 8);
      v10 = v10.add(v15);
      v11 = v11.add(v12);
      v8 = v8.add(v13);
      v9 = v9.add(v14);
      v5 = v5.lanewise(XOR, v10).lanewise(ROR, 7);
      v6 = v6.lanewise(XOR, v11).lanewise(ROR, 7);
      v7 = v7.lanewise(XOR, v8).lanewise(ROR, 7);
      v4 = v4.lanewise(XOR, v9).lanewise(ROR, 7);
    }
    v0.lanewise(XOR, v8).intoArray(out, at);
    v1.lanewise(XOR, v9).intoArray(out, at + LANES);
    v2.lanewise(XOR, v10).intoArray(out, at + 2 * LANES);
    v3.lanewise(XOR, v11).intoArray(out, at + 3 * LANES);
    v4.lanewise(XOR, v12).intoArray(out, at + 4 * LANES);
    v5.lanewise(XOR, v13).intoArray(out, at + 5 * LANES);
    v6.lanewise(XOR, v14).intoArray(out, at + 6 * LANES);
    v7.lanewise(XOR, v15).intoArray(out, at + 7 * LANES);
  }

  /** {@link Kernels#hashNodes} for a multiple of LANES nodes. */
  static void hashNodes(int[] children, int m, int from, int to, int[] digests) {
    int[] key = broadcast(MerkleHash.nodeKey());
    int[] block = new int[16 * LANES];
    int[] out = new int[8 * LANES];
    for (int i = from; i < to; i += LANES) {
      for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
        IntVector.fromArray(SPECIES, children, 2 * m * w + i).intoArray(block, w * LANES);
        IntVector.fromArray(SPECIES, children, 2 * m * w + m + i).intoArray(block, (w + MerkleHash.DIGEST_WORDS) * LANES);
      }
      compress(key, block, 0, Blake3.BLOCK_BYTES, MerkleHash.NODE_FLAGS, out, 0);
      for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
        IntVector.fromArray(SPECIES, out, w * LANES).intoArray(digests, w * m + i);
      }
    }
  }

  /** {@link Kernels#grind} for a multiple of LANES nonces. The low words of the hashes sieve, and few are looked at again. */
  static long grind(int[] challenge, long from, int n, int bits) {
    int[] key = broadcast(challenge);
    int[] block = new int[16 * LANES];
    int[] out = new int[8 * LANES];
    int mask = bits < Integer.SIZE ? (1 << bits) - 1 : -1;
    for (long nonce = from; nonce < from + n; nonce += LANES) {
      count(nonce, block);
      compress(key, block, 0, Long.BYTES, ProofOfWork.FLAGS, out, 0);
      for (int lane = 0; lane < LANES; lane++) {
        if ((out[lane] & mask) == 0 && ProofOfWork.holds(challenge, nonce + lane, bits)) return nonce + lane;
      }
    }
    return -1;
  }

  /** {@link Kernels#hashCounters} for a multiple of LANES numbers. */
  static void hashCounters(int[] key, long from, int n, long[] out) {
    int[] keys = broadcast(key);
    int[] block = new int[16 * LANES];
    int[] hashes = new int[8 * LANES];
    for (int i = 0; i < n; i += LANES) {
      count(from + i, block);
      compress(keys, block, 0, Long.BYTES, ProofOfWork.FLAGS, hashes, 0);
      for (int w = 0; w < 4; w++) {
        for (int lane = 0; lane < LANES; lane++) {
          out[4 * (i + lane) + w] =
              Integer.toUnsignedLong(hashes[2 * w * LANES + lane]) | (long) hashes[(2 * w + 1) * LANES + lane] << Integer.SIZE;
        }
      }
    }
  }

  /** One number for each lane, as the first two words of a block. */
  private static void count(long from, int[] block) {
    for (int lane = 0; lane < LANES; lane++) {
      block[lane] = (int) (from + lane);
      block[LANES + lane] = (int) (from + lane >>> Integer.SIZE);
    }
  }
}
