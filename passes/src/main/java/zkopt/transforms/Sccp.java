package zkopt.transforms;

import zkopt.analysis.ConstantPropagation;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.ConstantPool;
import zkopt.rewrite.Effects;
import zkopt.rewrite.Rewriter;

/** Replaces values that {@link ConstantPropagation} shows to be constants; control flow stays as it is. */
@Pass.Named(value = "sccp", summary = "Sparse Conditional Constant Propagation")
public record Sccp() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var constants = new ConstantPropagation();
    constants.run(root);
    var replacement = new Replacement(constants, new ConstantPool(context.ir()), new Rewriter());
    root.regions().forEach(replacement::inside);
  }

  private record Replacement(ConstantPropagation constants, ConstantPool pool, Rewriter rewriter) {
    void inside(Region region) {
      for (Block block : region.blocks()) {
        for (Operation op : block.operations()) {
          boolean all = op.numResults() > 0;
          for (Value result : op.results()) all &= replace(result, op);
          if (all && Effects.isTriviallyDead(op)) op.erase();
          else op.regions().forEach(this::inside);
        }
        for (Value argument : block.arguments()) replace(argument, block.terminator());
      }
    }

    /** Whether {@code value} has been replaced by a constant, of the dialect of {@code op} if that makes any. */
    private boolean replace(Value value, Operation op) {
      ConstantPropagation.State state = constants.of(value);
      Attribute constant = state == null ? null : state.constant();
      if (constant == null) return false;
      Value made = pool.materialize(op, constant, value.type(), rewriter);
      if (made == null) return false;
      value.replaceAllUsesWith(made);
      return true;
    }
  }
}
