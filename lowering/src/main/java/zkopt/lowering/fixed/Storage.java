package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.fixed.QType;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** What keeps floats beyond one operation: a buffer, or a value that a loop carries. */
final class Storage {
  /**
   * A place where it is written.
   *
   * @param value the float scalar, or for a {@code memref.copy} the source buffer
   */
  record Write(Operation op, Value value) {}

  private final Value root;
  private final List<Write> writes = new ArrayList<>();
  private QType type;
  private Interval bounds;
  private Reduction reduction;
  private Maxima maxima;
  private Grouping exponentials;
  private boolean atLeastOne;
  private boolean carried;

  Storage(Value root) {
    this.root = root;
  }

  /** The allocation or argument, or the block argument of the loop. */
  Value root() {
    return root;
  }

  List<Write> writes() {
    return writes;
  }

  boolean isResolved() {
    return type != null;
  }

  /** Without effect when others have relied on {@link #carry} already. */
  void resolve(QType type, Interval bounds) {
    if (carried) return;
    this.type = type;
    this.bounds = bounds;
  }

  /** Settles the format of what depends on itself, so that what it depends on can be planned. */
  void carry(QType type, Interval bounds) {
    resolve(type, bounds);
    carried = true;
  }

  /** Whether the bounds are those of the format, not proven from what is written, so that every write has to be made to fit. */
  boolean isCarried() {
    return carried;
  }

  QType type() {
    return type;
  }

  /** Of everything that it ever holds, but for the start of an extremum, which gates pass over (see {@link Planner#stored}). */
  Interval bounds() {
    return bounds;
  }

  /** Whether everything is written before {@code op}, which is where this is read in the end. */
  boolean isWrittenBefore(Operation op) {
    return writes.stream().allMatch(w -> Loops.isBefore(w.op(), op, root.parentBlock()));
  }

  /** How this comes to hold maxima, or sums of {@link #exponentials}; null when it does not. */
  Reduction reduction() {
    return reduction;
  }

  void setReduction(Reduction reduction) {
    this.reduction = reduction;
  }

  /**
   * For each group of elements the largest.
   *
   * @param grouping from the elements to the storage
   */
  record Maxima(Storage elements, Grouping grouping) {}

  /** Of which elements this holds the maxima in the end, or null. */
  Maxima maxima() {
    return maxima;
  }

  void setMaxima(Maxima maxima) {
    this.maxima = maxima;
  }

  /** The groups of its elements, where they are exp(x - max over the group of x), so that one of each group is exactly 1; else null. */
  Grouping exponentials() {
    return exponentials;
  }

  void setExponentials(Grouping groups) {
    exponentials = groups;
  }

  /** Whether what it holds in the end is at least 1.0: sums of whole groups of {@link #exponentials}. */
  boolean isAtLeastOne() {
    return atLeastOne;
  }

  void setAtLeastOne() {
    atLeastOne = true;
  }
}
