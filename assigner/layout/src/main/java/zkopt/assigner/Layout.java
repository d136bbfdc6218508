package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zkopt.assigner.Values.Source;
import zkopt.circuit.Circuit;
import zkopt.circuit.Column;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.CopySet;
import zkopt.circuit.Field;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.dialect.plonk.TableOp;
import zkopt.ir.CompileException;
import zkopt.ir.MemRefType;
import zkopt.ir.StringAttr;
import zkopt.ir.Type;

/**
 * Lays a plonk-level module out as a circuit: the loops are run on value numbers, the instances of the gates are packed into rows, the
 * shape of the table is chosen by cost, and copies connect the cells that hold one value. Deterministic: the same module and options
 * give the same circuit.
 */
public final class Layout {
  private static final int MAX_LOG_ROWS = 24;

  private final LayoutOptions options;
  private final Trace trace;
  private final Placement placement;
  private final int[] homes;
  private final int rows;
  private final FixedColumns fixed;
  private final List<Column> wired = new ArrayList<>();
  private final CopySet copies = new CopySet();
  private final Map<Integer, Integer> constantRows = new LinkedHashMap<>();
  private final Map<Integer, Integer> weightRows = new LinkedHashMap<>();
  /** Of the wired columns, that of the constants; behind it are single weights, if there are, and the witness. */
  private int firstConstants;

  private Layout(LayoutOptions options, Trace trace, Placement placement, FixedColumns fixed, int rows) {
    this.options = options;
    this.trace = trace;
    this.placement = placement;
    this.homes = placement.takeHomes();
    this.fixed = fixed;
    this.rows = rows;
  }

  /**
   * Lays out the function of {@code module}.
   *
   * @throws CompileException when the module is not at the plonk level, or does not fit any table
   */
  public static LaidOutModel of(ModuleOp module, LayoutOptions options) {
    FuncOp function = onlyFunction(module);
    List<TableOp> tables = tables(module);
    Map<String, Gate> gates = gates(module, tables);
    Trace trace = SymbolicExecutor.trace(module, function, gates);
    List<PlacedBlock> blocks = Grouping.blocks(trace, options.publicInputs());
    CostModel.Choice choice = new CostModel(TableLoad.of(blocks, leastRows(trace, blocks), publicIds(trace, options).size()), tables, options, MAX_LOG_ROWS).choose();
    if (choice == null) throw new CompileException("no table of up to 2^24 rows holds the model");

    int rows = 1 << choice.logRows();
    var placement = new Placement(trace, blocks, choice.shape());
    var layout = new Layout(options, trace, placement, new FixedColumns(rows), rows);
    return layout.build(blocks, tables, choice, ports(function, options));
  }

  /** The most values that must stand in one column. */
  static int leastRows(Trace trace, List<PlacedBlock> blocks) {
    var weights = new BitSet();
    trace.outputs.forEach(ids -> Arrays.stream(ids).forEach(weights::set));
    for (PlacedBlock block : blocks) {
      switch (block) {
        case PlacedBlock.Operands o -> {
          o.contraction().a().forEach(p -> Arrays.stream(p.values()).forEach(weights::set));
          if (o.wiredB()) o.contraction().b().forEach(p -> Arrays.stream(p.values()).forEach(weights::set));
        }
        case PlacedBlock.Instances i -> {
          for (int instance : i.instances()) {
            for (int input = 0; input < i.form().modes().size(); input++) weights.set(i.run().input(instance, input));
          }
        }
        case PlacedBlock.Coefficients _ -> {}
      }
    }
    int singleWeights = (int) weights.stream().filter(id -> trace.values.source(id) == Source.WEIGHT).count();
    return Math.max(trace.values.constants().size(), singleWeights);
  }

  /** The constraints of the table that these blocks make in this shape; no cell is filled. */
  static ConstraintSystem system(Trace trace, List<PlacedBlock> blocks, List<TableOp> tables, CostModel.Choice choice, LayoutOptions options) {
    var placement = new Placement(trace, blocks, choice.shape());
    return new Layout(options, trace, placement, FixedColumns.counted(), 1 << choice.logRows()).system(blocks, tables, choice.shape());
  }

  private ConstraintSystem system(List<PlacedBlock> blocks, List<TableOp> tables, TableShape shape) {
    Column constants = fixed.add();
    var sets = new TableSets(tables, fixed, rows - options.blindingRows());
    var system = new SystemBuilder(placement, blocks, fixed, sets);
    boolean scalarWeights = usesScalarWeights();
    InstanceColumns instances = instances();
    for (int i = 0; i < instances.count(); i++) wired.add(Column.instance(i));
    firstConstants = wired.size();
    wired.add(constants);
    if (scalarWeights) wired.add(Column.weight(shape.weights()));
    for (int i = 0; i < shape.allWired(); i++) wired.add(Column.witness(i));
    return new ConstraintSystem(
        fixed.size(), shape.weights() + (scalarWeights ? 1 : 0), shape.witness(), instances.count(), system.accumulators().isEmpty() ? 0 : 2, system.constraints(),
        system.lookups(limbTable(tables)), sets.tables(), system.accumulators(), wired);
  }

  private InstanceColumns instances() {
    return new InstanceColumns(publicIds(trace, options).size(), rows - options.blindingRows());
  }

