package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import zkopt.assigner.Trace.GateRun;
import zkopt.circuit.Assignment;
import zkopt.circuit.Circuit;
import zkopt.circuit.Field;

/** A model as a circuit, with the recipe that fills the table for an input. */
public final class LaidOutModel {
  /**
   * One run of the model.
   *
   * @param outputs the outputs as integers in the formats of {@link #outputs}
   */
  public record Run(Assignment assignment, long[][] outputs) {}

  private final Circuit circuit;
  private final WeightColumns weights;
  private final Trace trace;
  private final Placement placement;
  private final int[] publicIds;
  private final InstanceColumns instances;
  private final List<Port> inputs;
  private final List<Port> outputs;
  private final Map<GateForm, int[][]> columnsOfForms = new ConcurrentHashMap<>();

  LaidOutModel(Circuit circuit, WeightColumns weights, Trace trace, Placement placement, int[] publicIds, InstanceColumns instances,
      List<Port> inputs, List<Port> outputs) {
    this.circuit = circuit;
    this.weights = weights;
    this.trace = trace;
    this.placement = placement;
    this.publicIds = publicIds;
    this.instances = instances;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
  }

  public Circuit circuit() {
    return circuit;
  }

  /** The weight columns, canonical, of full height. */
  public long[][] weights() {
    return weights.get();
  }

  public List<Port> inputs() {
    return inputs;
  }

  public List<Port> outputs() {
    return outputs;
  }

  /** How the rows and cells are used. */
  public LayoutReport report() {
    return LayoutReport.of(circuit, placement);
  }

  /** The shape of the table, to lay it out in the same way again. */
  public TableShape shape() {
    return placement.shape;
  }

  /** What stands in the rows, from the first one down. */
  public List<RegionUse> regions() {
    return Collections.unmodifiableList(placement.uses);
  }

  /**
   * Computes every value and fills the table.
   *
   * @param inputs for each input its elements, row-major, as integers in the format of {@link #inputs}
   * @throws AssignmentException when a value leaves the range that the model was compiled for
   */
  public Run run(long[][] inputs) {
    return run(inputs, RunDeviation.NONE);
  }

  /** As {@link #run(long[][])} but for the deviation: the table is one of a false statement. */
  public Run run(long[][] inputs, RunDeviation deviation) {
    long[] values = trace.knownValues();
    changeWeights(values, deviation);
    setInputs(inputs, values);
    long[][] witness = new long[placement.shape.witness()][circuit.rows()];
    List<ChangedInput> changedInputs = new ArrayList<>();
    trace.replay(new Trace.Visitor() {
      @Override
      public void instances(GateRun run, int first, int count) {
        compute(run, first, count, values, witness, deviation, changedInputs);
      }

      @Override
      public void contraction(Contraction contraction) {
        contraction.compute(values);
        changeSums(contraction, values, deviation);
      }
    });
    for (int i = 0; i < placement.wiredValue.size(); i++) {
      witness[placement.wiredColumn.get(i)][placement.wiredRow.get(i)] = Field.encode(values[placement.wiredValue.get(i)]);
    }
    changedInputs.forEach(c -> witness[c.column()][c.row()] = Field.encode(c.value()));
    long[] instance = new long[publicIds.length];
    for (int i = 0; i < instance.length; i++) instance[i] = Field.encode(values[publicIds[i]]);
    return new Run(new Assignment(weights::get, witness, instances.split(instance)), outputValues(values));
  }

  private void setInputs(long[][] inputs, long[] values) {
    if (inputs.length != trace.inputs.size()) throw new AssignmentException("expected " + trace.inputs.size() + " inputs, but got " + inputs.length);
    for (int i = 0; i < inputs.length; i++) {
      int[] ids = trace.inputs.get(i);
      if (inputs[i].length != ids.length) {
        throw new AssignmentException("input '" + this.inputs.get(i).name() + "' has " + ids.length + " elements, but got " + inputs[i].length);
      }
      for (int j = 0; j < ids.length; j++) values[ids[j]] = inputs[i][j];
    }
  }

