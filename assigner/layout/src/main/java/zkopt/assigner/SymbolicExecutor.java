package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import zkopt.assigner.Values.Source;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.MapOp;
import zkopt.dialect.affine.YieldOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.memref.CollapseShapeOp;
import zkopt.dialect.memref.CopyOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.dialect.memref.ExpandShapeOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.memref.ReinterpretCastOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.dialect.plonk.PlonkDialect;
import zkopt.ir.Block;
import zkopt.ir.CompileException;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.StridedLayoutAttr;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/**
 * Runs a plonk-level function on value numbers: subscripts and loop bounds are computed, memrefs hold value numbers, and what remains
 * is the {@link Trace}. The function is first compiled to steps over slots, so that the loops run fast.
 */
final class SymbolicExecutor {
  /** The state of one run: integers (subscripts), value numbers and memrefs, each SSA value in its slot. */
  private static final class Frame {
    long[] integers;
    int[] scalars;
    MemRefView[] memrefs;
  }

  private interface Step {
    void run(Frame frame);
  }

  private final ModuleOp module;
  private final Map<String, Gate> gates;
  private final Map<Value, Integer> slots = new IdentityHashMap<>();
  private final Map<String, MemRefView> globals = new java.util.HashMap<>();
  private final Trace trace = new Trace();

  private final boolean fold;

  private SymbolicExecutor(ModuleOp module, Map<String, Gate> gates) {
    this.module = module;
    this.gates = gates;
    this.fold = module.attribute(PlonkDialect.KEEP_INSTANCES) == null;
  }

  /**
   * The trace of {@code function}.
   *
   * @throws CompileException for an operation that has no place at the plonk level
   */
  static Trace trace(ModuleOp module, FuncOp function, Map<String, Gate> gates) {
    return new SymbolicExecutor(module, gates).run(function);
  }

  private Trace run(FuncOp function) {
    Block body = function.body();
    Step program = block(body);
    var frame = new Frame();
    frame.integers = new long[slots.size() + body.arguments().size()];
    frame.scalars = new int[frame.integers.length];
    frame.memrefs = new MemRefView[frame.integers.length];
    for (Value argument : body.arguments()) {
      if (!(argument.type() instanceof MemRefType type)) throw new CompileException("argument of type " + argument.type() + " is no memref");
      var view = MemRefView.allocate(sizes(type));
      int first = trace.values.add(Source.INPUT, view.cells().length);
      for (int i = 0; i < view.cells().length; i++) view.cells()[i] = first + i;
      trace.inputs.add(view.cells().clone());
      frame.memrefs[slot(argument)] = view;
    }
    program.run(frame);
    return trace;
  }

  private int slot(Value value) {
    return slots.computeIfAbsent(value, _ -> slots.size());
  }

  private Step block(Block block) {
    block.arguments().forEach(this::slot);
    Step[] steps = block.operations().stream().map(this::located).toArray(Step[]::new);
    return frame -> {
      for (Step step : steps) step.run(frame);
    };
  }

  /** The step of an operation, with its node named when it fails. */
  private Step located(Operation op) {
    Step step = step(op);
    return frame -> {
      try {
        step.run(frame);
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        throw new CompileException("'" + op.name() + "' of node '" + node(op) + "': " + e.getMessage());
      }
    };
  }

  static String node(Operation op) {
    return op.location().nodeName().orElse(op.location().toString());
  }

