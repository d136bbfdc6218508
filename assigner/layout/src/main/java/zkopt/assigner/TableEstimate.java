package zkopt.assigner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zkopt.assigner.GateForm.InputMode;
import zkopt.assigner.SlotKind.Coefficient;
import zkopt.circuit.ConstraintSystem;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.affine.TripCounts;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.plonk.ApplyOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.CompileException;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;

/**
 * What the table of a plonk-level module will be. For one of few instances it is what {@link Layout} will choose; for others it comes from
 * the text: loops are counted, not run, and no element of a tensor is looked at. Rows are then those of the layout up to ragged ends,
 * clipped windows, and what {@link Folding} leaves out.
 *
 * @param logRows log2 of the height
 * @param usedRows rows of the higher track
 * @param usableRows rows above the random ones
 * @param cells the columns
 * @param gates instances by gate
 * @param system the constraints, with all columns; null where the loops were only counted
 */
public record TableEstimate(int logRows, long usedRows, long usableRows, TableCells cells, Map<String, Long> gates, ConstraintSystem system) {
  private static final int MAX_LOG_ROWS = 30;
  /** With more instances of gates, or elements in contractions, running the loops would take longer than an estimate should. */
  private static final long MOST_TRACED = 10_000_000;
  /** About as many: of patterns, steps and places of its operands, sums and border. Those of one geometry share them. */
  private static final int SELECTORS_OF_A_CONTRACTION = 11;

  public long rows() {
    return 1L << logRows;
  }

  /** @throws CompileException when the module is not at the plonk level, or is too large for any table */
  public static TableEstimate of(ModuleOp module, LayoutOptions options) {
    return new Counting(module, options).estimate();
  }

  /** About how many values gates and contractions have, before {@link Folding}, seen without running a loop. @throws CompileException as {@link #of} */
  public static long values(ModuleOp module, LayoutOptions options) {
    return new Counting(module, options).values();
  }

  /** Counts the operations of a function. */
  private static final class Counting {
    private final ModuleOp module;
    private final LayoutOptions options;
    private final FuncOp function;
    private final Map<String, Gate> gates;
    private final Map<GateForm, Long> instances = new LinkedHashMap<>();
    private final Map<ContractOp, ContractionSize> contractions = new LinkedHashMap<>();
    /** Cells of sums and borders. */
    private final Map<Coefficient, Long> coefficients = new LinkedHashMap<>();

    Counting(ModuleOp module, LayoutOptions options) {
      this.module = module;
      this.options = options;
      this.function = Layout.onlyFunction(module);
      this.gates = Layout.gates(module, Layout.tables(module));
    }

    TableEstimate estimate() {
      count();
      return size() > MOST_TRACED ? counted() : traced();
    }

    long values() {
      count();
      long ofGates = instances.entrySet().stream().mapToLong(e -> e.getValue() * (e.getKey().wired() + e.getKey().limbs() + e.getKey().free())).sum();
      return ofGates + contractions.values().stream().mapToLong(ContractionSize::elements).sum();
    }

    private void count() {
      var applies = new ArrayList<ApplyOp>();
      function.walk(ApplyOp.class, applies::add);
      var ops = new ArrayList<ContractOp>();
      function.walk(ContractOp.class, ops::add);
      ops.forEach(op -> contractions.put(op, ContractionSize.of(op, filled(op))));
      var read = sumsRead(applies);
      var defined = new ArrayList<ContractOp>();
      contractions.forEach((op, size) -> {
        long of = read.getOrDefault(op, 0L);
        boolean isDefined = of > 0 && of <= size.sums();
        if (isDefined) defined.add(op);
        coefficients.merge(Coefficient.BORDER, size.border() + (isDefined ? size.sums() - of : 0), Long::sum);
        if (!isDefined) coefficients.merge(Coefficient.READ, size.sums(), Long::sum);
      });
      for (ApplyOp apply : applies) instances.merge(form(apply, defined), TripCounts.around(apply) - skipped(apply), Long::sum);
    }

    private long size() {
      return instances.values().stream().mapToLong(n -> n).sum() + contractions.values().stream().mapToLong(ContractionSize::elements).sum();
    }

    private TableEstimate traced() {
      Trace trace = SymbolicExecutor.trace(module, function, gates);
      var blocks = Grouping.blocks(trace, options.publicInputs());
      var load = TableLoad.of(blocks, Layout.leastRows(trace, blocks), publicValues());
      var byGate = new LinkedHashMap<String, Long>();
      for (Trace.GateRun run : trace.runs) {
        if (run.instances() > 0) byGate.merge(run.gate.name(), (long) run.instances(), Long::sum);
      }
      CostModel.Choice choice = model(load).choose();
      return estimate(load, byGate, choice, choice == null ? null : Layout.system(trace, blocks, Layout.tables(module), choice, options));
    }

    private TableEstimate counted() {
      var byWeights = new LinkedHashMap<ContractionSize.Factors, Long>();
      var byValues = new LinkedHashMap<ContractionSize.Factors, Long>();
      contractions.forEach((op, size) -> (isWeights(op.rhs()) ? byWeights : byValues).merge(size.factors(), size.products(), Long::sum));
      var counts = new LinkedHashMap<SlotKind, Long>(instances);
      counts.putAll(coefficients);
      counts.values().removeIf(count -> count == 0);
      var load = new TableLoad(List.copyOf(counts.keySet()), counted(counts), new OperandRows(byWeights), new OperandRows(byValues), !byWeights.isEmpty(),
          !byValues.isEmpty(), singleWeights(), publicValues());
      var byGate = new LinkedHashMap<String, Long>();
      instances.forEach((form, count) -> byGate.merge(form.gate().name(), count, Long::sum));
      return estimate(load, byGate, model(load).choose(), null);
    }

