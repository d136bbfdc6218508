package zkopt.assigner;

import java.util.List;

/** The values of one instance of a gate, for a {@link RunDeviation} to see and to change. Integers; the field takes any of them. */
public final class GateInstance {
  private final GateForm form;
  private final Gate gate;
  private final String node;
  private final long[] inputs;
  private final long[] outputsAndCells;

  GateInstance(GateForm form, String node, long[] inputs, long[] outputsAndCells) {
    this.form = form;
    this.gate = form.gate();
    this.node = node;
    this.inputs = inputs;
    this.outputsAndCells = outputsAndCells;
  }

  /** The gate's name. */
  public String gate() {
    return gate.name();
  }

  /** The ONNX node that it belongs to. */
  public String node() {
    return node;
  }

  public int inputs() {
    return inputs.length;
  }

  public long input(int i) {
    return inputs[i];
  }

  public void setInput(int i, long value) {
    inputs[i] = value;
  }

  /** Whether an input has a cell of its own, a copy of where the value was made. */
  public boolean isCell(int input) {
    return form.modes().get(input) == GateForm.InputMode.CELL;
  }

  public long output() {
    return outputsAndCells[0];
  }

  public void setOutput(long value) {
    outputsAndCells[0] = value;
  }

  /** The names of the auxiliary cells, in the gate's order. */
  public List<String> cells() {
    return gate.cellNames();
  }

  /** The value of an auxiliary cell, by its place among {@link #cells}. */
  public long cell(int i) {
    return outputsAndCells[gate.outputs() + i];
  }

  public void setCell(int i, long value) {
    outputsAndCells[gate.outputs() + i] = value;
  }

  /** Bits of a cell's largest value, a shorter limb taken for a whole one. */
  public int bits(int cell) {
    return gate.isLimb(cell) ? gate.limbBits() : 1;
  }

  /**
   * Makes output and cells what the gate computes from other inputs.
   *
   * @throws ArithmeticException when a value leaves its range; nothing is changed then
   */
  public void compute(long... otherInputs) {
    long[] computed = gate.scratch();
    gate.compute(otherInputs, computed);
    System.arraycopy(computed, 0, outputsAndCells, 0, computed.length);
  }
}