  private LaidOutModel build(List<PlacedBlock> blocks, List<TableOp> tables, CostModel.Choice choice, Ports ports) {
    ConstraintSystem system = system(blocks, tables, choice.shape());
    int firstWitness = wired.size() - choice.shape().allWired();
    connectCells(firstWitness);
    int[] publicIds = publicIds(trace, options).toArray();
    InstanceColumns instances = instances();
    connectPublicValues(publicIds, instances, firstWitness);
    constantRows.forEach((id, row) -> fixed.set(wired.get(firstConstants), row, Field.encode(trace.values.known(id).orElseThrow())));
    var weights = new WeightColumns(trace, blocks, placement, system.weightColumns() > choice.shape().weights() ? weightRows : null, rows);
    var circuit = new Circuit(
        system, choice.logRows(), options.blindingRows(), Math.max(placement.operandRows, weightRows.size()), fixed.values(), copies,
        instances.sizes(), placement.regions);
    return new LaidOutModel(circuit, weights, trace, placement, publicIds, instances, ports.inputs(), ports.outputs());
  }

  static List<TableOp> tables(ModuleOp module) {
    return module.body().operations().stream().filter(TableOp.class::isInstance).map(TableOp.class::cast).toList();
  }

  /** The table that limb cells are looked up in; null where no table is of a range. */
  private static TableOp limbTable(List<TableOp> tables) {
    return tables.stream().filter(t -> t.rangeBits() >= 0).max(Comparator.comparingInt(TableOp::rangeBits)).orElse(null);
  }

  /** The gates by their names. */
  static Map<String, Gate> gates(ModuleOp module, List<TableOp> tables) {
    Map<String, TableOp> tableNames = new LinkedHashMap<>();
    tables.forEach(t -> tableNames.put(t.symbolName(), t));
    TableOp limbTable = limbTable(tables);
    Map<String, Gate> gates = new LinkedHashMap<>();
    for (var op : module.body().operations()) {
      if (op instanceof GateOp gate) gates.put(gate.symbolName(), new Gate(gate, tableNames, limbTable == null ? 0 : limbTable.rangeBits()));
    }
    return gates;
  }

  static FuncOp onlyFunction(ModuleOp module) {
    var functions = module.body().operations().stream().filter(FuncOp.class::isInstance).map(FuncOp.class::cast).toList();
    if (functions.size() != 1) throw new CompileException("expected one function to lay out, but the module has " + functions.size());
    return functions.getFirst();
  }

  // values and cells

  private boolean usesScalarWeights() {
    for (int i = 0; i < placement.wiredValue.size(); i++) {
      if (trace.values.source(placement.wiredValue.get(i)) == Source.WEIGHT) return true;
    }
    for (int[] output : trace.outputs) {
      for (int id : output) if (trace.values.source(id) == Source.WEIGHT) return true;
    }
    return false;
  }

  /** Connects every wired cell with the place where its value is made. */
  private void connectCells(int firstWitness) {
    for (int i = 0; i < placement.wiredValue.size(); i++) {
      int id = placement.wiredValue.get(i);
      if (homes[id] == i) continue;
      long cell = (long) (firstWitness + placement.wiredColumn.get(i)) * rows + placement.wiredRow.get(i);
      if (homes[id] < 0 && trace.values.source(id) == Source.INPUT) homes[id] = i;
      else copies.add(homeCell(id, firstWitness), cell);
    }
  }

  private long homeCell(int id, int firstWitness) {
    return switch (trace.values.source(id)) {
      case CONSTANT -> (long) firstConstants * rows + place(constantRows, id, "constants");
      case WEIGHT -> (long) (firstConstants + 1) * rows + place(weightRows, id, "weights outside contractions");
      case INPUT, CONTRACTION, GATE -> {
        int home = homes[id];
        if (home < 0 || placement.wiredColumn.get(home) >= placement.shape.allWired()) {
          throw new CompileException("a value has no cell: an input or a sum of a contraction is used where no gate defines it");
        }
        yield (long) (firstWitness + placement.wiredColumn.get(home)) * rows + placement.wiredRow.get(home);
      }
    };
  }

  private int place(Map<Integer, Integer> places, int id, String what) {
    int row = places.computeIfAbsent(id, _ -> places.size());
    if (row >= rows - options.blindingRows()) throw new CompileException("more than " + row + " " + what + " do not fit one column");
    return row;
  }

  /** Connects the instance columns with inputs and outputs as far as they are public. */
  private void connectPublicValues(int[] ids, InstanceColumns instances, int firstWitness) {
    for (int i = 0; i < ids.length; i++) copies.add((long) instances.column(i) * rows + instances.row(i), homeCell(ids[i], firstWitness));
  }

  private static IntList publicIds(Trace trace, LayoutOptions options) {
    var ids = new IntList();
    if (options.publicInputs()) trace.inputs.forEach(ids::addAll);
    if (options.publicOutputs()) trace.outputs.forEach(ids::addAll);
    return ids;
  }

  // ports

  private record Ports(List<Port> inputs, List<Port> outputs) {}

  private static Ports ports(FuncOp function, LayoutOptions options) {
    var inputs = new ArrayList<Port>();
    var outputs = new ArrayList<Port>();
    var type = function.functionType();
    for (int i = 0; i < type.inputs().size(); i++) {
      inputs.add(port(type.inputs().get(i), function.argAttr(i, "onnx.name") instanceof StringAttr s ? s.value() : "input" + i, options.publicInputs()));
    }
    for (int i = 0; i < type.results().size(); i++) {
      outputs.add(port(type.results().get(i), function.resAttr(i, "onnx.name") instanceof StringAttr s ? s.value() : "output" + i, options.publicOutputs()));
    }
    return new Ports(inputs, outputs);
  }

  private static Port port(Type type, String name, boolean isPublic) {
    if (!(type instanceof MemRefType memref) || !(memref.elementType() instanceof QType q)) {
      throw new CompileException("'" + name + "' of type " + type + " is no memref of fixed-point numbers");
    }
    return new Port(name, memref.shape().stream().mapToLong(d -> d).toArray(), q.width(), q.frac(), isPublic);
  }
}
