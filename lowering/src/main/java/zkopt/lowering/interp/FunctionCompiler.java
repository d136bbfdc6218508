package zkopt.lowering.interp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import zkopt.dialect.affine.DmaOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.dialect.affine.MapOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.FixedDialect;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.memref.CastOp;
import zkopt.dialect.memref.CollapseShapeOp;
import zkopt.dialect.memref.CopyOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.dialect.memref.DimOp;
import zkopt.dialect.memref.ExpandShapeOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.memref.LoadOp;
import zkopt.dialect.memref.ReinterpretCastOp;
import zkopt.dialect.memref.StoreOp;
import zkopt.dialect.memref.SubViewOp;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.CompileException;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;
import zkopt.lowering.Buffers;

/** Turns the operations of a function into {@link Step}s once, so that running them looks nothing up. */
final class FunctionCompiler {
  private final ModuleOp module;
  private final boolean recordRanges;
  private final BufferObserver observer;
  private final boolean followErrors;
  private final Slots slots = new Slots();
  private final Map<Value, StoredRange> ranges = new IdentityHashMap<>();
  private final Map<String, long[]> globals = new java.util.HashMap<>();

  /**
   * @param observer may be null
   * @param followErrors whether frames have {@link Frame#errors}; only for the fixed-point level
   */
  FunctionCompiler(ModuleOp module, boolean recordRanges, BufferObserver observer, boolean followErrors) {
    this.module = module;
    this.followErrors = followErrors;
    this.observer = observer;
    this.recordRanges = recordRanges;
  }

  Slots slots() {
    return slots;
  }

  /** What is stored to each allocation (or function argument) and what each scalar outside of sums is, when asked for. */
  Map<Value, StoredRange> ranges() {
    return ranges;
  }

  /** The steps of a function's body: buffers are dropped after their last use. */
  Step[] compileBody(Block block) {
    var lifetimes = new Lifetimes(block);
    return compile(block, op -> {
      List<Value> ending = lifetimes.endingWith(op);
      int[] over = slots.of(ending);
      return over.length == 0 ? null : frame -> {
        for (int i = 0; i < over.length; i++) {
          if (observer != null && ending.get(i).definingOp() instanceof AllocOp) observer.over(ending.get(i), frame.buffers()[over[i]]);
          frame.buffers()[over[i]] = null;
        }
      };
    });
  }

  /** The steps of the operations before the terminator. */
  private Step[] compile(Block block) {
    return compile(block, _ -> null);
  }

  /** @param afterwards what is to follow an operation, or null */
  private Step[] compile(Block block, Function<Operation, Step> afterwards) {
    var steps = new ArrayList<Step>();
    for (Operation op : block.operations()) {
      if (op instanceof Traits.Terminator) continue;
      Stream.of(compile(op), afterwards.apply(op)).filter(Objects::nonNull).forEach(steps::add);
    }
    return steps.toArray(Step[]::new);
  }

  /** A step that does the same to values and to their errors. */
  private Step both(Step step) {
    if (!followErrors || step == null) return step;
    return frame -> {
      step.run(frame);
      step.run(frame.errors());
    };
  }

  private Step compile(Operation op) {
    return switch (op) {
      case ForOp loop -> loop(loop);
      case IfOp branch -> branch(branch);
      case GetGlobalOp get -> global(get);
      default -> {
        Step ofErrors = followErrors ? ErrorSteps.of(op, slots) : null;
        Step step = single(op);
        yield ofErrors == null ? both(step) : frame -> {
          step.run(frame);
          ofErrors.run(frame);
        };
      }
    };
  }

