package zkopt.assigner;

/**
 * The columns of one track of gates.
 *
 * @param wired witness columns that copy constraints may touch
 * @param limbs witness columns whose every cell is range-checked
 * @param free other witness columns
 */
public record TrackShape(int wired, int limbs, int free) {
  /** Slots of a kind that fit into one row; 0 when not even one does. Free cells may stand in wired columns that are left over. */
  int slots(SlotKind kind) {
    int slots = Integer.MAX_VALUE;
    if (kind.wired() > 0) slots = wired / kind.wired();
    if (kind.limbs() > 0) slots = Math.min(slots, limbs / kind.limbs());
    int others = kind.wired() + kind.free();
    if (kind.free() > 0) slots = Math.min(slots, (wired + free) / others);
    return slots;
  }
}
