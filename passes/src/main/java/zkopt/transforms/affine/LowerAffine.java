package zkopt.transforms.affine;

import java.util.List;
import java.util.stream.Stream;
import zkopt.ir.Operation;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.ConversionRule;
import zkopt.rewrite.ConversionTarget;
import zkopt.rewrite.DialectConversion;

/**
 * Converts affine loops and conditions to those of scf, affine subscripts to arith, and accesses to those of memref. Vectors have no
 * dialect here: {@code affine.vector_load} and {@code affine.vector_store} cannot be converted.
 */
@Pass.Named(value = "lower-affine", title = "ConvertAffineToStandard", summary = "Lower Affine operations to a combination of Arith and SCF operations")
public record LowerAffine() implements Pass {
  private static final List<ConversionRule<?>> RULES = Stream.concat(AffineLoopLowering.RULES.stream(), AffineAccessLowering.RULES.stream()).toList();

  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var target = new ConversionTarget().legalDialects("arith", "memref", "scf").illegalDialects("affine");
    DialectConversion.applyPartial(root, target, null, RULES, context.ir());
  }
}