  private Step single(Operation op) {
    return switch (op) {
      case zkopt.dialect.affine.LoadOp load -> load(load, load.memref(), load.map(), load.mapOperands());
      case zkopt.dialect.affine.StoreOp store -> store(store, store.value(), store.memref(), store.map(), store.mapOperands());
      case LoadOp load -> load(load, load.memref(), AffineMap.identity(load.indices().size()), load.indices());
      case StoreOp store -> store(store, store.value(), store.memref(), AffineMap.identity(store.indices().size()), store.indices());
      case ParallelOp loop -> parallel(loop);
      case zkopt.dialect.scf.ForOp loop -> loop(loop);
      case zkopt.dialect.scf.IfOp branch -> branch(branch);
      case MapOp map -> affineMap(map);
      case AllocOp alloc -> allocate(alloc, alloc.type());
      case AllocaOp alloca -> allocate(alloca, alloca.type());
      case DeallocOp _ -> null;
      case CopyOp copy -> copy(copy);
      case DmaOp dma -> dma.kind() == DmaOp.Kind.WAIT ? null : transfer(dma);
      case CastOp view -> view(view, view.source());
      case CollapseShapeOp view -> view(view, view.source());
      case ExpandShapeOp view -> view(view, view.source());
      case ReinterpretCastOp view -> view(view, view.source());
      case SubViewOp view -> view(view, view.source());
      case DimOp dim -> dimension(dim);
      default -> scalar(op);
    };
  }

  private static CompileException unsupported(Operation op, String what) {
    return new CompileException(new ExecutionException(op, what).getMessage());
  }

  private Step scalar(Operation op) {
    ScalarFunction function = ScalarFunctions.of(op);
    if (function == null) throw unsupported(op, "the interpreter does not support it");
    int to = slots.of(op.result());
    int[] from = slots.of(op.operands());
    Step step = switch (function) {
      case ScalarFunction.Constant(long word) -> frame -> frame.words()[to] = word;
      case ScalarFunction.Unary(var f) -> {
        int a = from[0];
        yield frame -> frame.words()[to] = f.applyAsLong(frame.words()[a]);
      }
      case ScalarFunction.Binary(var f) -> {
        int a = from[0];
        int b = from[1];
        yield frame -> frame.words()[to] = f.applyAsLong(frame.words()[a], frame.words()[b]);
      }
      case ScalarFunction.Ternary(var f) -> {
        int a = from[0];
        int b = from[1];
        int c = from[2];
        yield frame -> frame.words()[to] = f.apply(frame.words()[a], frame.words()[b], frame.words()[c]);
      }
      case ScalarFunction.Nary(var f) -> frame -> frame.words()[to] = f.evaluate(Arrays.stream(from).mapToLong(i -> frame.words()[i]).toArray());
    };
    return recorded(op.result(), guarded(op, step));
  }

  private Step recorded(Value real, Step step) {
    if (!recordRanges || !(real.type() instanceof FloatType) || accumulates(real.parentBlock())) return step;
    int slot = slots.of(real);
    StoredRange range = ranges.computeIfAbsent(real, _ -> new StoredRange());
    return frame -> {
      step.run(frame);
      range.add(ScalarFunction.real(frame.words()[slot]));
    };
  }

  /** Whether this is the body of a sum, where most of the time is spent; what matters there is the sum, when it is read. */
  private static boolean accumulates(Block block) {
    for (Operation op : block.operations()) {
      boolean adds = op instanceof zkopt.dialect.affine.StoreOp store && store.value().definingOp() instanceof zkopt.dialect.arith.BinaryOp sum
          && sum.operands().stream().anyMatch(v -> v.definingOp() instanceof zkopt.dialect.affine.LoadOp load && load.memref() == store.memref());
      if (adds) return true;
    }
    return false;
  }

  private static Step guarded(Operation op, Step step) {
    return frame -> {
      try {
        step.run(frame);
      } catch (ArithmeticException | IndexOutOfBoundsException e) {
        throw new ExecutionException(op, e.getMessage());
      }
    };
  }

  private Address address(Operation op, Value memref, AffineMap map, List<Value> operands) {
    if (isSplat(memref)) return _ -> 0;
    Address address = Addresses.element((MemRefType) memref.type(), map, slots.of(operands));
    if (address == null) throw unsupported(op, "a memref with a dynamic layout is not supported: '" + memref.type() + "'");
    return address;
  }

  private Step load(Operation op, Value memref, AffineMap map, List<Value> operands) {
    Address address = address(op, memref, map, operands);
    int buffer = slots.of(memref);
    int to = slots.of(op.result());
    return recorded(op.result(), guarded(op, frame -> frame.words()[to] = frame.buffers()[buffer][(int) address.of(frame.words())]));
  }

