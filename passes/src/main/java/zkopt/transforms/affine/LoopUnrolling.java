package zkopt.transforms.affine;

import java.util.List;
import java.util.OptionalLong;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.IRMapping;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** Several iterations of a loop in one. Every method returns whether it could do what was asked. */
final class LoopUnrolling {
  private LoopUnrolling() {}

  /** Leaves nothing of a loop whose number of iterations is known. */
  static boolean full(ForOp loop) {
    OptionalLong count = TripCounts.constant(loop);
    if (count.isEmpty()) return false;
    return count.getAsLong() == 0 || Loops.promoteSingleIteration(loop) || byFactor(loop, count.getAsLong(), false);
  }

  /** By the factor or the number of iterations, if that is smaller; a loop that never runs stays. */
  static boolean upToFactor(ForOp loop, long factor) {
    return byFactor(loop, TripCounts.constant(loop).stream().filter(c -> c > 0 && c < factor).findFirst().orElse(factor), false);
  }

  /**
   * {@code factor} iterations in one; those that remain at the end have a loop of their own.
   *
   * @param withoutRemainder whether a loop that leaves a remainder is unrolled in full instead
   */
  static boolean byFactor(ForOp loop, long factor, boolean withoutRemainder) {
    OptionalLong count = TripCounts.constant(loop);
    if (factor == 1) return count.isEmpty() || count.getAsLong() != 1 || Loops.promoteSingleIteration(loop);
    if (loop.body().first() == loop.body().terminator()) return true;
    if (count.isPresent() && count.getAsLong() < factor) return withoutRemainder && full(loop);
    if (Loops.tripCountDivisor(loop) % factor != 0) {
      if (loop.lowerMap().results().size() != 1 || loop.upperMap().results().size() != 1) return false;
      if (withoutRemainder) return full(loop);
      splitRemainder(loop, factor);
    }
    long step = loop.step();
    loop.setStep(Math.multiplyExact(step, factor));
    repeatBody(loop, factor, step);
    Loops.promoteSingleIteration(loop);
    return true;
  }

  private static void repeatBody(ForOp loop, long factor, long step) {
    Operation yield = loop.body().terminator();
    List<Operation> iteration = loop.body().operations().subList(0, loop.body().operations().size() - 1);
    List<Value> yielded = yield.operands();
    List<Value> last = yielded;
    var builder = OpBuilder.before(yield);
    boolean counts = loop.inductionVar().hasUses();
    for (long i = 1; i < factor; i++) {
      var mapping = new IRMapping();
      for (int k = 0; k < last.size(); k++) mapping.map(loop.iterArgs().get(k), last.get(k));
      if (counts) mapping.map(loop.inductionVar(), advanced(builder, loop, i * step));
      for (Operation op : iteration) builder.insert(op.clone(mapping));
      last = yielded.stream().map(mapping::lookup).toList();
    }
    yield.setOperands(last);
  }

  /** The counter of an iteration further on. */
  static Value advanced(OpBuilder builder, ForOp loop, long by) {
    return ApplyOp.create(builder, loop.location(), AffineMap.of(1, AffineExpr.dim(0).plus(by)), List.of(loop.inductionVar())).result();
  }

  /** Ends the loop after a multiple of {@code factor} iterations and puts a loop with the others behind it. Bounds are of one result. */
  static void splitRemainder(ForOp loop, long factor) {
    var remainder = (ForOp) OpBuilder.after(loop).insert(loop.clone(new IRMapping()));
    loop.replaceAllUsesWith(remainder.results());
    int inits = remainder.numOperands() - loop.numResults();
    for (int i = 0; i < loop.numResults(); i++) remainder.setOperand(inits + i, loop.result(i));
    MapOperands end = endOfMultiple(loop, factor);
    Loops.setLower(remainder, end);
    Loops.promoteSingleIteration(remainder);
    Loops.setUpper(loop, end);
  }

  /** {@code lower + (count - count mod factor) * step}. */
  private static MapOperands endOfMultiple(ForOp loop, long factor) {
    MapOperands counts = TripCounts.of(loop);
    AffineExpr count = counts.map().results().getFirst();
    MapOperands bump = counts.withResults(List.of(count.minus(count.mod(factor)).times(loop.step())));
    MapOperands both = MapOperands.both(Loops.lower(loop), bump);
    AffineExpr sum = both.map().results().get(0).plus(both.map().results().get(1));
    return both.withResults(List.of(sum)).canonical().normalOperands();
  }
}
