package zkopt.lowering.plonk;

import java.util.ArrayList;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Finds the affine nests that compute a sum of products of two memrefs, in whatever order of loops and operands, and replaces each with
 * one {@code plonk.contract}. A nest that multiplies and accumulates but is not raised gets a remark that says why.
 */
@Pass.Named(value = "raise-affine-to-contract", summary = "raise affine nests that are contractions to 'plonk.contract'")
@Pass.Statistic(value = "num-contractions", description = "Number of nests raised")
public record RaiseAffineToContract() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var innermost = new ArrayList<ForOp>();
    root.walk(ForOp.class, loop -> {
      if (loop.body().operations().stream().allMatch(op -> op.regions().isEmpty()) && ContractionMatcher.looksLikeOne(loop)) innermost.add(loop);
    });
    for (ForOp loop : innermost) {
      try {
        var contraction = ContractionMatcher.match(loop);
        context.remark(Remark.Kind.PASSED, "Contraction", loop, () -> "the nest around this loop is a contraction of " + contraction.terms() + " terms for each of "
            + contraction.sums() + " sums");
        contraction.raise();
        context.count("num-contractions", 1);
      } catch (NotAContraction e) {
        context.remark(Remark.Kind.MISSED, "NoContraction", loop, () -> "not a contraction: " + e.getMessage());
      }
    }
  }
}
