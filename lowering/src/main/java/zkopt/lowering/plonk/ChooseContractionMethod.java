package zkopt.lowering.plonk;

import zkopt.dialect.plonk.ContractOp;
import zkopt.dialect.plonk.ContractOp.Method;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Chooses for each {@code plonk.contract} the method by which the layout checks its sums: the one that takes fewer witness cells besides
 * the sums. A remark says how many each takes.
 */
@Pass.Named(value = "choose-contraction-method", summary = "choose how contractions are checked, by the cells that it takes")
@Pass.Statistic(value = "num-polynomial", description = "Number of convolutions checked as products of polynomials")
@Pass.Statistic(value = "num-matrix", description = "Number of convolutions checked as products of matrices")
public record ChooseContractionMethod(
    @Option(value = "whether convolutions may be products of polynomials", defaultValue = "true") boolean polynomial) implements Pass {
  @Override
  public void run(Operation root, PassContext context) {
    root.walk(ContractOp.class, op -> {
      var cells = ContractionCells.of(op);
      boolean fewer = polynomial && cells.polynomial() < cells.matrix();
      op.setMethod(fewer ? Method.POLYNOMIAL : Method.MATRIX);
      if (!cells.hasTaps()) return;
      context.remark(Remark.Kind.ANALYSIS, "ContractionMethod", op, () -> "checked as a product of " + (fewer ? "polynomials" : "matrices") + ": " + cells.matrix()
          + " cells as matrices, " + cells.polynomial() + " as polynomials" + (polynomial ? "" : ", which are switched off"));
      context.count(fewer ? "num-polynomial" : "num-matrix", 1);
    });
  }
}
