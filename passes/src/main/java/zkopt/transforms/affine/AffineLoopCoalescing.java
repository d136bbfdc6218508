package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.AffineValues;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.MinOp;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Makes one loop of a perfect nest of loops that count from 0 by 1, carry nothing, and whose bounds do not depend on each other. Of these at
 * most one may be unknown: two negative ones would make a positive product.
 */
@Pass.Named(value = "affine-loop-coalescing", title = "LoopCoalescing", summary = "Coalesce nested loops with independent bounds into a single loop")
public record AffineLoopCoalescing() implements Pass {
  private static final AffineExpr D0 = AffineExpr.dim(0);
  private static final AffineExpr S0 = AffineExpr.symbol(0);

  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    for (ForOp loop : Loops.inside(root)) {
      if (!isPartOfNest(loop)) coalesceBands(Loops.perfectNest(loop));
    }
  }

  private static boolean isPartOfNest(ForOp loop) {
    return loop.parentOp() instanceof ForOp parent && Loops.perfectNest(parent).contains(loop);
  }

  /** From the innermost loop out, as many loops at once as can be. */
  private static void coalesceBands(List<ForOp> nest) {
    for (int end = nest.size(); end > 0; ) {
      int start = 0;
      while (start < end - 1 && !isBand(nest.subList(start, end))) start++;
      if (start < end - 1) coalesce(nest.subList(start, end));
      end = start < end - 1 ? start + 1 : end - 1;
    }
  }

  /** Whether these can be one loop: none uses what is defined inside the first. */
  private static boolean isBand(List<ForOp> loops) {
    return loops.stream().allMatch(AffineLoopCoalescing::isNormal) && unknownBounds(loops) <= 1 && loops.stream().allMatch(l -> l.operands().stream().noneMatch(v -> loops.getFirst().isAncestorOf(v.parentBlock().parentOp())));
  }

  private static boolean isNormal(ForOp loop) {
    return loop.step() == 1 && loop.lowerMap().isSingleConstant() && loop.lowerMap().singleConstant() == 0 && loop.numResults() == 0;
  }

  private static long unknownBounds(List<ForOp> loops) {
    return loops.stream().filter(l -> !l.upperMap().isSingleConstant() || l.upperMap().singleConstant() < 0).count();
  }

  private static void coalesce(List<ForOp> loops) {
    ForOp outer = loops.getFirst();
    ForOp inner = loops.getLast();
    Location location = outer.location();
    var before = OpBuilder.before(outer);
    var counts = new ArrayList<Value>();
    Value product = null;
    for (ForOp loop : loops) {
      counts.add(count(before, loop));
      product = product == null ? counts.getLast() : ApplyOp.create(before, location, of(D0.times(S0)), List.of(product, counts.getLast())).result();
    }
    AffineMap bound = AffineValues.isSymbol(product) ? new AffineMap(0, 1, List.of(S0)) : AffineMap.identity(1);
    var start = OpBuilder.atStart(outer.body());
    Value rest = outer.inductionVar();
    for (int i = loops.size() - 1; i > 0; i--) {
      Value counter = ApplyOp.create(start, location, of(D0.mod(S0)), List.of(rest, counts.get(i))).result();
      rest = ApplyOp.create(start, location, of(D0.floorDiv(S0)), List.of(rest, counts.get(i))).result();
      loops.get(i).inductionVar().replaceAllUsesWith(counter);
    }
    Value first = rest;
    outer.inductionVar().replaceUsesIf(first, use -> inner.isAncestorOf(use.owner()));
    outer.setBounds(AffineMap.constant(0), List.of(), bound, List.of(product));
    inner.body().terminator().erase();
    Loops.moveBody(inner.body(), loops.get(1));
    loops.get(1).erase();
  }

  private static Value count(OpBuilder builder, ForOp loop) {
    boolean single = loop.upperMap().results().size() == 1;
    return single ? ApplyOp.create(builder, loop.location(), loop.upperMap(), loop.upperOperands()).result()
        : MinOp.create(builder, loop.location(), loop.upperMap(), loop.upperOperands()).result();
  }

  /** Of one dimension and one symbol. */
  private static AffineMap of(AffineExpr expr) {
    return new AffineMap(1, 1, List.of(expr));
  }
}