  private Step step(Operation op) {
    return switch (op) {
      case ForOp loop -> loop(loop);
      case zkopt.dialect.affine.LoadOp load -> {
        int to = slot(load.result());
        int from = slot(load.memref());
        Subscripts at = new Subscripts(load.map(), load.mapOperands());
        yield load.result().type() instanceof IndexType
            ? f -> f.integers[to] = f.memrefs[from].cells()[f.memrefs[from].at(at.evaluate(f))]
            : f -> f.scalars[to] = element(f.memrefs[from], at.evaluate(f));
      }
      case zkopt.dialect.affine.StoreOp store -> {
        int value = slot(store.value());
        int into = slot(store.memref());
        Subscripts at = new Subscripts(store.map(), store.mapOperands());
        yield f -> f.memrefs[into].cells()[f.memrefs[into].at(at.evaluate(f))] = f.scalars[value];
      }
      case zkopt.dialect.memref.LoadOp load -> {
        int to = slot(load.result());
        int from = slot(load.memref());
        int[] index = slotsOf(load.indices());
        yield f -> f.scalars[to] = element(f.memrefs[from], gather(f, index));
      }
      case zkopt.dialect.memref.StoreOp store -> {
        int value = slot(store.value());
        int into = slot(store.memref());
        int[] index = slotsOf(store.indices());
        yield f -> f.memrefs[into].cells()[f.memrefs[into].at(gather(f, index))] = f.scalars[value];
      }
      case MapOp map -> subscript(map);
      case ConstantOp c when c.value() instanceof IntegerAttr value -> {
        int to = slot(c.result());
        yield f -> f.integers[to] = value.value();
      }
      case BinaryOp binary -> integerArithmetic(binary);
      case zkopt.dialect.arith.CastOp cast -> {
        int to = slot(cast.result());
        int from = slot(cast.operand(0));
        yield f -> f.integers[to] = f.integers[from];
      }
      case zkopt.dialect.fixed.ConstantOp c -> {
        int to = slot(c.result());
        int id = trace.values.constant(c.value());
        yield f -> f.scalars[to] = id;
      }
      case AllocOp alloc -> allocate(alloc);
      case AllocaOp alloca -> allocate(alloca);
      case DeallocOp _, YieldOp _ -> _ -> {};
      case GetGlobalOp get -> {
        int to = slot(get.result());
        MemRefView view = global(get.global());
        yield f -> f.memrefs[to] = view;
      }
      case CollapseShapeOp _, ExpandShapeOp _, zkopt.dialect.memref.CastOp _, ReinterpretCastOp _ -> {
        int to = slot(op.result());
        int from = slot(op.operand(0));
        var type = (MemRefType) op.result().type();
        yield f -> f.memrefs[to] = view(f.memrefs[from], type);
      }
      case CopyOp copy -> {
        int from = slot(copy.source());
        int into = slot(copy.target());
        yield f -> f.memrefs[into].copyFrom(f.memrefs[from]);
      }
      case ContractOp contract -> contraction(contract);
      case zkopt.dialect.plonk.ApplyOp apply -> apply(apply);
      case ReturnOp ret -> {
        int[] results = slotsOf(ret.operands());
        yield f -> {
          for (int r : results) trace.outputs.add(written(f.memrefs[r].flatten()));
        };
      }
      default -> reject(op);
    };
  }

  private static Step reject(Operation op) {
    throw new CompileException("'" + op.name() + "' of node '" + node(op) + "' has no place at the plonk level; run 'fixed-to-plonk' first");
  }

  private Step loop(ForOp loop) {
    var lower = new Subscripts(loop.lowerMap(), loop.lowerOperands());
    var upper = new Subscripts(loop.upperMap(), loop.upperOperands());
    int counter = slot(loop.inductionVar());
    if (!loop.inits().isEmpty()) throw new CompileException("'affine.for' of node '" + node(loop) + "' carries values; the plonk level keeps them in memrefs");
    Step body = block(loop.body());
    long step = loop.step();
    return f -> {
      long from = Arrays.stream(lower.evaluate(f)).max().orElseThrow();
      long to = Arrays.stream(upper.evaluate(f)).min().orElseThrow();
      for (long i = from; i < to; i += step) {
        f.integers[counter] = i;
        body.run(f);
      }
    };
  }

  private Step subscript(MapOp op) {
    int to = slot(op.result());
    var at = new Subscripts(op.map(), op.operands());
    return f -> f.integers[to] = op.combine(at.evaluate(f));
  }

  private Step integerArithmetic(BinaryOp op) {
    int to = slot(op.result());
    int a = slot(op.operand(0));
    int b = slot(op.operand(1));
    return switch (op.kind()) {
      case ADDI -> f -> f.integers[to] = f.integers[a] + f.integers[b];
      case SUBI -> f -> f.integers[to] = f.integers[a] - f.integers[b];
      case MULI -> f -> f.integers[to] = f.integers[a] * f.integers[b];
      case MAXSI -> f -> f.integers[to] = Math.max(f.integers[a], f.integers[b]);
      case MINSI -> f -> f.integers[to] = Math.min(f.integers[a], f.integers[b]);
      case DIVSI -> f -> f.integers[to] = f.integers[a] / f.integers[b];
      case FLOORDIVSI -> f -> f.integers[to] = Math.floorDiv(f.integers[a], f.integers[b]);
      case CEILDIVSI -> f -> f.integers[to] = Math.ceilDiv(f.integers[a], f.integers[b]);
      case REMSI -> f -> f.integers[to] = f.integers[a] % f.integers[b];
      default -> reject(op);
    };
  }

  private Step allocate(Operation op) {
    int to = slot(op.result());
    long[] sizes = sizes((MemRefType) op.result().type());
    return f -> f.memrefs[to] = MemRefView.allocate(sizes);
  }