  private void changeWeights(long[] values, RunDeviation deviation) {
    if (deviation == RunDeviation.NONE) return;
    int index = 0;
    for (Trace.WeightBlock block : trace.weights) {
      for (int id = block.first(); block.has(id); id++) values[id] = deviation.weight(index++, block.integer(id));
    }
  }

  private static void changeSums(Contraction contraction, long[] values, RunDeviation deviation) {
    if (deviation == RunDeviation.NONE) return;
    int[] ids = contraction.sums().values();
    long[] sums = Arrays.stream(ids).mapToLong(id -> values[id]).toArray();
    deviation.sums(contraction.node(), sums);
    for (int i = 0; i < ids.length; i++) values[ids[i]] = sums[i];
  }

  /** The cell of a gate's input that does not hold what it is a copy of. */
  private record ChangedInput(int column, int row, long value) {}

  private void compute(GateRun run, int first, int count, long[] values, long[][] witness, RunDeviation deviation,
      List<ChangedInput> changedInputs) {
    Gate gate = run.gate;
    Placement.Places places = placement.places.get(run);
    long[] in = new long[gate.inputs()];
    long[] out = gate.scratch();
    for (int instance = first; instance < first + count; instance++) {
      for (int i = 0; i < in.length; i++) in[i] = values[run.input(instance, i)];
      var seen = deviation == RunDeviation.NONE ? null : new GateInstance(places.block[instance].form(), run.node, in, out);
      if (seen != null) deviation.before(seen);
      try {
        gate.compute(in, out);
      } catch (ArithmeticException e) {
        throw new AssignmentException("node '" + run.node + "': a value leaves the range it was compiled for (" + e.getMessage()
            + "); calibrate with inputs like this one, or compile with wider formats");
      }
      if (seen != null) {
        deviation.after(seen);
        noteChangedInputs(run, instance, in, values, changedInputs);
      }
      for (int i = 0; i < gate.outputs(); i++) values[run.output(instance, i)] = out[i];
      writeAuxiliary(places.block[instance], places.row[instance], places.slot[instance], out, witness);
    }
  }

  private void noteChangedInputs(GateRun run, int instance, long[] in, long[] values, List<ChangedInput> changedInputs) {
    Placement.Places places = placement.places.get(run);
    int[] columns = placement.cells(places.block[instance].form(), places.slot[instance]).inputColumns();
    for (int i = 0; i < in.length; i++) {
      if (columns[i] >= 0 && in[i] != values[run.input(instance, i)]) changedInputs.add(new ChangedInput(columns[i], places.row[instance], in[i]));
    }
  }

  private int[] auxiliaryColumns(PlacedBlock.Instances block, int slot) {
    return columnsOfForms.computeIfAbsent(block.form(), form -> {
      int[][] columns = new int[placement.track(form).slots(form)][];
      for (int s = 0; s < columns.length; s++) columns[s] = placement.cells(form, s).auxiliaryColumns();
      return columns;
    })[slot];
  }

  private void writeAuxiliary(PlacedBlock.Instances block, int row, int slot, long[] outputsAndCells, long[][] witness) {
    int[] columns = auxiliaryColumns(block, slot);
    int outputs = block.form().gate().outputs();
    for (int i = 0; i < columns.length; i++) witness[columns[i]][row] = Field.encode(outputsAndCells[outputs + i]);
  }

  private long[][] outputValues(long[] values) {
    long[][] result = new long[trace.outputs.size()][];
    for (int i = 0; i < result.length; i++) {
      int[] ids = trace.outputs.get(i);
      result[i] = new long[ids.length];
      for (int j = 0; j < ids.length; j++) result[i][j] = values[ids[j]];
    }
    return result;
  }
}
