package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.onnx.IfOp;
import zkopt.ir.Block;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** Puts the operations of branches in the place of an {@code onnx.If}. */
final class Branches {
  private Branches() {}

  /** Leaves the branch that is taken. */
  static void inline(IfOp op, boolean holds) {
    op.replaceAllUsesWith(moveOut(op, op.branch(holds)));
    op.erase();
  }

  /**
   * Computes both branches, and chooses by the condition. What a branch that is not taken computes must fit its format too.
   */
  static void select(IfOp op) {
    List<Value> yes = moveOut(op, op.branch(true));
    List<Value> no = moveOut(op, op.branch(false));
    var builder = OpBuilder.before(op);
    Tensor condition = new Tensor(builder, op.location(), op.condition()).reshaped(List.of());
    var chosen = new ArrayList<Value>();
    for (int i = 0; i < yes.size(); i++) {
      chosen.add(new Tensor(builder, op.location(), yes.get(i)).where(condition, new Tensor(builder, op.location(), no.get(i))).value());
    }
    op.replaceAllUsesWith(chosen);
    op.erase();
  }

  /** Moves the operations of {@code branch} before {@code op}, and returns what it yields. */
  private static List<Value> moveOut(IfOp op, Block branch) {
    List<Value> yielded = List.copyOf(branch.terminator().operands());
    for (Operation inner : branch.operations()) {
      if (inner != branch.terminator()) inner.moveBefore(op);
    }
    return yielded;
  }
}
