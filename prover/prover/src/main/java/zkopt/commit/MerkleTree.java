package zkopt.commit;

import java.util.Arrays;
import zkopt.hash.Blake3;
import zkopt.kernel.Kernels;
import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;
import zkopt.merkle.MerkleHash;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;

/**
 * A Merkle tree whose leaf i is row i of some columns, and its salt; see {@link MerkleShape} for the tree's form and
 * {@link MerkleHash} for its hashes. The columns are kept by reference for opening and must not change.
 */
public final class MerkleTree {
  private static final int BLOCK = 1 << 10;

  private final MerkleShape shape;
  private final long[][] columns;
  private final long[][] salts;
  /** levels[l] has 2^l digests, by word: word w of digest i at [w * 2^l + i]. Below the cap there are none. */
  private final int[][] levels;

  private MerkleTree(MerkleShape shape, long[][] columns, long[][] salts) {
    this.shape = shape;
    this.columns = columns;
    this.salts = salts;
    this.levels = levels();
  }

  private MerkleTree(MerkleShape shape, long[][] columns, long[][] salts, int[][] levels) {
    this.shape = shape;
    this.columns = columns;
    this.salts = salts;
    this.levels = levels;
  }

  /** A tree that was computed before: the salts and digests are those of {@link #salts} and {@link #digests}, and are believed. */
  public static MerkleTree restore(MerkleShape shape, long[][] columns, long[][] salts, int[][] digests) {
    int[][] levels = new int[shape.logHeight() + 1][];
    System.arraycopy(digests, 0, levels, shape.capHeight(), digests.length);
    return new MerkleTree(shape, columns, salts, levels);
  }

  /** The tree over columns of equal length, a power of two, without salts. */
  public static MerkleTree of(long[][] columns, int capHeight) {
    return new MerkleTree(shape(columns, false, capHeight), columns, new long[0][]);
  }

  /** The tree over columns of equal length, a power of two, each leaf hidden by a salt from {@code random}. */
  public static MerkleTree salted(long[][] columns, int capHeight, SeededRandom random) {
    long[][] salts = new long[MerkleHash.SALT_LONGS][columns[0].length];
    Parallel.forEach(salts.length, s -> {
      SeededRandom stream = random.fork("salt " + s);
      Arrays.setAll(salts[s], _ -> stream.nextLong());
    });
    return new MerkleTree(shape(columns, true, capHeight), columns, salts);
  }

  private static MerkleShape shape(long[][] columns, boolean salted, int capHeight) {
    int height = columns[0].length;
    if (Integer.bitCount(height) != 1 || Arrays.stream(columns).anyMatch(c -> c.length != height)) {
      throw new IllegalArgumentException("columns must be of one length, a power of two");
    }
    return new MerkleShape(Integer.numberOfTrailingZeros(height), columns.length, salted, capHeight);
  }

  private int[][] levels() {
    Kernels kernels = Kernels.best();
    int[][] digests = new int[shape.logHeight() + 1][];
    long[][] hashed = Arrays.copyOf(columns, columns.length + salts.length);
    System.arraycopy(salts, 0, hashed, columns.length, salts.length);
    int height = shape.height();
    int[] leaves = new int[MerkleHash.DIGEST_WORDS * height];
    Parallel.blocks(height, BLOCK, (from, to) -> kernels.hashLeaves(hashed, height, from, to, leaves));
    digests[shape.logHeight()] = leaves;
    for (int level = shape.logHeight() - 1; level >= shape.capHeight(); level--) {
      int m = 1 << level;
      int[] below = digests[level + 1];
      int[] nodes = new int[MerkleHash.DIGEST_WORDS * m];
      Parallel.blocks(m, BLOCK, (from, to) -> kernels.hashNodes(below, m, from, to, nodes));
      digests[level] = nodes;
    }
    return digests;
  }

  public MerkleShape shape() {
    return shape;
  }

  /** Of all leaves: word s of the salt of leaf i at [s][i]. Not a copy. */
  public long[][] salts() {
    return salts;
  }

  /** Level by level from the cap: word w of digest i of m at [w * m + i]. Not copies. */
  public int[][] digests() {
    return Arrays.copyOfRange(levels, shape.capHeight(), levels.length);
  }

  /** The commitment: the 32-byte digests of the cap, the root alone where the cap's height is 0. */
  public byte[] cap() {
    int[] words = new int[MerkleHash.DIGEST_WORDS << shape.capHeight()];
    for (int i = 0; i < 1 << shape.capHeight(); i++) {
      copyDigest(shape.capHeight(), i, words, i);
    }
    return Blake3.bytes(words);
  }

  /** Opens the leaves {@code indices}, which must be sorted and distinct. */
  public MerkleOpening open(int[] indices) {
    if (!shape.areLeaves(indices)) {
      throw new IllegalArgumentException("indices must be leaves, sorted and distinct");
    }
    long[][] rows = Arrays.stream(indices).mapToObj(i -> row(columns, i)).toArray(long[][]::new);
    long[][] opened = salts.length == 0
        ? new long[0][]
        : Arrays.stream(indices).mapToObj(i -> row(salts, i)).toArray(long[][]::new);
    return new MerkleOpening(rows, opened, siblings(indices));
  }

  private static long[] row(long[][] columns, int i) {
    return Arrays.stream(columns).mapToLong(c -> c[i]).toArray();
  }

  private byte[] siblings(int[] indices) {
    int[] words = new int[MerkleHash.DIGEST_WORDS * shape.siblingCount(indices)];
    int used = 0;
    int[] nodes = indices;
    for (int level = shape.logHeight(); level > shape.capHeight(); level--) {
      int half = 1 << (level - 1);
      int[] parents = MerkleShape.parents(nodes, level);
      for (int parent : parents) {
        boolean left = Arrays.binarySearch(nodes, parent) >= 0;
        boolean right = Arrays.binarySearch(nodes, parent + half) >= 0;
        if (left != right) {
          copyDigest(level, left ? parent + half : parent, words, used++);
        }
      }
      nodes = parents;
    }
    return Blake3.bytes(words);
  }

  private void copyDigest(int level, int i, int[] words, int at) {
    for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
      words[at * MerkleHash.DIGEST_WORDS + w] = levels[level][(w << level) + i];
    }
  }
}
