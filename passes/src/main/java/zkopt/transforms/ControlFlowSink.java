package zkopt.transforms;

import java.util.ArrayDeque;
import java.util.Deque;
import zkopt.dialect.scf.IfOp;
import zkopt.dialect.scf.IndexSwitchOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.Effects;

/** Moves pure operations that only one branch needs into that branch, which may not be taken. */
@Pass.Named(value = "control-flow-sink", summary = "Sink operations into conditional blocks")
@Pass.Statistic(value = "num-sunk", description = "Number of operations sunk")
public record ControlFlowSink() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    root.walk(op -> {
      if (!(op instanceof IfOp || op instanceof IndexSwitchOp)) return;
      op.regions().stream().filter(r -> !r.isEmpty()).forEach(region -> sinkInto(region, context));
    });
  }

  /** Depth first, so that what an operation needs stands before it. */
  private static void sinkInto(Region region, PassContext context) {
    Deque<Operation> stack = new ArrayDeque<>();
    for (Block block : region.blocks()) block.operations().forEach(stack::push);
    while (!stack.isEmpty()) {
      for (Value operand : stack.pop().operands()) {
        Operation op = operand.definingOp();
        if (op == null || op.block().region() == region || !isUsedOnlyIn(op, region) || !Effects.isPure(op)) continue;
        op.moveBefore(region.front().first());
        context.count("num-sunk", 1);
        stack.push(op);
      }
    }
  }

  private static boolean isUsedOnlyIn(Operation op, Region region) {
    return op.results().stream().flatMap(r -> r.users().stream()).allMatch(user -> region.isAncestorOf(user.block().region()));
  }
}