  private Step store(Operation op, Value value, Value memref, AffineMap map, List<Value> operands) {
    Address address = address(op, memref, map, operands);
    int buffer = slots.of(memref);
    int from = slots.of(value);
    Step step = guarded(op, frame -> frame.buffers()[buffer][(int) address.of(frame.words())] = frame.words()[from]);
    if (!recordRanges || !(value.type() instanceof FloatType)) return step;
    StoredRange range = ranges.computeIfAbsent(Buffers.base(memref), _ -> new StoredRange());
    return frame -> {
      range.add(ScalarFunction.real(frame.words()[from]));
      step.run(frame);
    };
  }

  private Step loop(ForOp loop) {
    Address[] lower = results(loop.lowerMap(), loop.lowerOperands());
    Address[] upper = results(loop.upperMap(), loop.upperOperands());
    int counter = slots.of(loop.inductionVar());
    long by = loop.step();
    Step init = both(Moves.of(slots, loop.inits(), loop.iterArgs()));
    Step next = both(Moves.of(slots, yielded(loop.body()), loop.iterArgs()));
    Step out = both(Moves.of(slots, loop.iterArgs(), loop.results()));
    Step[] body = compile(loop.body());
    Step asWritten = frame -> {
      long end = least(upper, frame.words());
      init.run(frame);
      for (long i = largest(lower, frame.words()); i < end; i += by) {
        frame.setCounter(counter, i);
        Step.runAll(body, frame);
        next.run(frame);
      }
      out.run(frame);
    };
    AccumulationNest nest = followErrors ? null : AccumulationNest.of(loop, this::isSplat);
    return nest == null ? asWritten : contraction(nest, asWritten);
  }

  /** The nest as a kernel; {@code asWritten} where a subscript leaves its buffer, so that the message tells where. */
  private Step contraction(AccumulationNest nest, Step asWritten) {
    Address[] first = new Address[3];
    int[] buffers = new int[3];
    var accesses = List.of(nest.a(), nest.b(), nest.c());
    for (int i = 0; i < 3; i++) {
      first[i] = address(nest.sum(), accesses.get(i).memref(), accesses.get(i).map(), accesses.get(i).operands());
      buffers[i] = slots.of(accesses.get(i).memref());
    }
    int[] counters = nest.loops().stream().mapToInt(l -> slots.of(l.inductionVar())).toArray();
    long[] starts = nest.loops().stream().mapToLong(l -> l.lowerMap().singleConstant()).toArray();
    boolean real = nest.sum() instanceof zkopt.dialect.arith.BinaryOp;
    StoredRange range = recordRanges && real ? ranges.computeIfAbsent(Buffers.base(nest.c().memref()), _ -> new StoredRange()) : null;
    return guarded(nest.sum(), frame -> {
      for (int d = 0; d < counters.length; d++) frame.words()[counters[d]] = starts[d];
      long a = first[0].of(frame.words());
      long b = first[1].of(frame.words());
      long c = first[2].of(frame.words());
      long[] x = frame.buffers()[buffers[0]];
      long[] y = frame.buffers()[buffers[1]];
      long[] z = frame.buffers()[buffers[2]];
      ContractionKernel kernel = real ? new ContractionKernel.Reals(nest, x, y, z, range) : new ContractionKernel.Integers(nest, x, y, z);
      if (kernel.fits(a, x.length, b, y.length, c, z.length)) kernel.run((int) a, (int) b, (int) c);
      else asWritten.run(frame);
    });
  }

  private Step loop(zkopt.dialect.scf.ForOp loop) {
    int lower = slots.of(loop.lowerBound());
    int upper = slots.of(loop.upperBound());
    int by = slots.of(loop.step());
    int counter = slots.of(loop.inductionVar());
    Step init = Moves.of(slots, loop.inits(), loop.iterArgs());
    Step next = Moves.of(slots, yielded(loop.body()), loop.iterArgs());
    Step out = Moves.of(slots, loop.iterArgs(), loop.results());
    Step[] body = compile(loop.body());
    return frame -> {
      long[] words = frame.words();
      init.run(frame);
      for (long i = words[lower]; i < words[upper]; i += words[by]) {
        words[counter] = i;
        Step.runAll(body, frame);
        next.run(frame);
      }
      out.run(frame);
    };
  }

  private static List<Value> yielded(Block body) {
    return body.terminator() == null ? List.of() : body.terminator().operands();
  }

