package zkopt.assigner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What a slot of a row holds, by the cells that it takes: an instance of a gate, or one coefficient of a contraction. */
sealed interface SlotKind permits GateForm, SlotKind.Coefficient {
  /** Cells that copies may lead to or from. */
  int wired();

  /** Range-checked cells. */
  int limbs();

  /** Other cells. */
  int free();

  /** The degrees of the lookups besides those of limbs, without selector. */
  int[] lookupDegrees();

  /** Whether it says what a contraction is checked against. */
  boolean definesSums();

  /** A coefficient that no gate defines. */
  enum Coefficient implements SlotKind {
    /** A sum that is read as a cell, or several times. */
    READ,
    /** A coefficient of a border, or a sum that nobody reads. */
    BORDER;

    @Override
    public int wired() {
      return this == READ ? 1 : 0;
    }

    @Override
    public int limbs() {
      return 0;
    }

    @Override
    public int free() {
      return this == READ ? 0 : 1;
    }

    @Override
    public int[] lookupDegrees() {
      return new int[0];
    }

    @Override
    public boolean definesSums() {
      return true;
    }
  }

  /** The kinds of the slots of blocks, in the order in which they are met: {@link TableShape#trackOf} counts them so. */
  static List<SlotKind> of(List<PlacedBlock> blocks) {
    var kinds = new LinkedHashSet<SlotKind>();
    for (PlacedBlock block : blocks) {
      if (block instanceof PlacedBlock.OfGates gates) kinds.add(gates.kind());
    }
    return new ArrayList<>(kinds);
  }
}
