package zkopt.transforms.affine;

import com.google.common.math.LongMath;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Block;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** What the passes over {@code affine.for} share. */
final class Loops {
  private Loops() {}

  static MapOperands lower(ForOp loop) {
    return new MapOperands(loop.lowerMap(), loop.lowerOperands());
  }

  static MapOperands upper(ForOp loop) {
    return new MapOperands(loop.upperMap(), loop.upperOperands());
  }

  static void setLower(ForOp loop, MapOperands lower) {
    loop.setBounds(lower.map(), lower.operands(), loop.upperMap(), loop.upperOperands());
  }

  static void setUpper(ForOp loop, MapOperands upper) {
    loop.setBounds(loop.lowerMap(), loop.lowerOperands(), upper.map(), upper.operands());
  }

  /** A number that divides the number of iterations whatever it is; 0 when there are none. */
  static long tripCountDivisor(ForOp loop) {
    MapOperands counts = TripCounts.of(loop);
    if (counts == null) return 1;
    return counts.map().results().stream().mapToLong(AffineExpr::largestKnownDivisor).reduce(0, LongMath::gcd);
  }

  /** Puts the body of a loop of one iteration in the loop's place. Returns whether it is such a loop. */
  static boolean promoteSingleIteration(ForOp loop) {
    OptionalLong count = TripCounts.constant(loop);
    if (count.isEmpty() || count.getAsLong() != 1 || loop.lowerMap().results().size() != 1) return false;
    if (loop.inductionVar().hasUses()) loop.inductionVar().replaceAllUsesWith(firstIteration(loop));
    Operation yield = loop.body().terminator();
    for (int i = 0; i < loop.numResults(); i++) loop.iterArgs().get(i).replaceAllUsesWith(loop.inits().get(i));
    loop.replaceAllUsesWith(yield.operands());
    yield.erase();
    moveBody(loop.body(), loop);
    loop.erase();
    return true;
  }

  private static Value firstIteration(ForOp loop) {
    AffineMap lower = loop.lowerMap();
    if (lower.isSingleConstant()) {
      FuncOp function = loop.parentOfType(FuncOp.class);
      var start = OpBuilder.atStart(function == null ? loop.block() : function.body());
      return ConstantOp.index(start, loop.location(), lower.singleConstant()).result();
    }
    if (lower.isIdentity()) return loop.lowerOperands().getFirst();
    return ApplyOp.create(OpBuilder.before(loop), loop.location(), lower, loop.lowerOperands()).result();
  }

  /** Moves all operations of a block before {@code anchor}. */
  static void moveBody(Block body, Operation anchor) {
    body.operations().forEach(op -> op.moveBefore(anchor));
  }

  /** {@code root} and the loops inside, as long as each is all that the one around holds. */
  static List<ForOp> perfectNest(ForOp root) {
    var nest = new ArrayList<ForOp>();
    for (ForOp loop = root; loop != null; loop = onlyLoopIn(loop)) nest.add(loop);
    return nest;
  }

  private static ForOp onlyLoopIn(ForOp loop) {
    Operation first = loop.body().first();
    return first instanceof ForOp inner && first.next() == loop.body().terminator() ? inner : null;
  }

  /** The affine loops around an operation, outermost first. */
  static List<ForOp> around(Operation op) {
    var loops = new ArrayList<ForOp>();
    for (Operation parent = op.parentOp(); parent != null; parent = parent.parentOp()) {
      if (parent instanceof ForOp loop) loops.addFirst(loop);
    }
    return loops;
  }

  /** All loops inside {@code root}, inner before outer. */
  static List<ForOp> inside(Operation root) {
    var loops = new ArrayList<ForOp>();
    root.walk(ForOp.class, loops::add);
    return loops;
  }

  static boolean isInnermost(ForOp loop) {
    return inside(loop).size() == 1;
  }
}