    /** Elements of constant data that gates read: no more than there are, nor than they read. */
    private long singleWeights() {
      var reads = new HashMap<String, Long>();
      function.walk(ApplyOp.class, apply -> apply.operands().forEach(input -> {
        if (input.definingOp() instanceof LoadOp load && Buffers.base(load.memref()).definingOp() instanceof GetGlobalOp get) {
          reads.merge(get.global(), TripCounts.around(apply), Long::sum);
        }
      }));
      return reads.entrySet().stream()
          .mapToLong(read -> module.lookup(read.getKey()) instanceof GlobalOp global ? Math.min(global.type().numElements(), read.getValue()) : 0).sum();
    }

    private long publicValues() {
      var type = function.functionType();
      return (options.publicInputs() ? elements(type.inputs()) : 0) + (options.publicOutputs() ? elements(type.results()) : 0);
    }

    private static long elements(List<Type> memrefs) {
      return memrefs.stream().mapToLong(t -> ((MemRefType) t).numElements()).sum();
    }

    private CostModel model(TableLoad load) {
      return new CostModel(load, Layout.tables(module), options, MAX_LOG_ROWS);
    }

    private TableEstimate estimate(TableLoad load, Map<String, Long> byGate, CostModel.Choice choice, ConstraintSystem system) {
      if (choice == null) throw new CompileException("no table of up to 2^" + MAX_LOG_ROWS + " rows holds the model");
      CostModel model = model(load);
      TableCells cells = model.cells(choice.shape(), choice.logRows()).withSelectors(SELECTORS_OF_A_CONTRACTION * geometries());
      long used = Math.max(model.gateRows(choice.shape()), model.operandRows(choice.shape()));
      return new TableEstimate(choice.logRows(), used, (1L << choice.logRows()) - options.blindingRows(), cells, byGate, system);
    }

    /** Contractions of one geometry have the same selectors. */
    private int geometries() {
      return (int) contractions.values().stream().map(ContractionSize::geometry).distinct().count();
    }

    private static TableLoad.Slots counted(Map<SlotKind, Long> counts) {
      return new TableLoad.Slots() {
        @Override
        public long count(SlotKind kind) {
          return counts.get(kind);
        }

        @Override
        public long rows(SlotKind kind, int slots) {
          return Math.ceilDiv(counts.get(kind), slots);
        }
      };
    }

    private static boolean isWeights(Value memref) {
      return Buffers.base(memref).definingOp() instanceof GetGlobalOp;
    }

    /** Instances that pass on an input because the other one is the neutral constant: the first of each running maximum. */
    private long skipped(ApplyOp apply) {
      if (gates.get(apply.gateName()).neutral().isEmpty()) return 0;
      for (Value input : apply.operands()) {
        if (!(input.definingOp() instanceof LoadOp load)) continue;
        for (Operation user : Buffers.base(load.memref()).users()) {
          if (user instanceof StoreOp store && store.value().definingOp() instanceof ConstantOp) return Math.min(TripCounts.around(store), TripCounts.around(apply));
        }
      }
      return 0;
    }

    private static ContractOp contraction(Value input) {
      if (!(input.definingOp() instanceof LoadOp load)) return null;
      for (Operation user : Buffers.base(load.memref()).users()) {
        if (user instanceof ContractOp op && Buffers.base(op.out()) == Buffers.base(load.memref())) return op;
      }
      return null;
    }

    /** The sums of each contraction that gates read as virtual inputs. */
    private Map<ContractOp, Long> sumsRead(List<ApplyOp> applies) {
      var read = new HashMap<ContractOp, Long>();
      for (ApplyOp apply : applies) {
        Gate gate = gates.get(apply.gateName());
        for (int i = 0; i < gate.inputs(); i++) {
          ContractOp of = contraction(apply.operands().get(i));
          if (of != null) read.merge(of, gate.isVirtual(i) ? TripCounts.around(apply) : Long.MAX_VALUE / 4, Long::sum);
        }
      }
      return read;
    }

    private GateForm form(ApplyOp apply, List<ContractOp> defined) {
      Gate gate = gates.get(apply.gateName());
      var modes = new ArrayList<InputMode>();
      for (int i = 0; i < gate.inputs(); i++) {
        Value input = apply.operands().get(i);
        boolean sum = gate.isVirtual(i) && defined.contains(contraction(input));
        boolean external = input.definingOp() instanceof LoadOp load && Buffers.base(load.memref()).definingOp() == null;
        modes.add(sum ? InputMode.SUM : external && !options.publicInputs() ? InputMode.EXTERNAL : InputMode.CELL);
      }
      return new GateForm(gate, modes);
    }

    /** The share of A's elements that are written from something else than a constant: the rest is padding. */
    private static double filled(ContractOp op) {
      Value buffer = Buffers.base(op.lhs());
      long written = 0;
      for (Operation user : buffer.users()) {
        if (user instanceof StoreOp store && !(store.value().definingOp() instanceof ConstantOp)) written += TripCounts.around(store);
        else if (!(user instanceof StoreOp) && user.numResults() == 0 && user != op) return 1;
      }
      return written == 0 ? 1 : Math.min(1, (double) written / ((MemRefType) buffer.type()).numElements());
    }
  }
}
