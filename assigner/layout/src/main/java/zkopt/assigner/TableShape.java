package zkopt.assigner;

/**
 * The numbers of columns that hold values.
 *
 * @param wired witness columns that copy constraints may touch
 * @param limbs witness columns whose every cell is range-checked
 * @param free other witness columns
 * @param weights weight columns
 */
record TableShape(int wired, int limbs, int free, int weights) {
  /** Instances of a gate that fit into one row; 0 when not even one does. */
  int slots(GateForm form) {
    int slots = wired / form.wired();
    if (form.limbs() > 0) slots = Math.min(slots, limbs / form.limbs());
    while (slots > 0 && slots * form.wired() + Math.max(0, slots * form.free() - free) > wired) slots--;
    return slots;
  }

  /** Elements of the first operand of a contraction in one row. */
  int operandA(boolean wiredB) {
    return wiredB ? wired / 2 : wired;
  }

  /** Elements of the second operand of a contraction in one row. */
  int operandB(boolean wiredB) {
    return wiredB ? wired - wired / 2 : weights;
  }

  int witness() {
    return wired + limbs + free;
  }

  /** The witness column of free cell {@code i} of a row: the free columns, then wired ones from the last down. */
  int freeColumn(int i) {
    return i < free ? wired + limbs + i : wired - 1 - (i - free);
  }

  static int ceilDiv(int a, int b) {
    return b == 0 ? Integer.MAX_VALUE / 4 : Math.ceilDiv(a, b);
  }
}
