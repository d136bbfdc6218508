package org.example.poly;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.plonk.ApplyOp;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.lowering.plonk.gates.GateLibrary;
import zkopt.lowering.plonk.gates.GateLimitException;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Replaces each {@code poly.eval} of a constant polynomial by an instance of a {@link PolynomialGate}. */
@Pass.Named(value = "convert-poly-to-plonk", summary = "replace values of polynomials by instances of one gate each")
public record ConvertPolyToPlonk(@Option(value = "bits of a range-checked cell", defaultValue = "12") int limbBits) implements Pass {
  @Override
  public void run(Operation op, PassContext context) {
    var evaluations = new ArrayList<EvalOp>();
    op.walkPreOrder(o -> {
      if (o instanceof EvalOp eval) evaluations.add(eval);
    });
    var library = new GateLibrary((ModuleOp) op, limbBits);
    for (EvalOp eval : evaluations) {
      List<Long> coefficients = eval.coefficients();
      if (coefficients == null) throw context.failure(eval, "needs a constant polynomial; run 'canonicalize' before");
      try {
        var gate = library.declare(new PolynomialGate(coefficients, eval.xType(), eval.type()));
        eval.result().replaceAllUsesWith(ApplyOp.create(OpBuilder.before(eval), eval.location(), gate, List.of(eval.x())).result(0));
      } catch (GateLimitException e) {
        throw context.failure(eval, "has no sound gate: " + e.getMessage());
      }
      Operation polynomial = eval.polynomial().definingOp();
      eval.erase();
      if (!polynomial.hasUses()) polynomial.erase();
    }
  }
}
