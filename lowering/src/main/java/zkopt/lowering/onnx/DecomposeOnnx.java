package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.onnx.IfOp;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Replaces every operation of which {@link Decompositions} tells the parts, until none is left. Needs static shapes. */
@Pass.Named(value = "decompose-onnx", summary = "replace onnx operations that are defined by others")
@Pass.Statistic(value = "num-decomposed", description = "Number of operators decomposed")
public record DecomposeOnnx() implements Pass {
  @Override
  public void run(Operation module, PassContext context) {
    boolean changed = true;
    while (changed) {
      var branches = new ArrayList<IfOp>();
      module.walk(IfOp.class, branches::add);
      branches.forEach(op -> select(op, context));
      var operations = new ArrayList<OnnxOp>();
      module.walk(OnnxOp.class, operations::add);
      changed = false;
      for (OnnxOp op : operations) changed |= decompose(op, context);
    }
  }

  private static void select(IfOp op, PassContext context) {
    try {
      Branches.select(op);
    } catch (InvalidOnnxOp e) {
      throw context.failure(op, e.getMessage());
    }
  }

  private static boolean decompose(OnnxOp op, PassContext context) {
    var decomposition = Decompositions.of(op);
    if (decomposition == null) return false;
    try {
      List<Tensor> results = decomposition.all(op, Tensor.operands(op, OpBuilder.before(op)));
      for (int i = 0; i < op.numResults(); i++) {
        if (op.hasOutput(i)) op.result(i).replaceAllUsesWith(results.get(i).value());
      }
    } catch (InvalidOnnxOp e) {
      throw context.failure(op, e.getMessage());
    }
    op.erase();
    context.count("num-decomposed", 1);
    return true;
  }
}
