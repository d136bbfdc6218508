package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import zkopt.analysis.affine.MapOperands;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.dialect.affine.ParallelOp.Bounds;
import zkopt.dialect.affine.SubscriptedOp;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of affine operations. */
public final class AffineRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    var rewrites = new ArrayList<Rewrite<?>>(List.of(
        new Compose<>("ComposeSubscripts", SubscriptedOp.class, s -> new MapOperands(s.map(), s.mapOperands()), BoundedResults::simplified,
            (s, m) -> s.setMap(m.map(), m.operands())),
        new Compose<>("ComposeApply", ApplyOp.class, MapOperands::of, BoundedResults::simplified, (a, m) -> a.setMap(m.map(), m.operands())),
        new Compose<>("ComposeParallelLowerBounds", ParallelOp.class, p -> new MapOperands(p.lowerMap(), p.lowerOperands()), (_, m) -> m,
            (p, m) -> p.setRange(new Bounds(m.map(), m.operands(), p.lowerGroups()), new Bounds(p.upperMap(), p.upperOperands(), p.upperGroups()), p.steps())),
        new Compose<>("ComposeParallelUpperBounds", ParallelOp.class, p -> new MapOperands(p.upperMap(), p.upperOperands()), (_, m) -> m,
            (p, m) -> p.setRange(new Bounds(p.lowerMap(), p.lowerOperands(), p.lowerGroups()), new Bounds(m.map(), m.operands(), p.upperGroups()), p.steps())),
        new Compose<>("ComposeLowerBound", ForOp.class, f -> new MapOperands(f.lowerMap(), f.lowerOperands()),
            (f, m) -> BoundedResults.decisive(f, m.distinctResults(false), false), (f, m) -> f.setBounds(m.map(), m.operands(), f.upperMap(), f.upperOperands())),
        new Compose<>("ComposeUpperBound", ForOp.class, f -> new MapOperands(f.upperMap(), f.upperOperands()),
            (f, m) -> BoundedResults.decisive(f, m.distinctResults(true), true), (f, m) -> f.setBounds(f.lowerMap(), f.lowerOperands(), m.map(), m.operands())),
        new EraseEmptyLoop(),
        new ComposeCondition(),
        new ConstantCondition(),
        new EmptyElse<>(IfOp.class)));
    rewrites.addAll(AffineMinMaxRules.rules());
    return rewrites;
  }

  /** What mlir-opt folds of loops and conditions where no pattern is asked for: their bounds and operands. */
  public static List<Rewrite<?>> folds() {
    var folds = Set.of("ComposeLowerBound", "ComposeUpperBound", "ComposeCondition");
    return new AffineRewrites().rewrites().stream().filter(r -> folds.contains(r.name())).toList();
  }

  /**
   * {@code f(apply g(x)) -> (f . g)(x)}, constant operands into the map; for every place where an affine map stands.
   *
   * @param get the map with its operands
   * @param simplify what else holds of the map in this place
   */
  record Compose<O extends Operation>(
      String name, Class<O> root, Function<O, MapOperands> get, BiFunction<O, MapOperands, MapOperands> simplify, BiConsumer<O, MapOperands> set)
      implements Rewrite<O> {
    @Override
    public boolean matchAndRewrite(O op, Rewriter rewriter) {
      var old = get.apply(op);
      var canonical = simplify.apply(op, old.canonical());
      if (canonical.equals(old)) return false;
      rewriter.modifyInPlace(op, () -> set.accept(op, canonical));
      return true;
    }
  }

  /** A loop of zero iterations yields what it was started with. */
  record EraseEmptyLoop() implements Rewrite<ForOp> {
    @Override
    public Class<ForOp> root() {
      return ForOp.class;
    }

    @Override
    public boolean matchAndRewrite(ForOp op, Rewriter rewriter) {
      if (!op.hasConstantBounds() || op.constantTripCount() != 0) return false;
      rewriter.replaceOp(op, op.inits());
      return true;
    }
  }

  /** The operands of a condition as {@link Compose} has those of a map. */
  record ComposeCondition() implements Rewrite<IfOp> {
    @Override
    public Class<IfOp> root() {
      return IfOp.class;
    }

    @Override
    public boolean matchAndRewrite(IfOp op, Rewriter rewriter) {
      var old = MapOperands.of(op.condition(), op.operands());
      var canonical = old.composed().normalOperands();
      if (canonical.equals(old)) return false;
      rewriter.modifyInPlace(op, () -> op.setCondition(canonical.set(op.condition()), canonical.operands()));
      return true;
    }
  }

  /** {@code affine.if} on {@code (0 == 0)} is its first branch, on {@code (1 == 0)} its second. */
  record ConstantCondition() implements Rewrite<IfOp> {
    private static final AffineExpr ZERO = AffineExpr.constant(0);
    private static final AffineExpr ONE = AffineExpr.constant(1);

    @Override
    public Class<IfOp> root() {
      return IfOp.class;
    }

    @Override
    public boolean matchAndRewrite(IfOp op, Rewriter rewriter) {
      var constraints = op.condition().constraints();
      if (constraints.size() != 1 || !constraints.getFirst().isEquality()) return false;
      AffineExpr expr = constraints.getFirst().expr();
      if (!expr.equals(ZERO) && !expr.equals(ONE)) return false;
      Region taken = op.region(expr.equals(ZERO) ? 0 : 1);
      if (taken.isEmpty()) {
        rewriter.eraseOp(op);
        return true;
      }
      Operation yield = taken.front().terminator();
      List<Value> yielded = yield.operands();
      rewriter.eraseOp(yield);
      rewriter.inlineBlockBefore(taken.front(), op, List.of());
      rewriter.replaceOp(op, yielded);
      return true;
    }
  }
}
