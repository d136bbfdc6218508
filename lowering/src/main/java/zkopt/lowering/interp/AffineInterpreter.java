package zkopt.lowering.interp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.ir.CompileException;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.Value;

/**
 * Runs a function whose arguments and results are memrefs of static shape, at the affine level on floats (computed in double) or at
 * the fixed level on integers, exactly. Compiled once, run often; not for concurrent use.
 */
public final class AffineInterpreter {
  private final FuncOp function;
  private final Step[] steps;
  private final Slots slots;
  private final BufferObserver observer;
  private final Map<Value, StoredRange> ranges;
  private final boolean followErrors;

  /** @throws CompileException when the function holds an operation that cannot be run; the message names it */
  public AffineInterpreter(ModuleOp module, FuncOp function) {
    this(module, function, false);
  }

  /** @param recordRanges whether to keep what values become, see {@link #ranges} */
  public AffineInterpreter(ModuleOp module, FuncOp function, boolean recordRanges) {
    this(module, function, recordRanges, null, false);
  }

  private AffineInterpreter(ModuleOp module, FuncOp function, boolean recordRanges, BufferObserver observer, boolean followErrors) {
    this.function = function;
    this.followErrors = followErrors;
    this.observer = observer;
    if (function.bodyRegion().blocks().size() != 1) throw new CompileException("function '" + function.symbolName() + "' must have one block");
    for (Value argument : function.arguments()) {
      if (!(argument.type() instanceof MemRefType type) || !type.hasStaticShape()) {
        throw new CompileException("an argument of '" + function.symbolName() + "' is no memref of static shape: '" + argument.type() + "'");
      }
    }
    var compiler = new FunctionCompiler(module, recordRanges, observer, followErrors);
    this.slots = compiler.slots();
    function.arguments().forEach(slots::of);
    this.steps = compiler.compileBody(function.body());
    slots.of(results());
    this.ranges = compiler.ranges();
  }

  /** The interpreter of the only function of {@code module}, or of {@code main_graph}. */
  public static AffineInterpreter of(ModuleOp module) {
    return new AffineInterpreter(module, mainFunction(module));
  }

  /** As {@link #of}, of which {@code observer} sees all buffers, those that are returned at the end. */
  public static AffineInterpreter observed(ModuleOp module, BufferObserver observer) {
    return new AffineInterpreter(module, mainFunction(module), false, observer, false);
  }

  /** As {@link #of}, for {@link #runWithErrors}. */
  public static AffineInterpreter followingErrors(ModuleOp fixed) {
    return new AffineInterpreter(fixed, mainFunction(fixed), false, null, true);
  }

  /** The function {@code main_graph}, or else the only one. @throws CompileException when there is neither */
  public static FuncOp mainFunction(ModuleOp module) {
    if (module.lookup("main_graph") instanceof FuncOp main) return main;
    var functions = module.body().operations().stream().filter(FuncOp.class::isInstance).map(FuncOp.class::cast).toList();
    if (functions.size() == 1) return functions.getFirst();
    throw new CompileException("the module has " + functions.size() + " functions and none is named 'main_graph'");
  }

  private List<Value> results() {
    return function.body().terminator().operands();
  }

  /** Runs on floats, row-major. @throws ExecutionException when the run fails */
  public List<float[]> run(float[]... inputs) {
    double[][] reals = Arrays.stream(inputs).map(x -> IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray()).toArray(double[][]::new);
    var outputs = new ArrayList<float[]>();
    for (double[] result : run(reals)) {
      float[] converted = new float[result.length];
      for (int i = 0; i < result.length; i++) converted[i] = (float) result[i];
      outputs.add(converted);
    }
    return outputs;
  }

  /** As {@link #run(float[]...)}, for what floats do not hold; whole numbers are the elements of buffers of integers. */
  public List<double[]> run(double[]... inputs) {
    var words = new ArrayList<long[]>();
    for (int i = 0; i < inputs.length; i++) {
      boolean whole = i < function.arguments().size() && holdsIntegers(function.arguments().get(i));
      words.add(Arrays.stream(inputs[i]).mapToLong(x -> whole ? (long) x : ScalarFunction.word(x)).toArray());
    }
    var outputs = new ArrayList<double[]>();
    for (long[] result : execute(words)) {
      boolean whole = holdsIntegers(results().get(outputs.size()));
      outputs.add(Arrays.stream(result).mapToDouble(word -> whole ? word : ScalarFunction.real(word)).toArray());
    }
    return outputs;
  }

  private static boolean holdsIntegers(Value memref) {
    return ((MemRefType) memref.type()).elementType() instanceof IntegerType;
  }

  /** Runs on the integers of fixed-point values, row-major. @throws ExecutionException when a result does not fit its type */
  public List<long[]> runFixed(long[]... inputs) {
    return execute(List.of(inputs));
  }

  /** An output with, for each element, how far it is at most from what reals would give. */
  public record Bounded(long[] integers, double[] errors) {}

  /**
   * As {@link #runFixed}, with the errors that {@link zkopt.dialect.fixed.FixedErrors} bounds.
   *
   * @param errors how far the inputs are off at most
   */
  public List<Bounded> runWithErrors(long[][] inputs, double[][] errors) {
    Frame frame = start(List.of(inputs));
    for (int i = 0; i < errors.length; i++) {
      frame.errors().buffers()[slots.of(function.arguments().get(i))] = Arrays.stream(errors[i]).mapToLong(ScalarFunction::word).toArray();
    }
    Step.runAll(steps, frame);
    return results().stream().map(v -> {
      var type = (MemRefType) v.type();
      double[] off = Arrays.stream(data(frame.errors().buffers()[slots.of(v)], type)).mapToDouble(ScalarFunction::real).toArray();
      return new Bounded(data(frame.buffers()[slots.of(v)], type), off);
    }).toList();
  }

  private List<long[]> execute(List<long[]> inputs) {
    Frame frame = start(inputs);
    Step.runAll(steps, frame);
    if (observer != null) results().stream().distinct().filter(v -> v.definingOp() instanceof AllocOp).forEach(v -> observer.over(v, frame.buffers()[slots.of(v)]));
    return results().stream().map(v -> data(frame.buffers()[slots.of(v)], (MemRefType) v.type())).toList();
  }

  private Frame start(List<long[]> inputs) {
    var arguments = function.arguments();
    if (inputs.size() != arguments.size()) {
      throw new IllegalArgumentException("'" + function.symbolName() + "' takes " + arguments.size() + " inputs, but got " + inputs.size());
    }
    Frame frame = slots.frame(followErrors);
    for (int i = 0; i < inputs.size(); i++) {
      long expected = ((MemRefType) arguments.get(i).type()).numElements();
      if (inputs.get(i).length != expected) {
        throw new IllegalArgumentException("input " + i + " has " + inputs.get(i).length + " elements, but '" + arguments.get(i).type() + "' has " + expected);
      }
      frame.buffers()[slots.of(arguments.get(i))] = inputs.get(i).clone();
    }
    return frame;
  }

  /** A copy; of constant data that is the same throughout there is one element. */
  private static long[] data(long[] buffer, MemRefType type) {
    if (buffer.length == type.numElements()) return buffer.clone();
    long[] data = new long[Math.toIntExact(type.numElements())];
    Arrays.fill(data, buffer[0]);
    return data;
  }

  /** The range of what all runs stored to each allocation and of each scalar outside of sums; empty unless asked for when constructed. */
  public Map<Value, StoredRange> ranges() {
    return Collections.unmodifiableMap(ranges);
  }
}
