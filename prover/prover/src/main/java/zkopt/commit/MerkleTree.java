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
    if (columns.length != shape.width() || salts.length != shape.saltLongs()
        || Arrays.stream(columns).anyMatch(c -> c.length != shape.height())) {
      throw new IllegalArgumentException("the columns do not have the tree's shape");
    }
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

  /** The tree of an unsalted shape over columns of its height. */
  public static MerkleTree of(MerkleShape shape, long[][] columns) {
    return new MerkleTree(shape, columns, new long[0][]);
  }

  /** The tree of a shape over columns of its height, each leaf hidden by a salt from {@code random}. */
  public static MerkleTree salted(MerkleShape shape, long[][] columns, SeededRandom random) {
    long[][] salts = new long[shape.saltLongs()][shape.height()];
    Parallel.forEach(salts.length, s -> {
      SeededRandom stream = random.fork("salt " + s);
      Arrays.setAll(salts[s], _ -> stream.nextLong());
    });
    return new MerkleTree(shape, columns, salts);
  }

  private int[][] levels() {
    Kernels kernels = Kernels.best();
    int[][] digests = new int[shape.logHeight() + 1][];
    long[][] hashed = Arrays.copyOf(columns, columns.length + salts.length);
    System.arraycopy(salts, 0, hashed, columns.length, salts.length);
    int height = shape.height();
    int[] leaves = new int[MerkleHash.DIGEST_WORDS * height];
    Parallel.blocks(height, BLOCK, (from, to) -> {
      kernels.hashLeaves(hashed, height, from, to, leaves);
      MerkleHash.cut(leaves, height, from, to, shape.digestBytes());
    });
    digests[shape.logHeight()] = leaves;
    for (int level = shape.logHeight() - 1; level >= shape.capHeight(); level--) {
      int m = 1 << level;
      int[] below = digests[level + 1];
      int[] nodes = new int[MerkleHash.DIGEST_WORDS * m];
      Parallel.blocks(m, BLOCK, (from, to) -> {
        kernels.hashNodes(below, m, from, to, nodes);
        MerkleHash.cut(nodes, m, from, to, shape.digestBytes());
      });
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

  /** The commitment: the digests of the cap, the root alone where the cap's height is 0. */
  public byte[] cap() {
    byte[] cap = new byte[shape.capBytes()];
    for (int i = 0; i < 1 << shape.capHeight(); i++) {
      copyDigest(shape.capHeight(), i, cap, i);
    }
    return cap;
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
    byte[] siblings = new byte[shape.digestBytes() * shape.siblingCount(indices)];
    int used = 0;
    int[] nodes = indices;
    for (int level = shape.logHeight(); level > shape.capHeight(); level--) {
      int half = 1 << (level - 1);
      int[] parents = MerkleShape.parents(nodes, level);
      for (int parent : parents) {
        boolean left = Arrays.binarySearch(nodes, parent) >= 0;
        boolean right = Arrays.binarySearch(nodes, parent + half) >= 0;
        if (left != right) {
          copyDigest(level, left ? parent + half : parent, siblings, used++);
        }
      }
      nodes = parents;
    }
    return siblings;
  }

  private void copyDigest(int level, int i, byte[] out, int at) {
    int[] words = new int[MerkleHash.DIGEST_WORDS];
    for (int w = 0; w < words.length; w++) {
      words[w] = levels[level][(w << level) + i];
    }
    System.arraycopy(Blake3.bytes(words), 0, out, at * shape.digestBytes(), shape.digestBytes());
  }
}
