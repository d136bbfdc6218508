package zkopt.commit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.field.Goldilocks;
import zkopt.hash.Blake3;
import zkopt.kernel.Samples;
import zkopt.kernel.SeededRandom;
import zkopt.merkle.MerkleHash;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;
import zkopt.merkle.MerkleVerify;

/** What the prover opens the verifier accepts; whatever is changed in it the verifier rejects, without an exception. */
class MerkleTreeTest {
  private static final int[] INDICES = {0, 3, 4, 31, 35, 63};
  private static final int SALT = 2;
  private static final int DIGEST = 26;
  private static final SeededRandom SALTS = new SeededRandom(new byte[32]);

  private static MerkleTree tree(boolean salted, int logHeight, int width, int cap) {
    long[][] columns = Samples.columns(width, 1 << logHeight, 7);
    MerkleShape shape = new MerkleShape(logHeight, width, salted ? SALT : 0, DIGEST, cap);
    return salted ? MerkleTree.salted(shape, columns, SALTS) : MerkleTree.of(shape, columns);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,0", "1,1,0", "1,1,1", "2,8,0", "4,7,2", "5,3,5", "6,9,0", "6,100,3", "6,128,0", "6,129,1", "6,300,0", "6,420,0",
    "11,5,3"
  })
  void opensWhatTheVerifierAccepts(int logHeight, int width, int cap) {
    for (boolean salted : new boolean[] {false, true}) {
      MerkleTree tree = tree(salted, logHeight, width, cap);
      Random random = new Random(logHeight);
      for (int queries : new int[] {1, 2, 5, 1 << logHeight}) {
        int[] indices = random.ints(queries, 0, 1 << logHeight).sorted().distinct().toArray();
        assertTrue(MerkleVerify.verify(tree.shape(), tree.cap(), indices, tree.open(indices)));
      }
      int[] all = IntStream.range(0, 1 << logHeight).toArray();
      assertTrue(MerkleVerify.verify(tree.shape(), tree.cap(), all, tree.open(all)));
      assertEquals(0, tree.open(all).siblings().length);
    }
  }

  /** A cut digest is hashed on as if the rest were zeros; a tree of other digests has another root. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 24, 25, 26, 32})
  void digestsOfAnyLength(int digestBytes) {
    long[][] columns = Samples.columns(3, 64, 7);
    MerkleTree tree = MerkleTree.of(new MerkleShape(6, 3, 0, digestBytes, 0), columns);
    assertArrayEquals(root(columns, digestBytes), tree.cap());
    assertTrue(verifies(tree, tree.cap(), INDICES, tree.open(INDICES)));
    assertEquals(0, tree.open(INDICES).siblings().length % digestBytes);
  }

  private static byte[] root(long[][] columns, int digestBytes) {
    int[][] level = new int[columns[0].length][];
    Arrays.setAll(level, i -> cut(MerkleHash.leaf(new long[] {columns[0][i], columns[1][i], columns[2][i]}, new long[0]), digestBytes));
    while (level.length > 1) {
      int[][] below = level;
      level = new int[below.length / 2][];
      Arrays.setAll(level, i -> cut(MerkleHash.node(below[i], below[i + below.length / 2]), digestBytes));
    }
    return Arrays.copyOf(Blake3.bytes(level[0]), digestBytes);
  }

  private static int[] cut(int[] digest, int bytes) {
    return Blake3.words(Arrays.copyOf(Arrays.copyOf(Blake3.bytes(digest), bytes), 32));
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "1,1,0", "3,2,0", "3,3,0", "6,3,0", "6,1,2", "6,2,2", "6,3,4", "11,3,0"})
  void partsMakeTheSameTree(int logHeight, int logParts, int cap) {
    long[][] columns = Samples.columns(5, 1 << logHeight, 7);
    MerkleShape shape = new MerkleShape(logHeight, 5, 0, DIGEST, cap);
    MerkleTree whole = MerkleTree.of(shape, columns);
    MerkleTree inParts = MerkleTree.of(shape, logParts, part -> part(columns, 1 << logParts, part), null);
    MerkleTree restored = MerkleTree.restore(shape, logParts, part -> part(columns, 1 << logParts, part), null, inParts.digests());
    int[] indices = new Random(1).ints(5, 0, 1 << logHeight).sorted().distinct().toArray();
    for (MerkleTree tree : new MerkleTree[] {inParts, restored}) {
      assertArrayEquals(whole.cap(), tree.cap());
      assertArrayEquals(whole.open(indices).rows(), tree.open(indices).rows());
      assertArrayEquals(whole.open(indices).siblings(), tree.open(indices).siblings());
    }
  }

  private static long[][] part(long[][] columns, int parts, int part) {
    return Arrays.stream(columns)
        .map(c -> IntStream.range(0, c.length / parts).mapToLong(i -> c[i * parts + part]).toArray())
        .toArray(long[][]::new);
  }

  @Test
  void saltsInPartsOpen() {
    long[][] columns = Samples.columns(5, 64, 7);
    MerkleShape shape = new MerkleShape(6, 5, SALT, DIGEST, 0);
    MerkleTree tree = MerkleTree.of(shape, 2, part -> part(columns, 4, part), SALTS);
    assertTrue(MerkleVerify.verify(shape, tree.cap(), INDICES, tree.open(INDICES)));
  }

  @Test
  void everyChangedPartIsRejected() {
    for (int cap : new int[] {0, 2}) {
      MerkleTree tree = tree(true, 6, 5, cap);
      MerkleOpening good = tree.open(INDICES);
      assertTrue(verifies(tree, tree.cap(), INDICES, good));
      for (int i = 0; i < INDICES.length; i++) {
        for (int c = 0; c < 5; c++) {
          long[][] rows = copy(good.rows());
          rows[i][c] ^= 1;
          assertFalse(verifies(tree, tree.cap(), INDICES, new MerkleOpening(rows, good.salts(), good.siblings())));
        }
        for (int s = 0; s < SALT; s++) {
          long[][] salts = copy(good.salts());
          salts[i][s] ^= Long.MIN_VALUE;
          assertFalse(verifies(tree, tree.cap(), INDICES, new MerkleOpening(good.rows(), salts, good.siblings())));
        }
        int[] moved = INDICES.clone();
        moved[i] = moved[i] == 63 ? 62 : moved[i] + 1;
        assertFalse(verifies(tree, tree.cap(), moved, good));
      }
      for (int b = 0; b < good.siblings().length; b++) {
        byte[] siblings = good.siblings().clone();
        siblings[b] ^= 0x10;
        assertFalse(verifies(tree, tree.cap(), INDICES, new MerkleOpening(good.rows(), good.salts(), siblings)));
      }
    }
  }

  @Test
  void everyWordOfTheCapThatIsReachedCounts() {
    MerkleTree tree = tree(false, 6, 5, 1);
    for (int b = 0; b < tree.cap().length; b++) {
      byte[] cap = tree.cap();
      cap[b] ^= 1;
      assertFalse(verifies(tree, cap, INDICES, tree.open(INDICES)));
    }
  }

  @Test
  void wrongCountsAndLengthsAreRejected() {
    MerkleTree tree = tree(true, 6, 5, 1);
    MerkleOpening good = tree.open(INDICES);
    long[][] rows = good.rows();
    long[][] salts = good.salts();
    byte[] siblings = good.siblings();
    assertRejected(tree, rows, salts, Arrays.copyOf(siblings, siblings.length + DIGEST));
    assertRejected(tree, rows, salts, Arrays.copyOf(siblings, siblings.length + 1));
    assertRejected(tree, rows, salts, Arrays.copyOf(siblings, siblings.length - DIGEST));
    assertRejected(tree, rows, salts, new byte[0]);
    assertRejected(tree, Arrays.copyOf(rows, 5), salts, siblings);
    assertRejected(tree, Arrays.copyOf(rows, 7), salts, siblings);
    assertRejected(tree, rows, Arrays.copyOf(salts, 5), siblings);
    assertRejected(tree, rows, new long[0][], siblings);
    long[][] shortRow = copy(rows);
    shortRow[2] = Arrays.copyOf(rows[2], 4);
    assertRejected(tree, shortRow, salts, siblings);
    long[][] shortSalt = copy(salts);
    shortSalt[2] = Arrays.copyOf(salts[2], 1);
    assertRejected(tree, rows, shortSalt, siblings);
    long[][] missing = copy(rows);
    missing[1] = null;
    assertRejected(tree, missing, salts, siblings);
    assertFalse(verifies(tree, Arrays.copyOf(tree.cap(), DIGEST), INDICES, good));
    assertFalse(verifies(tree, new byte[0], INDICES, good));
  }

  @Test
  void indicesMustBeSortedDistinctLeaves() {
    MerkleTree tree = tree(false, 6, 5, 0);
    MerkleOpening good = tree.open(INDICES);
    for (int[] bad : new int[][] {
      {3, 0, 4, 31, 35, 63}, {0, 3, 3, 31, 35, 63}, {-1, 3, 4, 31, 35, 63}, {0, 3, 4, 31, 35, 64}, {0, 3, 4, 31, 35}, {}
    }) {
      assertFalse(verifies(tree, tree.cap(), bad, good));
    }
    assertThrows(IllegalArgumentException.class, () -> tree.open(new int[] {3, 0}));
    assertThrows(IllegalArgumentException.class, () -> tree.open(new int[] {64}));
  }

  /** The same element written another way must not pass, though nothing but its encoding differs. */
  @Test
  void nonCanonicalElementsAreRejectedEvenIfCommitted() {
    long[][] columns = Samples.columns(2, 8, 1);
    columns[1][3] = Goldilocks.MODULUS;
    MerkleTree tree = MerkleTree.of(new MerkleShape(3, 2, 0, DIGEST, 0), columns);
    assertFalse(verifies(tree, tree.cap(), new int[] {3}, tree.open(new int[] {3})));
    assertTrue(verifies(tree, tree.cap(), new int[] {4}, tree.open(new int[] {4})));
  }

  @Test
  void anUnsaltedTreeIsNoSaltedTreeWithTheSameBytes() {
    MerkleTree wide = tree(false, 3, 9, 0);
    MerkleOpening row = wide.open(new int[] {2});
    long[] all = row.rows()[0];
    MerkleOpening split = new MerkleOpening(
        new long[][] {Arrays.copyOf(all, 7)}, new long[][] {Arrays.copyOfRange(all, 7, 9)}, row.siblings());
    assertFalse(MerkleVerify.verify(new MerkleShape(3, 7, 0, DIGEST, 0), wide.cap(), new int[] {2}, split));
    assertFalse(MerkleVerify.verify(new MerkleShape(3, 9, SALT, DIGEST, 0), wide.cap(), new int[] {2}, row));
  }

  @Test
  void saltsDifferFromLeafToLeafAndHideEqualRows() {
    long[][] columns = new long[3][8];
    MerkleShape shape = new MerkleShape(3, 3, SALT, DIGEST, 3);
    MerkleTree salted = MerkleTree.salted(shape, columns, SALTS);
    byte[] cap = salted.cap();
    assertNotEquals(
        HexFormat.of().formatHex(cap, 0, DIGEST), HexFormat.of().formatHex(cap, DIGEST, 2 * DIGEST));
    assertArrayEquals(cap, MerkleTree.salted(shape, columns, SALTS).cap());
  }

  private static void assertRejected(MerkleTree tree, long[][] rows, long[][] salts, byte[] siblings) {
    assertFalse(verifies(tree, tree.cap(), INDICES, new MerkleOpening(rows, salts, siblings)));
  }

  private static boolean verifies(MerkleTree tree, byte[] cap, int[] indices, MerkleOpening opening) {
    return MerkleVerify.verify(tree.shape(), cap, indices, opening);
  }

  private static long[][] copy(long[][] rows) {
    return Arrays.stream(rows).map(row -> row.clone()).toArray(long[][]::new);
  }
}
