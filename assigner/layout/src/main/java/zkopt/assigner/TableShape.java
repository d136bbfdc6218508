package zkopt.assigner;

/**
 * The numbers of columns that hold values. Operands of contractions and gates stand on two tracks, side by side: the columns of one
 * are not those of the other.
 *
 * @param wired witness columns of the gates that copy constraints may touch
 * @param a wired witness columns for first operands of contractions
 * @param b wired witness columns for second operands that are no weights
 * @param limbs witness columns whose every cell is range-checked
 * @param free other witness columns
 * @param weights weight columns, for second operands
 */
public record TableShape(int wired, int a, int b, int limbs, int free, int weights) {
  /** Instances of a gate that fit into one row; 0 when not even one does. */
  int slots(GateForm form) {
    int slots = wired / form.wired();
    if (form.limbs() > 0) slots = Math.min(slots, limbs / form.limbs());
    while (slots > 0 && slots * form.wired() + Math.max(0, slots * form.free() - free) > wired) slots--;
    return slots;
  }

  int allWired() {
    return wired + a + b;
  }

  int witness() {
    return allWired() + limbs + free;
  }

  int columnA(int i) {
    return wired + i;
  }

  int columnB(int i) {
    return wired + a + i;
  }

  int limbColumn(int i) {
    return allWired() + i;
  }

  /** The witness column of free cell {@code i} of a row: the free columns, then wired ones from the last down. */
  int freeColumn(int i) {
    return i < free ? allWired() + limbs + i : wired - 1 - (i - free);
  }

  static int ceilDiv(int a, int b) {
    return b == 0 ? Integer.MAX_VALUE / 4 : Math.ceilDiv(a, b);
  }
}
