package zkopt.kernel;

import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import zkopt.hash.Blake3;
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

    private static IntVector load(int[] a, int at) {
        return IntVector.fromArray(SPECIES, a, at);
    }

    private static IntVector broadcast(int word) {
        return IntVector.broadcast(SPECIES, word);
    }

    /** The chaining values after {@code block}, into {@code out[at..at + 8 * LANES)}, which may be {@code cv}. */
    static void compress(int[] cv, int[] block, int counter, int length, int flags, int[] out, int at) {
        IntVector v0 = load(cv, 0);
        IntVector v1 = load(cv, LANES);
        IntVector v2 = load(cv, 2 * LANES);
        IntVector v3 = load(cv, 3 * LANES);
        IntVector v4 = load(cv, 4 * LANES);
        IntVector v5 = load(cv, 5 * LANES);
        IntVector v6 = load(cv, 6 * LANES);
        IntVector v7 = load(cv, 7 * LANES);
        IntVector v8 = broadcast(IV[0]);
        IntVector v9 = broadcast(IV[1]);
        IntVector v10 = broadcast(IV[2]);
        IntVector v11 = broadcast(IV[3]);
        IntVector v12 = broadcast(counter);
        IntVector v13 = broadcast(0);
        IntVector v14 = broadcast(length);
        IntVector v15 = broadcast(flags);
        for (int r = 0; r < 16 * ROUNDS; r += 16) {
            v0 = v0.add(v4).add(load(block, PLACES[r]));
            v1 = v1.add(v5).add(load(block, PLACES[r + 2]));
            v2 = v2.add(v6).add(load(block, PLACES[r + 4]));
            v3 = v3.add(v7).add(load(block, PLACES[r + 6]));
            v12 = turn(v12, v0, 16);
            v13 = turn(v13, v1, 16);
            v14 = turn(v14, v2, 16);
            v15 = turn(v15, v3, 16);
            v8 = v8.add(v12);
            v9 = v9.add(v13);
            v10 = v10.add(v14);
            v11 = v11.add(v15);
            v4 = turn(v4, v8, 12);
            v5 = turn(v5, v9, 12);
            v6 = turn(v6, v10, 12);
            v7 = turn(v7, v11, 12);
            v0 = v0.add(v4).add(load(block, PLACES[r + 1]));
            v1 = v1.add(v5).add(load(block, PLACES[r + 3]));
            v2 = v2.add(v6).add(load(block, PLACES[r + 5]));
            v3 = v3.add(v7).add(load(block, PLACES[r + 7]));
            v12 = turn(v12, v0, 8);
            v13 = turn(v13, v1, 8);
            v14 = turn(v14, v2, 8);
            v15 = turn(v15, v3, 8);
            v8 = v8.add(v12);
            v9 = v9.add(v13);
            v10 = v10.add(v14);
            v11 = v11.add(v15);
            v4 = turn(v4, v8, 7);
            v5 = turn(v5, v9, 7);
            v6 = turn(v6, v10, 7);
            v7 = turn(v7, v11, 7);
            v0 = v0.add(v5).add(load(block, PLACES[r + 8]));
            v1 = v1.add(v6).add(load(block, PLACES[r + 10]));
            v2 = v2.add(v7).add(load(block, PLACES[r + 12]));
            v3 = v3.add(v4).add(load(block, PLACES[r + 14]));
            v15 = turn(v15, v0, 16);
            v12 = turn(v12, v1, 16);
            v13 = turn(v13, v2, 16);
            v14 = turn(v14, v3, 16);
            v10 = v10.add(v15);
            v11 = v11.add(v12);
            v8 = v8.add(v13);
            v9 = v9.add(v14);
            v5 = turn(v5, v10, 12);
            v6 = turn(v6, v11, 12);
            v7 = turn(v7, v8, 12);
            v4 = turn(v4, v9, 12);
            v0 = v0.add(v5).add(load(block, PLACES[r + 9]));
            v1 = v1.add(v6).add(load(block, PLACES[r + 11]));
            v2 = v2.add(v7).add(load(block, PLACES[r + 13]));
            v3 = v3.add(v4).add(load(block, PLACES[r + 15]));
            v15 = turn(v15, v0, 8);
            v12 = turn(v12, v1, 8);
            v13 = turn(v13, v2, 8);
            v14 = turn(v14, v3, 8);
            v10 = v10.add(v15);
            v11 = v11.add(v12);
            v8 = v8.add(v13);
            v9 = v9.add(v14);
            v5 = turn(v5, v10, 7);
            v6 = turn(v6, v11, 7);
            v7 = turn(v7, v8, 7);
            v4 = turn(v4, v9, 7);
        }
        store(v0, v8, out, at);
        store(v1, v9, out, at + LANES);
        store(v2, v10, out, at + 2 * LANES);
        store(v3, v11, out, at + 3 * LANES);
        store(v4, v12, out, at + 4 * LANES);
        store(v5, v13, out, at + 5 * LANES);
        store(v6, v14, out, at + 6 * LANES);
        store(v7, v15, out, at + 7 * LANES);
    }

    private static IntVector turn(IntVector a, IntVector b, int bits) {
        return a.lanewise(XOR, b).lanewise(ROR, bits);
    }

    private static void store(IntVector a, IntVector b, int[] out, int at) {
        a.lanewise(XOR, b).intoArray(out, at);
    }

    /** {@link Kernels#hashNodes} for a multiple of LANES nodes. */
    static void hashNodes(int[] children, int m, int from, int to, int[] digests) {
        int[] key = broadcast(MerkleHash.nodeKey());
        int[] block = new int[16 * LANES];
        int[] out = new int[8 * LANES];
        for (int i = from; i < to; i += LANES) {
            for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
                System.arraycopy(children, 2 * m * w + i, block, w * LANES, LANES);
                System.arraycopy(children, 2 * m * w + m + i, block, (w + MerkleHash.DIGEST_WORDS) * LANES, LANES);
            }
            compress(key, block, 0, Blake3.BLOCK_BYTES, MerkleHash.NODE_FLAGS, out, 0);
            for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
                System.arraycopy(out, w * LANES, digests, w * m + i, LANES);
            }
        }
    }
}
