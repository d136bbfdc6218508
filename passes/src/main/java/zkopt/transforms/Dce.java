package zkopt.transforms;

import zkopt.ir.Operation;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.Effects;

/** Erases operations whose results are unused and that do nothing but read, compute and allocate; last ones first, so that chains go. */
@Pass.Named(value = "dce", summary = "Eliminate dead operations")
@Pass.Statistic(value = "num-dce'd", description = "Number of operations DCE'd")
public record Dce() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    op.regions().stream().flatMap(r -> r.blocks().stream()).forEach(b -> {
      for (Operation inner : b.operations().reversed()) {
        if (Effects.isTriviallyDead(inner)) {
          inner.erase();
          context.count("num-dce'd", 1);
        } else {
          run(inner, context);
        }
      }
    });
  }
}