  private Step parallel(ParallelOp loop) {
    if (loop.numResults() > 0) throw unsupported(loop, "the interpreter does not support reductions");
    Address[] lower = results(loop.lowerMap(), loop.lowerOperands());
    Address[] upper = results(loop.upperMap(), loop.upperOperands());
    Step body = steps(compile(loop.body()));
    int lowerEnd = lower.length;
    int upperEnd = upper.length;
    for (int d = loop.steps().length - 1; d >= 0; d--) {
      Address[] low = Arrays.copyOfRange(lower, lowerEnd - (int) loop.lowerGroups()[d], lowerEnd);
      Address[] high = Arrays.copyOfRange(upper, upperEnd - (int) loop.upperGroups()[d], upperEnd);
      lowerEnd -= low.length;
      upperEnd -= high.length;
      int counter = slots.of(loop.body().argument(d));
      long by = loop.steps()[d];
      Step inner = body;
      body = frame -> {
        long end = least(high, frame.words());
        for (long i = largest(low, frame.words()); i < end; i += by) {
          frame.words()[counter] = i;
          inner.run(frame);
        }
      };
    }
    return body;
  }

  private static Step steps(Step[] steps) {
    return frame -> Step.runAll(steps, frame);
  }

  private Step branch(IfOp branch) {
    var condition = branch.condition();
    int[] operands = slots.of(branch.operands());
    Step[] yes = compile(branch.thenBlock());
    Step yesOut = both(Moves.of(slots, yielded(branch.thenBlock()), branch.results()));
    Step[] no = branch.hasElse() ? compile(branch.elseBlock()) : new Step[0];
    Step noOut = branch.hasElse() ? both(Moves.of(slots, yielded(branch.elseBlock()), branch.results())) : Moves.NONE;
    return frame -> {
      long[] values = Arrays.stream(operands).mapToLong(i -> frame.words()[i]).toArray();
      boolean holds = condition.contains(Arrays.copyOf(values, condition.numDims()),
          Arrays.copyOfRange(values, condition.numDims(), values.length));
      Step.runAll(holds ? yes : no, frame);
      (holds ? yesOut : noOut).run(frame);
    };
  }

  private Step branch(zkopt.dialect.scf.IfOp branch) {
    int condition = slots.of(branch.condition());
    Step[] yes = compile(branch.thenBlock());
    Step yesOut = Moves.of(slots, yielded(branch.thenBlock()), branch.results());
    Step[] no = branch.hasElse() ? compile(branch.elseBlock()) : new Step[0];
    Step noOut = branch.hasElse() ? Moves.of(slots, yielded(branch.elseBlock()), branch.results()) : Moves.NONE;
    return frame -> {
      boolean holds = frame.words()[condition] != 0;
      Step.runAll(holds ? yes : no, frame);
      (holds ? yesOut : noOut).run(frame);
    };
  }

  private Step affineMap(MapOp op) {
    Address[] results = results(op.map(), op.operands());
    int to = slots.of(op.result());
    return guarded(op, frame -> {
      long[] values = new long[results.length];
      for (int i = 0; i < values.length; i++) values[i] = results[i].of(frame.words());
      frame.words()[to] = op.combine(values);
    });
  }

  private Address[] results(AffineMap map, List<Value> operands) {
    int[] from = slots.of(operands);
    return map.results().stream().map(e -> Addresses.compile(e, map.numDims(), from)).toArray(Address[]::new);
  }

  private static long least(Address[] bounds, long[] words) {
    long least = bounds[0].of(words);
    for (int i = 1; i < bounds.length; i++) least = Math.min(least, bounds[i].of(words));
    return least;
  }

  private static long largest(Address[] bounds, long[] words) {
    long largest = bounds[0].of(words);
    for (int i = 1; i < bounds.length; i++) largest = Math.max(largest, bounds[i].of(words));
    return largest;
  }

  private Step allocate(Operation op, MemRefType type) {
    if (!type.hasStaticShape()) throw unsupported(op, "a memref of dynamic shape is not supported: '" + type + "'");
    int size = Math.toIntExact(type.numElements());
    int to = slots.of(op.result());
    return frame -> frame.buffers()[to] = new long[size];
  }

  /** Whether the buffer of {@code memref} is constant data that is the same throughout: it is kept as one element. */
  private boolean isSplat(Value memref) {
    return Buffers.base(memref).definingOp() instanceof GetGlobalOp get && module.lookup(get.global()) instanceof GlobalOp global
        && global.isConstant() && global.initialValue() != null && global.initialValue().isSplat();
  }

