package zkopt.prover;

import java.util.Arrays;
import java.util.stream.Stream;
import zkopt.commit.ColumnParts;
import zkopt.commit.MerkleTree;
import zkopt.field.Goldilocks;
import zkopt.kernel.CosetPoints;
import zkopt.kernel.Ntt;
import zkopt.kernel.SeededRandom;
import zkopt.merkle.MerkleOpening;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;

/** An oracle's columns, as values on the rows and on cosets, and their commitment. */
final class CommittedColumns {
  private static final byte[] NO_ROOT = {};

  private final Cosets cosets;
  /** Null where they are not needed (any more). */
  private long[][] values;
  /** Of the salts; null where the oracle is public. */
  private final SeededRandom random;
  /** Of each column on the first cosets of the domain, as many as are kept. */
  private final long[][][] extended;
  /** Null where they are not needed, or not yet. */
  private Coefficients coefficients;
  /** Null where there are no columns. */
  private MerkleTree tree;

  /**
   * Of {@code f(start X)} for each column f.
   *
   * @param columns as {@link Ntt#coefficients} gives them
   */
  private record Coefficients(long[][] columns, long start) {
    static Coefficients of(long[][] values, long start) {
      return new Coefficients(Ntt.coefficients(values), start);
    }

    /** The ratio from the start to {@code shift}. */
    long ratio(long shift) {
      return Goldilocks.mul(shift, Goldilocks.inverse(start));
    }
  }

  private CommittedColumns(Cosets cosets, long[][] values, SeededRandom random, long[][][] extended) {
    this.cosets = cosets;
    this.values = values;
    this.random = random;
    this.extended = extended;
  }

  /** Extends and commits; the leaves are salted where the oracle is private. */
  static CommittedColumns commit(ProofShape shape, Oracle oracle, long[][] values, Extensions extensions, SeededRandom random) {
    return commit(shape, oracle, values, Ntt.coefficients(values), extensions, random);
  }

  /**
   * As {@link #commit(ProofShape, Oracle, long[][], Extensions, SeededRandom)}, from {@link Ntt#arrange arranged} coefficients, which
   * are written over. The values on the rows are not kept.
   */
  static CommittedColumns commitCoefficients(
      ProofShape shape, Oracle oracle, long[][] coefficients, Extensions extensions, SeededRandom random) {
    return commit(shape, oracle, null, coefficients, extensions, random);
  }

  /**
   * As {@link #commit(ProofShape, Oracle, long[][], Extensions, SeededRandom)}, of columns whose values on the rows are kept for good. Where
   * memory is so short that no extension is kept, these are all that is: coefficients are computed again whenever they are asked for.
   */
  static CommittedColumns commitForGood(ProofShape shape, Oracle oracle, long[][] values, Extensions extensions, SeededRandom random) {
    return commit(shape, oracle, values, extensions.kept() == 0 ? null : Ntt.coefficients(values), extensions, random);
  }

  /**
   * @param values null where they are not needed
   * @param coefficients null where they are not to be kept
   */
  private static CommittedColumns commit(
      ProofShape shape, Oracle oracle, long[][] values, long[][] coefficients, Extensions extensions, SeededRandom random) {
    Cosets cosets = Cosets.of(shape);
    SeededRandom salts = oracle.isPrivate() ? random.fork("salts of " + oracle) : null;
    CommittedColumns columns = new CommittedColumns(cosets, values, salts, new long[extensions.kept()][][]);
    if (coefficients != null) columns.coefficients = new Coefficients(coefficients, 1);
    if (shape.width(oracle) > 0) {
      columns.tree = MerkleTree.of(shape.tree(oracle), cosets.logBlowup(), columns.parts(), salts);
    }
    return columns;
  }

