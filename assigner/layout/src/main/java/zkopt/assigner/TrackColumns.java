package zkopt.assigner;

/** Where the columns of a track of gates stand among the witness columns. */
record TrackColumns(int number, TrackShape shape, int firstWired, int firstLimb, int firstFree) {
  int slots(SlotKind kind) {
    return shape.slots(kind);
  }

  int wiredColumn(int i) {
    return firstWired + i;
  }

  int limbColumn(int i) {
    return firstLimb + i;
  }

  /** The column of free cell {@code i} of a row: the free columns, then wired ones from the last down. */
  int freeColumn(int i) {
    return i < shape.free() ? firstFree + i : firstWired + shape.wired() - 1 - (i - shape.free());
  }

  /** The column of coefficient {@code i} of a row. */
  int coefficientColumn(SlotKind.Coefficient kind, int i) {
    return kind == SlotKind.Coefficient.READ ? wiredColumn(i) : freeColumn(i);
  }
}