  private Step global(GetGlobalOp op) {
    if (!(module.lookup(op.global()) instanceof GlobalOp global) || global.initialValue() == null) {
      throw unsupported(op, "'" + op.global() + "' is not a global with data");
    }
    int to = slots.of(op.result());
    long[] data = globals.computeIfAbsent(op.global(), _ -> words(global.initialValue()));
    Step values = frame -> frame.buffers()[to] = global.isConstant() ? data : data.clone();
    if (!followErrors || !(((MemRefType) op.result().type()).elementType() instanceof QType)) return both(values);
    long[] errors = new long[data.length];
    Arrays.fill(errors, ScalarFunction.word(global.attribute(FixedDialect.ERROR) instanceof FloatAttr e ? e.value() : 0));
    return frame -> {
      values.run(frame);
      frame.errors().buffers()[to] = errors;
    };
  }

  private static long[] words(ElementsAttr data) {
    boolean real = data.type().elementType() instanceof FloatType;
    long[] words = new long[data.isSplat() ? 1 : Math.toIntExact(data.count())];
    for (int i = 0; i < words.length; i++) words[i] = real ? ScalarFunction.word(data.doubleAt(i)) : data.longAt(i);
    return words;
  }

  private Step copy(CopyOp op) {
    boolean plain = ((MemRefType) op.source().type()).layout() == null && ((MemRefType) op.target().type()).layout() == null;
    if (!plain) throw unsupported(op, "copies between memrefs with layouts are not supported");
    int from = slots.of(op.source());
    int to = slots.of(op.target());
    if (isSplat(op.source())) return frame -> Arrays.fill(frame.buffers()[to], frame.buffers()[from][0]);
    return frame -> System.arraycopy(frame.buffers()[from], 0, frame.buffers()[to], 0, frame.buffers()[from].length);
  }

  /** All at once: a wait finds it done. */
  private Step transfer(DmaOp op) {
    DmaOp.Place from = op.places().get(0);
    DmaOp.Place to = op.places().get(1);
    if (isSplat(from.memref())) throw unsupported(op, "transfers of constant data are not supported");
    Address source = address(op, from.memref(), from.map(), from.operands());
    Address target = address(op, to.memref(), to.map(), to.operands());
    int read = slots.of(from.memref());
    int written = slots.of(to.memref());
    int[] counts = slots.of(op.counts());
    boolean isStrided = counts.length > 1;
    boolean fromSlower = isStrided && isSlower(op, from.memref(), to.memref());
    return guarded(op, frame -> {
      long[] words = frame.words();
      long stride = isStrided ? words[counts[1]] : 1;
      long run = isStrided ? words[counts[2]] : 1;
      for (long i = 0; i < words[counts[0]]; i++) {
        long strided = i / run * stride + i % run;
        frame.buffers()[written][Math.toIntExact(target.of(words) + (fromSlower ? i : strided))]
            = frame.buffers()[read][Math.toIntExact(source.of(words) + (fromSlower ? strided : i))];
      }
    });
  }

  /** The memory space with the lower number is the slower one, where strides are. */
  private static boolean isSlower(Operation op, Value a, Value b) {
    long first = memorySpace(op, a);
    long second = memorySpace(op, b);
    if (first == second) throw unsupported(op, "transfers with strides are between different memory spaces");
    return first < second;
  }

  private static long memorySpace(Operation op, Value memref) {
    return switch (((MemRefType) memref.type()).memorySpace()) {
      case null -> 0;
      case IntegerAttr number -> number.value();
      case Attribute other -> throw unsupported(op, "a memory space that is no number is not supported: '" + other + "'");
    };
  }

  /** A view shares the buffer; its type tells the layout. */
  private Step view(Operation op, Value source) {
    int from = slots.of(source);
    int to = slots.of(op.result());
    return frame -> frame.buffers()[to] = frame.buffers()[from];
  }

  private Step dimension(DimOp op) {
    var type = (MemRefType) op.source().type();
    int index = slots.of(op.index());
    int to = slots.of(op.result());
    return guarded(op, frame -> frame.words()[to] = type.dim((int) frame.words()[index]));
  }
}
