package zkopt.transforms;

import java.util.ArrayDeque;
import java.util.function.Function;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.rewrite.ConstantPool;
import zkopt.rewrite.Effects;
import zkopt.rewrite.Rewriter;

/**
 * Replaces values that an analysis shows to be constants.
 *
 * @param constantOf the constant that a value is, or null
 */
record ConstantReplacement(Function<Value, Attribute> constantOf, ConstantPool pool, Rewriter rewriter) {
  ConstantReplacement(Function<Value, Attribute> constantOf, IRContext ir) {
    this(constantOf, new ConstantPool(ir), new Rewriter());
  }

  /** The last region that was found is done first, which decides the order of the constants. */
  void inside(Operation root) {
    var blocks = new ArrayDeque<Block>();
    root.regions().forEach(r -> r.blocks().reversed().forEach(blocks::push));
    while (!blocks.isEmpty()) {
      Block block = blocks.pop();
      for (Operation op : block.operations()) {
        boolean all = op.numResults() > 0;
        for (Value result : op.results()) all &= replace(result, op);
        if (all && Effects.isTriviallyDead(op)) op.erase();
        else op.regions().forEach(r -> r.blocks().reversed().forEach(blocks::push));
      }
      for (Value argument : block.arguments()) replace(argument, block.terminator());
    }
  }

  /** Whether {@code value} has been replaced by a constant, of the dialect of {@code op} if that makes any. */
  private boolean replace(Value value, Operation op) {
    Attribute constant = constantOf.apply(value);
    if (constant == null) return false;
    Value made = pool.materialize(op, constant, value.type(), rewriter);
    if (made == null) return false;
    value.replaceAllUsesWith(made);
    return true;
  }
}