  /**
   * As {@link #commit}, with what {@link #store} gave.
   *
   * @throws StoredColumns.MismatchException where that does not have the oracle's shape
   */
  static CommittedColumns restore(ProofShape shape, Oracle oracle, StoredColumns stored) {
    Cosets cosets = Cosets.of(shape);
    int width = shape.width(oracle);
    int kept = width == 0 ? 0 : stored.extended().length / width;
    requireShape(oracle, stored.values(), width, shape.rows());
    requireShape(oracle, stored.extended(), width * Math.min(kept, cosets.inDomain()), shape.rows());
    try {
      SeededRandom salts = oracle.isPrivate() ? new SeededRandom(stored.saltSeed()) : null;
      CommittedColumns columns = new CommittedColumns(cosets, stored.values(), salts, split(stored.extended(), kept));
      if (width == 0) return columns;
      columns.tree = MerkleTree.restore(shape.tree(oracle), cosets.logBlowup(), columns.parts(), salts, stored.digests());
      return columns;
    } catch (IllegalArgumentException e) {
      throw mismatch(oracle);
    }
  }

  private static void requireShape(Oracle oracle, long[][] columns, int width, int height) {
    if (columns.length != width || Arrays.stream(columns).anyMatch(c -> c.length != height)) throw mismatch(oracle);
  }

  private static StoredColumns.MismatchException mismatch(Oracle oracle) {
    return new StoredColumns.MismatchException("the columns of %s are of another size".formatted(oracle));
  }

  private static long[][][] split(long[][] columns, int count) {
    long[][][] parts = new long[count][][];
    Arrays.setAll(parts, i -> Arrays.copyOfRange(columns, i * columns.length / count, (i + 1) * columns.length / count));
    return parts;
  }

  StoredColumns store() {
    return new StoredColumns(
        values,
        tree == null ? new long[0][] : Arrays.stream(extended).flatMap(Stream::of).toArray(long[][]::new),
        random == null ? new byte[0] : random.seed(),
        tree == null ? new int[0][] : tree.digests());
  }

  /** Of each column, on the rows; null after {@link #dropValues}, and where coefficients were committed to. */
  long[][] values() {
    return values;
  }

  /** Lets go of the values on the rows. */
  void dropValues() {
    values = null;
  }

  /** Of each column, on a coset of the rows' group. */
  long[][] onCoset(int coset) {
    if (coset >= extended.length) return evaluate(coset);
    if (extended[coset] == null) extended[coset] = coset == cosets.inDomain() - 1 ? evaluateLast(coset) : evaluate(coset);
    return extended[coset];
  }

  /** The tree's columns: one part for each coset of the domain. */
  private ColumnParts parts() {
    return new ColumnParts() {
      @Override
      public long[][] part(int coset) {
        return onCoset(coset);
      }

      @Override
      public long[][] at(int coset, int[] rows) {
        if (coset < extended.length) return ColumnParts.super.at(coset, rows);
        if (areValuesAlone()) {
          return new CosetPoints(cosets.logRows(), cosets.shift(coset), rows).evaluate(values.length, c -> Ntt.coefficients(values[c]));
        }
        Coefficients of = coefficients();
        return new CosetPoints(cosets.logRows(), of.ratio(cosets.shift(coset)), rows).evaluate(of.columns());
      }
    };
  }

  private long[][] evaluate(int coset) {
    if (areValuesAlone()) {
      long[][] columns = Ntt.coefficients(values);
      Ntt.toCoset(columns, cosets.shift(coset));
      return columns;
    }
    return Ntt.onCoset(coefficients().columns(), coefficients().ratio(cosets.shift(coset)));
  }

  /** Whether there is nothing else than the values on the rows: no coefficients, and no extension to get them from. */
  private boolean areValuesAlone() {
    return extended.length == 0 && coefficients == null;
  }

  /** The values take the place of the coefficients, which are needed no more. */
  private long[][] evaluateLast(int coset) {
    long[][] columns = coefficients().columns();
    Ntt.toCoset(columns, coefficients().ratio(cosets.shift(coset)));
    coefficients = null;
    return columns;
  }

  private synchronized Coefficients coefficients() {
    if (coefficients == null) coefficients = Coefficients.of(extended[0], cosets.shift(0));
    return coefficients;
  }

  byte[] root() {
    return tree == null ? NO_ROOT : tree.cap();
  }

  MerkleOpening open(int[] indices) {
    return tree.open(indices);
  }
}
