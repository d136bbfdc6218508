package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import zkopt.analysis.affine.Dependences;
import zkopt.analysis.affine.LinearSystem;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Block;
import zkopt.ir.IRMapping;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;

/** Several iterations of an outer loop at once, inside the loops that it holds. */
final class LoopJamming {
  private LoopJamming() {}

  /** Returns whether it was done: the inner bounds do not depend on the loop, nothing is carried, and all dependences allow it. */
  static boolean byFactor(ForOp loop, long factor) {
    OptionalLong count = TripCounts.constant(loop);
    if (factor == 1) return count.isEmpty() || count.getAsLong() != 1 || Loops.promoteSingleIteration(loop);
    if (loop.body().first() == loop.body().terminator()) return true;
    if (count.isPresent() && count.getAsLong() < factor) return false;
    List<List<Operation>> runs = new ArrayList<>();
    collectRuns(loop.body(), runs);
    if (!isLegal(loop, runs)) return false;
    if (Loops.tripCountDivisor(loop) % factor != 0) {
      if (loop.lowerMap().results().size() != 1 || loop.upperMap().results().size() != 1) return false;
      LoopUnrolling.splitRemainder(loop, factor);
    }
    long step = loop.step();
    loop.setStep(Math.multiplyExact(step, factor));
    List<IRMapping> copies = LongStream.range(1, factor).mapToObj(_ -> new IRMapping()).toList();
    boolean counts = loop.inductionVar().hasUses();
    for (List<Operation> run : runs) {
      var builder = OpBuilder.after(run.getLast());
      for (int i = 1; i < factor; i++) {
        IRMapping copy = copies.get(i - 1);
        if (counts) copy.map(loop.inductionVar(), LoopUnrolling.advanced(builder, loop, i * step));
        for (Operation op : run) builder.insert(op.clone(copy));
      }
    }
    Loops.promoteSingleIteration(loop);
    return true;
  }

  private static boolean isLegal(ForOp loop, List<List<Operation>> runs) {
    var accesses = new ArrayList<MemoryAccess>();
    boolean simple = Loops.inside(loop).stream().allMatch(l -> l.numResults() == 0
        && (l == loop || l.operands().stream().noneMatch(v -> loop.isAncestorOf(v.parentBlock().parentOp()))));
    if (!simple || !ParallelLoops.collect(loop, accesses)) return false;
    int depth = Loops.around(loop).size() + 1;
    return accesses.stream().allMatch(a -> accesses.stream().allMatch(b -> staysInOrder(a, b, depth, runs)));
  }

  /**
   * A later iteration of the outer loop comes before later ones of inner loops, and its earlier runs before the later runs of this one:
   * nothing may depend on what went on there.
   */
  private static boolean staysInOrder(MemoryAccess a, MemoryAccess b, int depth, List<List<Operation>> runs) {
    Dependences.Result dependence = Dependences.of(a, b, depth);
    return dependence.isIndependent() || runOf(a.op(), runs) <= runOf(b.op(), runs) && goesForward(dependence, depth);
  }

  private static int runOf(Operation op, List<List<Operation>> runs) {
    for (int i = 0; i < runs.size(); i++) if (runs.get(i).stream().anyMatch(o -> o.isAncestorOf(op))) return i;
    throw new IllegalStateException("'" + op.name() + "' is in no run");
  }

  private static boolean goesForward(Dependences.Result dependence, int depth) {
    return switch (dependence.answer()) {
      case NONE -> true;
      case UNKNOWN -> false;
      case DEPENDENT -> dependence.distances().stream().skip(depth).map(LinearSystem.Range::min).allMatch(min -> min != null && min >= 0);
    };
  }

  /** Operations in a row that are no loops, of the block and of the loops inside. */
  private static void collectRuns(Block block, List<List<Operation>> runs) {
    var run = new ArrayList<Operation>();
    for (Operation op : block.operations()) {
      if (!(op instanceof ForOp) && op != block.terminator()) {
        run.add(op);
        continue;
      }
      if (!run.isEmpty()) runs.add(List.copyOf(run));
      run.clear();
      if (op instanceof ForOp inner) collectRuns(inner.body(), runs);
    }
  }
}
