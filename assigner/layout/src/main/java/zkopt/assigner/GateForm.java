package zkopt.assigner;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A gate with a decision for each input: whether it is a cell of its own, or an expression that the gate defines.
 *
 * @param modes one entry per input
 */
record GateForm(Gate gate, List<InputMode> modes) implements SlotKind {
  /** How an input stands in the table. */
  enum InputMode {
    /** A wired cell, a copy of where the value was made. */
    CELL,
    /** An input of the model: nothing but the gate's definition says what it is. */
    EXTERNAL,
    /** A sum of a contraction: the gate's definition is what the contraction is checked against. */
    SUM
  }

  GateForm {
    modes = List.copyOf(modes);
  }

  /** Inputs that are cells, then outputs. */
  @Override
  public int wired() {
    int cells = gate.outputs();
    for (InputMode mode : modes) cells += mode == InputMode.CELL ? 1 : 0;
    return cells;
  }

  @Override
  public int limbs() {
    return gate.limbs();
  }

  @Override
  public int free() {
    return gate.cells() - gate.limbs();
  }

  @Override
  public int[] lookupDegrees() {
    return gate.lookupDegrees();
  }

  @Override
  public boolean definesSums() {
    return modes.contains(InputMode.SUM);
  }

  /** The inputs that are sums of the contraction that the instance belongs to. */
  int[] sumInputs() {
    return IntStream.range(0, modes.size()).filter(i -> modes.get(i) == InputMode.SUM).toArray();
  }
}
