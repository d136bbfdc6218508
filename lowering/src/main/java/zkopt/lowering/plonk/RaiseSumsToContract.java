package zkopt.lowering.plonk;

import java.util.ArrayList;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.memref.AllocOp;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Replaces nests that add up elements of a memref, many for each of many sums, by contractions with ones: an element then takes one cell, where
 * each addition would take three and those of a range check. Left alone are few or short sums, and sums whose type leaves no room for
 * what the type of the elements allows while something else than loads reads them.
 */
@Pass.Named(value = "raise-sums-to-contract", summary = "raise nests that add up elements to 'plonk.contract' with ones")
@Pass.Statistic(value = "num-sums", description = "Number of nests raised")
public record RaiseSumsToContract(
    @Option(value = "the least number of elements in a sum", defaultValue = "16") int minTerms,
    @Option(value = "the least number of sums of a nest", defaultValue = "16") int minSums) implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var innermost = new ArrayList<ForOp>();
    root.walk(ForOp.class, loop -> {
      if (loop.body().operations().stream().allMatch(op -> op.regions().isEmpty()) && ContractionMatcher.looksLikeSum(loop)) innermost.add(loop);
    });
    for (ForOp loop : innermost) {
      try {
        Contraction sum = ContractionMatcher.matchSum(loop);
        String obstacle = obstacle(sum);
        if (obstacle != null) {
          context.remark(Remark.Kind.MISSED, "NoContraction", loop, () -> sum.sums() + " sums of " + sum.terms() + " elements are no contraction: " + obstacle);
          continue;
        }
        context.remark(Remark.Kind.PASSED, "Contraction", loop, () -> sum.sums() + " sums of " + sum.terms() + " elements are a contraction with ones");
        sum.raise();
        context.count("num-sums", 1);
      } catch (NotAContraction _) {
        // stays as it is
      }
    }
  }

  /** Why the sums stay as they are, or null. */
  private String obstacle(Contraction sum) {
    if (sum.terms() < minTerms) return "fewer elements than 'min-terms=" + minTerms + "'";
    if (sum.sums() < minSums) return "fewer sums than 'min-sums=" + minSums + "'";
    return canBeTyped(sum) ? null : "no fixed-point type holds all that its elements allow";
  }

  /** Whether the sums are fixed-point numbers whose type holds, or can be made to hold, all that the elements' type allows. */
  private static boolean canBeTyped(Contraction sum) {
    if (!(type(sum.a().memref()) instanceof QType) || !(sum.c().memref().definingOp() instanceof AllocOp buffer)) return false;
    return buffer.result().users().stream().allMatch(op -> op == sum.nest() || sum.nest().isAncestorOf(op) || isFixedRead(op)
        || sum.fill() != null && sum.fill().root().isAncestorOf(op));
  }

  private static boolean isFixedRead(Operation op) {
    return op instanceof LoadOp load && load.result().users().stream().allMatch(u -> u.name().startsWith("fixed."));
  }

  private static Type type(Value memref) {
    return ((MemRefType) memref.type()).elementType();
  }
}
