package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;

/**
 * That a storage holds sums or extrema of the elements of another one, {@code cell = combine(cell, element)} in loops.
 *
 * @param elements the other one
 * @param element which of its elements is combined
 * @param update writes the cell
 * @param around the loops around that, outermost first
 * @param fresh the first ones of them, in each iteration of which the cell is started anew
 */
record Reduction(Storage elements, Subscripts element, Operation update, List<ForOp> around, List<ForOp> fresh) {
  /**
   * Of an update of {@code storage}.
   *
   * @param read reads the element
   * @return null when it is not one that can be followed: the elements are complete before it, and the storage is started before it
   */
  static Reduction of(Storage storage, Storage elements, Operation read, Operation update) {
    Subscripts element = read == null ? null : Subscripts.ofLoad(read);
    List<ForOp> around = Loops.around(update);
    if (element == null || Subscripts.ofStore(update) == null || !Loops.around(read).equals(around)) return null;
    List<Operation> starts = storage.writes().stream().map(Storage.Write::op).filter(op -> op != update).toList();
    var fresh = new ArrayList<ForOp>();
    for (ForOp loop : around) {
      if (starts.stream().noneMatch(loop::isAncestorOf)) break;
      fresh.add(loop);
    }
    var reduction = new Reduction(elements, element, update, around, fresh);
    Block scope = reduction.scope(storage);
    boolean started = starts.stream().allMatch(s -> Loops.isBefore(s, update, scope));
    boolean complete = elements.isWrittenBefore(update);
    return started && complete ? reduction : null;
  }

  /** Where the cell is started, updated and read. */
  private Block scope(Storage storage) {
    return fresh.isEmpty() ? storage.root().parentBlock() : fresh.getLast().body();
  }

  /** Which element of the storage stands for which group in the end; null when that is not known, or when it holds several in turn. */
  Grouping grouping() {
    Subscripts cell = Subscripts.ofStore(update);
    return fresh.stream().allMatch(cell::determines) ? Grouping.of(element, cell, around) : null;
  }

  /** As {@link #grouping}, where {@code store} keeps what {@code storage} holds in turn. */
  Grouping keptBy(Operation store, Storage storage) {
    boolean inTurn = Loops.around(store).equals(fresh) && Loops.isBefore(update, store, scope(storage));
    return inTurn ? Grouping.of(element, Subscripts.ofStore(store), around) : null;
  }
}
