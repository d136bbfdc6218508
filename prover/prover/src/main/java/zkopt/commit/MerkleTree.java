package zkopt.commit;

import java.util.Arrays;
import java.util.stream.IntStream;
import zkopt.hash.Blake3;
import zkopt.kernel.SeededRandom;
import zkopt.merkle.MerkleHash;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;

/**
 * A Merkle tree whose leaf i is a row of some columns, and its salt; see {@link MerkleShape} for the tree's form and
 * {@link MerkleHash} for its hashes. The columns come in parts: with 2^k of them, leaf i is row {@code i / 2^k} of part
 * {@code i mod 2^k}. Siblings then lie in the same part down to the level of 2^k nodes, so that each part has a tree of its own and
 * need not be kept while others are hashed. The lowest levels, most of all digests, are computed again for what is opened.
 */
public final class MerkleTree {
  private static final int LEVELS_NOT_KEPT = 2;
  /** The lowest level that is kept of a large tree. */
  private static final int LOWEST_KEPT = 20;

  private final MerkleShape shape;
  private final int logParts;
  private final ColumnParts parts;
  private final SeededRandom random;
  /** The levels that a part keeps. */
  private final int first;
  private final int last;
  /** First each part's levels {@link #first} to {@link #last}, part by part; then the levels from the cap down to those of the parts. */
  private final int[][] digests;

  private MerkleTree(MerkleShape shape, int logParts, ColumnParts parts, SeededRandom random) {
    this.shape = shape;
    this.logParts = logParts;
    this.parts = parts;
    this.random = random;
    this.first = Math.max(logParts, shape.capHeight());
    this.last = Math.max(first, lowestKept(shape));
    this.digests = new int[(last - first + 1 << logParts) + first - shape.capHeight()][];
  }

  private static int lowestKept(MerkleShape shape) {
    return Math.min(LOWEST_KEPT, shape.logHeight() - LEVELS_NOT_KEPT);
  }

  /** About how much memory a tree takes besides its columns. */
  public static long keptBytes(MerkleShape shape) {
    return (2L * Integer.BYTES * MerkleHash.DIGEST_WORDS) << Math.max(0, lowestKept(shape));
  }

  /** The tree of an unsalted shape over columns of its height. */
  public static MerkleTree of(MerkleShape shape, long[][] columns) {
    return of(shape, 0, _ -> columns, null);
  }

  /** The tree of a shape over columns of its height, each leaf hidden by a salt from {@code random}. */
  public static MerkleTree salted(MerkleShape shape, long[][] columns, SeededRandom random) {
    return of(shape, 0, _ -> columns, random);
  }

  /**
   * The tree over columns in parts.
   *
   * @param parts are asked for each part once, and for rows when leaves are opened
   * @param salts null for an unsalted shape
   */
  public static MerkleTree of(MerkleShape shape, int logParts, ColumnParts parts, SeededRandom salts) {
    MerkleTree tree = new MerkleTree(shape, logParts, parts, salts);
    for (int part = 0; part < 1 << logParts; part++) {
      tree.hash(part);
    }
    tree.join();
    return tree;
  }

  /**
   * A tree that was computed before.
   *
   * @param digests those of {@link #digests}; are believed
   * @throws IllegalArgumentException where there are more or fewer of them than such a tree has
   */
  public static MerkleTree restore(
      MerkleShape shape, int logParts, ColumnParts parts, SeededRandom salts, int[][] digests) {
    MerkleTree tree = new MerkleTree(shape, logParts, parts, salts);
    if (digests.length != tree.digests.length || IntStream.range(0, digests.length)
        .anyMatch(i -> digests[i].length != MerkleHash.DIGEST_WORDS << tree.logSize(i))) {
      throw new IllegalArgumentException("not the digests of a tree of this shape");
    }
    System.arraycopy(digests, 0, tree.digests, 0, digests.length);
    return tree;
  }

  /** log2 of how many digests {@code digests[i]} has. */
  private int logSize(int i) {
    int levels = last - first + 1;
    int above = i - (levels << logParts);
    return above < 0 ? first - logParts + i % levels : shape.capHeight() + above;
  }

  private int logRows() {
    return shape.logHeight() - logParts;
  }

  private Salts salts(int part) {
    return new Salts(random, part, shape.saltLongs());
  }

