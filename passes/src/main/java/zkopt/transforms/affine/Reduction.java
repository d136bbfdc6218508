package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.ir.BlockArgument;
import zkopt.ir.Value;

/**
 * A value that a loop carries and that each iteration only combines with one of its own.
 *
 * @param combiner the operation that combines
 * @param init what the loop starts with
 */
record Reduction(BinaryOp combiner, Value init, Value own) {
  /** What all carried values of a loop are; null when one is no reduction. */
  static List<Reduction> all(ForOp loop) {
    var reductions = new ArrayList<Reduction>();
    for (int i = 0; i < loop.numResults(); i++) {
      BlockArgument carried = loop.iterArgs().get(i);
      Value yielded = loop.body().terminator().operand(i);
      boolean combines = yielded.definingOp() instanceof BinaryOp op && op.block() == loop.body() && carried.hasOneUse() && yielded.hasOneUse()
          && carried.users().getFirst() == op && op.lhs() != op.rhs() && isSupported(op.kind());
      if (!combines) return null;
      var op = (BinaryOp) yielded.definingOp();
      reductions.add(new Reduction(op, loop.inits().get(i), op.lhs() == carried ? op.rhs() : op.lhs()));
    }
    return reductions;
  }

  /** Least and largest integers have a sign in {@code affine.parallel}, and those of arith have none. */
  private static boolean isSupported(Kind kind) {
    return switch (kind) {
      case ADDF, MULF, ADDI, ANDI, ORI, MULI, MINIMUMF, MAXIMUMF -> true;
      default -> false;
    };
  }

  /** How {@code affine.parallel} calls the combination. */
  String kind() {
    return combiner.kind().name().toLowerCase(Locale.ROOT);
  }

  /** Yields the iteration's own value from {@code made} that stands before {@code loop}, and combines the result with the first value. */
  void moveOut(ForOp loop, ParallelOp made, int result) {
    made.body().terminator().setOperand(result, own);
    combiner.moveBefore(loop);
    combiner.setOperands(List.of(init, made.result(result)));
    loop.result(result).replaceAllUsesWith(combiner.result());
  }
}