  /** Constant data, weights unless it is marked as public; that of indices holds the indices themselves, since subscripts are no values of the table. */
  private MemRefView global(String name) {
    return globals.computeIfAbsent(name, _ -> {
      if (!(module.lookup(name) instanceof GlobalOp global)) throw new CompileException("no global '@" + name + "'");
      ElementsAttr data = global.initialValue();
      if (data == null) throw new CompileException("global '@" + name + "' has no value");
      var view = MemRefView.allocate(sizes(global.type()));
      if (global.type().elementType() instanceof IndexType) {
        for (int i = 0; i < view.cells().length; i++) view.cells()[i] = Math.toIntExact(data.longAt(i));
        return view;
      }
      if (global.attribute(PlonkDialect.PUBLIC) != null) {
        for (int i = 0; i < view.cells().length; i++) view.cells()[i] = trace.values.constant(data.longAt(i));
        return view;
      }
      int first = trace.values.add(Source.WEIGHT, view.cells().length);
      for (int i = 0; i < view.cells().length; i++) view.cells()[i] = first + i;
      trace.weights.add(new Trace.WeightBlock(first, view.cells().length, data));
      return view;
    });
  }

  /** The same buffer under another type, whose layout counts from the start of the buffer. */
  private static MemRefView view(MemRefView of, MemRefType type) {
    return switch (type.layout()) {
      case null -> of.reshape(sizes(type));
      case StridedLayoutAttr(var strides, long offset) when offset != ShapedType.DYNAMIC && !strides.contains(ShapedType.DYNAMIC) ->
          new MemRefView(of.cells(), Math.toIntExact(offset), sizes(type), strides.stream().mapToLong(s -> s).toArray());
      default -> throw new IllegalArgumentException("type " + type + " has no static layout");
    };
  }

  private Step apply(zkopt.dialect.plonk.ApplyOp apply) {
    Gate gate = gates.get(apply.gateName());
    if (gate == null) throw new CompileException("'plonk.apply' of node '" + node(apply) + "': no gate '@" + apply.gateName() + "'");
    int number = trace.runs.size();
    var run = new Trace.GateRun(gate, node(apply));
    trace.runs.add(run);
    int[] inputs = slotsOf(apply.operands());
    int[] outputs = slotsOf(List.copyOf(apply.results()));
    var folding = new Folding(run, trace.values);
    int[] in = new int[inputs.length];
    return f -> {
      for (int i = 0; i < in.length; i++) in[i] = f.scalars[inputs[i]];
      int[] known = fold ? folding.outputs(in) : null;
      if (known == null) {
        run.add(in);
        known = new int[outputs.length];
        for (int i = 0; i < known.length; i++) {
          known[i] = trace.values.add(Source.GATE);
          run.outputs.add(known[i]);
        }
        trace.instance(number);
      }
      for (int i = 0; i < outputs.length; i++) f.scalars[outputs[i]] = known[i];
    };
  }

  private Step contraction(ContractOp op) {
    int a = slot(op.lhs());
    int b = slot(op.rhs());
    int c = slot(op.out());
    var plan = ContractionPlan.of(op);
    String node = node(op);
    return f -> plan.expand(node, f.memrefs[a], f.memrefs[b], f.memrefs[c], trace.values, contraction -> {
      trace.contractions.add(contraction);
      trace.contraction(trace.contractions.size() - 1);
    });
  }

  private static int element(MemRefView view, long[] index) {
    int id = view.cells()[view.at(index)];
    if (id == MemRefView.UNSET) throw new IllegalArgumentException("element " + Arrays.toString(index) + " is read before it is written");
    return id;
  }

  private static int[] written(int[] ids) {
    for (int id : ids) {
      if (id == MemRefView.UNSET) throw new IllegalArgumentException("an element of the result is never written");
    }
    return ids;
  }

  private int[] slotsOf(List<? extends Value> values) {
    return values.stream().mapToInt((ToIntFunction<Value>) this::slot).toArray();
  }

  private static long[] gather(Frame f, int[] from) {
    long[] values = new long[from.length];
    for (int i = 0; i < from.length; i++) values[i] = f.integers[from[i]];
    return values;
  }

  private static long[] sizes(MemRefType type) {
    if (!type.hasStaticShape()) throw new CompileException("type " + type + " has no static shape");
    return type.shape().stream().mapToLong(d -> d).toArray();
  }

  /** An affine map over slots; linear results are evaluated as dot products. */
  private final class Subscripts {
    private final AffineMap map;
    private final int[] operands;
    private final List<long[]> linear = new ArrayList<>();

    Subscripts(AffineMap map, List<Value> operands) {
      this.map = map;
      this.operands = slotsOf(operands);
      map.results().forEach(e -> linear.add(e.linearCoefficients(map.numDims())));
    }

    long[] evaluate(Frame f) {
      long[] values = new long[linear.size()];
      for (int i = 0; i < values.length; i++) {
        long[] c = linear.get(i);
        if (c == null) return map.evaluate(gather(f, operands));
        long sum = c[c.length - 1];
        for (int d = 0; d < c.length - 1; d++) {
          if (c[d] != 0) sum += c[d] * f.integers[operands[d]];
        }
        values[i] = sum;
      }
      return values;
    }
  }
}
