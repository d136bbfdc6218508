package zkopt.transforms;

import zkopt.analysis.ConstantPropagation;
import zkopt.ir.Attribute;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Replaces values that {@link ConstantPropagation} shows to be constants; control flow stays as it is. */
@Pass.Named(value = "sccp", title = "SCCP", summary = "Sparse Conditional Constant Propagation")
public record Sccp() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var constants = new ConstantPropagation();
    constants.run(root);
    var replacement = new ConstantReplacement(v -> constant(constants, v), context.ir());
    replacement.inside(root);
  }

  private static Attribute constant(ConstantPropagation constants, Value value) {
    ConstantPropagation.State state = constants.of(value);
    return state == null ? null : state.constant();
  }
}
