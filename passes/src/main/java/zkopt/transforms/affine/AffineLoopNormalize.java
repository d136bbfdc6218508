package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.analysis.affine.MapOperands;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Makes loops count from 0 in steps of 1. Those whose lower bound is the largest of several stay as they are. */
@Pass.Named(value = "affine-loop-normalize", summary = "Apply normalization transformations to affine loop-like ops")
public record AffineLoopNormalize(@Option("Promote single iteration loops") boolean promoteSingleIter) implements Pass {
  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    root.walk(op -> {
      if (op instanceof ParallelOp loop) normalize(loop);
      else if (op instanceof ForOp loop && !(promoteSingleIter && Loops.promoteSingleIteration(loop))) normalize(loop);
    });
  }

  /** {@code i = i' * step + lower}, where {@code i'} counts the iterations. */
  private static void normalize(ForOp loop) {
    AffineMap lower = loop.lowerMap();
    if (lower.isSingleConstant() && lower.singleConstant() == 0 && loop.step() == 1 || lower.results().size() != 1) return;
    MapOperands span = Loops.upper(loop).minus(Loops.lower(loop)).normalOperands();
    MapOperands count = span.withResults(span.map().results().stream().map(e -> e.ceilDiv(AffineExpr.constant(loop.step()))).toList());
    MapOperands first = Loops.lower(loop);
    MapOperands negatedAdvance = new MapOperands(AffineMap.of(1, AffineExpr.dim(0).times(-loop.step())), List.of(loop.inductionVar()));
    loop.setBounds(AffineMap.constant(0), List.of(), count.map(), count.operands());
    loop.setStep(1);
    replaceCounter(loop.inductionVar(), loop, first.minus(negatedAdvance).normalOperands());
  }

  private static void replaceCounter(Value counter, Operation loop, MapOperands value) {
    ApplyOp old = ApplyOp.create(OpBuilder.atStart(loop.region(0).front()), loop.location(), value.map(), value.operands());
    counter.replaceUsesIf(old.result(), use -> use.owner() != old);
  }

  /** {@code lower + counter * step}, the counter being the last dimension. */
  private static MapOperands advanced(MapOperands lower, Value counter, long step) {
    AffineMap map = lower.map();
    var operands = new ArrayList<>(lower.operands());
    operands.add(map.numDims(), counter);
    AffineExpr value = map.results().getFirst().plus(AffineExpr.dim(map.numDims()).times(step));
    return new MapOperands(new AffineMap(map.numDims() + 1, map.numSymbols(), List.of(value)), operands);
  }

  private static void normalize(ParallelOp loop) {
    boolean simple = Arrays.stream(loop.lowerGroups()).allMatch(n -> n == 1) && Arrays.stream(loop.upperGroups()).allMatch(n -> n == 1);
    long[] steps = loop.steps();
    boolean normal = Arrays.stream(steps).allMatch(s -> s == 1)
        && loop.lowerMap().results().stream().allMatch(e -> e.equals(AffineExpr.constant(0)));
    if (!simple || normal) return;
    var lower = new MapOperands(loop.lowerMap(), loop.lowerOperands());
    var upper = new MapOperands(loop.upperMap(), loop.upperOperands());
    MapOperands span = lower.rangeTo(upper);
    var counts = IntStream.range(0, steps.length).mapToObj(i -> span.map().results().get(i).ceilDiv(AffineExpr.constant(steps[i]))).toList();
    for (int i = steps.length - 1; i >= 0; i--) {
      replaceCounter(loop.body().argument(i), loop, advanced(lower.result(i), loop.body().argument(i), steps[i]));
    }
    long[] ones = new long[steps.length];
    Arrays.fill(ones, 1);
    var zeros = Arrays.stream(ones).mapToObj(_ -> AffineExpr.constant(0)).toList();
    MapOperands upperCounts = span.withResults(counts);
    loop.setRange(ParallelOp.Bounds.single(new AffineMap(0, 0, zeros), List.of()),
        ParallelOp.Bounds.single(upperCounts.map(), upperCounts.operands()), ones);
  }
}
