package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.ir.CompileException;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.lowering.interp.StoredRange;

/** What values sample inputs lead to. Formats follow it; nothing is trusted to stay within it, what does not is an error when it is computed. */
public final class Calibration {
  /** On allocations, scalar operations and arguments at the affine level: the least and the largest value, {@code [lo : f64, hi : f64]}. */
  public static final String RANGE = "fixed.range";

  /** On allocations: a number by which a buffer is found again at the fixed-point level. */
  public static final String TENSOR = "fixed.tensor";

  private Calibration() {}

  /**
   * The range of one value.
   *
   * @param place the argument's number, or the operation's in preorder, counted from the number of arguments on
   */
  public record Range(int place, double least, double largest) {}

  /** Everything that {@link #annotate} noted. */
  public static List<Range> ranges(ModuleOp module) {
    FuncOp function = AffineInterpreter.mainFunction(module);
    var ranges = new ArrayList<Range>();
    for (int i = 0; i < function.arguments().size(); i++) add(ranges, i, Observed.of(function.argAttr(i, RANGE)));
    List<Operation> operations = operations(function);
    for (int i = 0; i < operations.size(); i++) add(ranges, function.arguments().size() + i, Observations.of(operations.get(i)));
    return ranges;
  }

  private static void add(List<Range> ranges, int place, Observed observed) {
    if (observed != null) ranges.add(new Range(place, observed.least(), observed.largest()));
  }

  /** The number of places: a module of another number is another model, or was made by another version of the compiler. */
  public static int places(ModuleOp module) {
    FuncOp function = AffineInterpreter.mainFunction(module);
    return function.arguments().size() + operations(function).size();
  }

  /** Notes ranges that {@link #ranges} gave for the same module. @throws IndexOutOfBoundsException for a place that there is not */
  public static void apply(ModuleOp module, List<Range> ranges) {
    FuncOp function = AffineInterpreter.mainFunction(module);
    List<Operation> operations = operations(function);
    int arguments = function.arguments().size();
    for (Range range : ranges) {
      var attribute = new Observed(range.least, range.largest).attribute();
      if (range.place < arguments) function.setArgAttr(range.place, RANGE, attribute);
      else operations.get(range.place - arguments).setAttribute(RANGE, attribute);
    }
  }

  private static List<Operation> operations(FuncOp function) {
    var operations = new ArrayList<Operation>();
    function.walkPreOrder(operations::add);
    return operations;
  }

  /** Numbers the allocations of the main function, see {@link #TENSOR}. */
  public static void numberTensors(ModuleOp module) {
    int[] next = new int[1];
    AffineInterpreter.mainFunction(module).walk(AllocOp.class, alloc -> alloc.setAttribute(TENSOR, IntegerAttr.i64(next[0]++)));
  }

  /**
   * Runs the main function on each sample and notes the range of each value in attribute {@link #RANGE}.
   *
   * @param samples for each sample the inputs of the function, row-major
   * @throws CompileException when the module is not at the affine level
   */
  public static void annotate(ModuleOp module, List<double[][]> samples) {
    FuncOp function = AffineInterpreter.mainFunction(module);
    var interpreter = new AffineInterpreter(module, function, true);
    for (double[][] sample : samples) {
      interpreter.run(sample);
      for (int i = 0; i < sample.length; i++) annotateArgument(function, i, sample[i]);
    }
    interpreter.ranges().forEach((value, range) -> {
      Operation op = value.definingOp();
      if (op != null && !range.isEmpty()) op.setAttribute(RANGE, observed(range, value.type() instanceof FloatType).attribute());
    });
  }

  /** Infinities among scalars, as of masks, become finite; in a buffer they are the start of a maximum. */
  private static Observed observed(StoredRange range, boolean scalar) {
    var finite = new Observed(range.least(), range.largest());
    return scalar && range.wasInfinite() ? finite.union(new Observed(-Formats.INFINITY, Formats.INFINITY)) : finite;
  }

  private static void annotateArgument(FuncOp function, int i, double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    var range = new Observed(Arrays.stream(finite).min().orElse(0), Arrays.stream(finite).max().orElse(0));
    Observed before = Observed.of(function.argAttr(i, RANGE));
    function.setArgAttr(i, RANGE, (before == null ? range : before.union(range)).attribute());
  }
}
