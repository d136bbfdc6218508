package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zkopt.analysis.affine.AffineFlattening;
import zkopt.analysis.affine.LinearSystem;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerSetAttr;
import zkopt.ir.Operation;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.IntegerSet;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.GreedyRewriteDriver;
import zkopt.rewrite.Rewrite;
import zkopt.transforms.Canonicalizer;

/**
 * Brings every affine map into its simplest form, and sets without points into {@code (1 == 0)}; then the canonical rewrites of loops,
 * conditions and {@code affine.apply}.
 */
@Pass.Named(value = "affine-simplify-structures", title = "SimplifyAffineStructures", summary = "Simplify affine expressions in maps/sets and normalize memrefs")
public record AffineSimplifyStructures() implements Pass {
  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    var operations = new ArrayList<Operation>();
    root.walk(op -> {
      Map.copyOf(op.attributes()).forEach((name, value) -> op.setAttribute(name, simplified(value)));
      if (op instanceof ForOp || op instanceof IfOp || op instanceof ApplyOp) operations.add(op);
    });
    GreedyRewriteDriver.applyTo(root, operations, Canonicalizer.rewrites().filter(AffineSimplifyStructures::isAffine).toList(), context.ir());
  }

  private static boolean isAffine(Rewrite<?> rewrite) {
    return rewrite.root() == ForOp.class || rewrite.root() == IfOp.class || rewrite.root() == ApplyOp.class;
  }

  private static Attribute simplified(Attribute attribute) {
    return switch (attribute) {
      case AffineMapAttr(var map) -> new AffineMapAttr(AffineFlattening.simplify(map));
      case IntegerSetAttr(var set) -> new IntegerSetAttr(simplified(set));
      default -> attribute;
    };
  }

  /** {@code (1 == 0)} for a set that is shown to be empty. */
  private static IntegerSet simplified(IntegerSet set) {
    if (!LinearSystem.of(set).isEmpty()) return set;
    var never = new IntegerSet.Constraint(AffineExpr.constant(1), true);
    return new IntegerSet(set.numDims(), set.numSymbols(), List.of(never));
  }
}