  private void hash(int part) {
    long[][] columns = parts.part(part);
    int rows = 1 << logRows();
    if (columns.length != shape.width() || Arrays.stream(columns).anyMatch(c -> c.length != rows)) {
      throw new IllegalArgumentException("the columns do not have the tree's shape");
    }
    long[][] leaves = Arrays.copyOf(columns, columns.length + shape.saltLongs());
    System.arraycopy(salts(part).columns(rows), 0, leaves, columns.length, shape.saltLongs());
    int[] level = Digests.ofLeaves(shape, leaves);
    for (int log = shape.logHeight(); log >= first; log--) {
      if (log < shape.logHeight()) level = Digests.ofNodes(shape, level);
      if (log <= last) digests[part * (last - first + 1) + log - first] = level;
    }
  }

  /** The levels above those of the parts. */
  private void join() {
    if (first == shape.capHeight()) return;
    int[] level = new int[MerkleHash.DIGEST_WORDS << first];
    for (int i = 0; i < 1 << first; i++) {
      for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
        level[(w << first) + i] = word(first, i, w);
      }
    }
    for (int log = first - 1; log >= shape.capHeight(); log--) {
      level = Digests.ofNodes(shape, level);
      digests[(last - first + 1 << logParts) + log - shape.capHeight()] = level;
    }
  }

  public MerkleShape shape() {
    return shape;
  }

  /** What {@link #restore} takes. Not copies. */
  public int[][] digests() {
    return digests;
  }

  /** The commitment: the digests of the cap, the root alone where the cap's height is 0. */
  public byte[] cap() {
    byte[] cap = new byte[shape.capBytes()];
    for (int i = 0; i < 1 << shape.capHeight(); i++) {
      write(digest(shape.capHeight(), i), cap, i);
    }
    return cap;
  }

  /** Opens the leaves {@code indices}, which must be sorted and distinct. */
  public MerkleOpening open(int[] indices) {
    if (!shape.areLeaves(indices)) {
      throw new IllegalArgumentException("indices must be leaves, sorted and distinct");
    }
    Subtrees below = below(indices);
    long[][] rows = Arrays.stream(indices).mapToObj(i -> below.leaf(i, 0, shape.width())).toArray(long[][]::new);
    long[][] opened = shape.salted()
        ? Arrays.stream(indices).mapToObj(i -> below.leaf(i, shape.width(), shape.saltLongs())).toArray(long[][]::new)
        : new long[0][];
    return new MerkleOpening(rows, opened, siblings(indices, below));
  }

  /** The subtrees below the lowest level that is kept, as far as they hold the leaves. */
  private Subtrees below(int[] indices) {
    int[] tops = Arrays.stream(indices).map(i -> i & (1 << last) - 1).sorted().distinct().toArray();
    Subtrees below = new Subtrees(shape, last, tops);
    for (int part = 0; part < 1 << logParts; part++) {
      int mine = part;
      int[] leaves = below.leaves(leaf -> isIn(mine, leaf));
      if (leaves.length == 0) continue;
      int[] rows = Arrays.stream(leaves).map(leaf -> leaf >> logParts).toArray();
      below.fill(leaves, 0, parts.at(part, rows));
      below.fill(leaves, shape.width(), salts(part).at(rows));
    }
    below.hash();
    return below;
  }

  private boolean isIn(int part, int node) {
    return (node & (1 << logParts) - 1) == part;
  }

  private byte[] siblings(int[] indices, Subtrees below) {
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
          int sibling = left ? parent + half : parent;
          write(level > last ? below.digest(level, sibling) : digest(level, sibling), siblings, used++);
        }
      }
      nodes = parents;
    }
    return siblings;
  }

  private int[] digest(int level, int i) {
    return IntStream.range(0, MerkleHash.DIGEST_WORDS).map(w -> word(level, i, w)).toArray();
  }

  private int word(int level, int i, int w) {
    int levels = last - first + 1;
    return level < first
        ? digests[(levels << logParts) + level - shape.capHeight()][(w << level) + i]
        : digests[(i & (1 << logParts) - 1) * levels + level - first][(w << level - logParts) + (i >> logParts)];
  }

  private void write(int[] digest, byte[] out, int at) {
    System.arraycopy(Blake3.bytes(digest), 0, out, at * shape.digestBytes(), shape.digestBytes());
  }
}
