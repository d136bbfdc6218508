package zkopt.transforms.canonical;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.MapOp;
import zkopt.dialect.affine.MaxOp;
import zkopt.dialect.affine.MinOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.Operation;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of affine operations. */
public final class AffineRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(
        new Compose<>("ComposeLoad", LoadOp.class, l -> new MapOperands(l.map(), l.mapOperands()), m -> m, (l, m) -> l.setMap(m.map(), m.operands())),
        new Compose<>("ComposeStore", StoreOp.class, s -> new MapOperands(s.map(), s.mapOperands()), m -> m, (s, m) -> s.setMap(m.map(), m.operands())),
        new Compose<>("ComposeApply", ApplyOp.class, AffineRewrites::of, m -> m, AffineRewrites::set),
        new Compose<>("ComposeMin", MinOp.class, AffineRewrites::of, m -> m.distinctResults(true), AffineRewrites::set),
        new Compose<>("ComposeMax", MaxOp.class, AffineRewrites::of, m -> m.distinctResults(false), AffineRewrites::set),
        new Compose<>("ComposeLowerBound", ForOp.class, f -> new MapOperands(f.lowerMap(), f.lowerOperands()), m -> m.distinctResults(false),
            (f, m) -> f.setBounds(m.map(), m.operands(), f.upperMap(), f.upperOperands())),
        new Compose<>("ComposeUpperBound", ForOp.class, f -> new MapOperands(f.upperMap(), f.upperOperands()), m -> m.distinctResults(true),
            (f, m) -> f.setBounds(f.lowerMap(), f.lowerOperands(), m.map(), m.operands())),
        new SingleResultMinMax(),
        new EraseEmptyLoop());
  }

  private static MapOperands of(MapOp op) {
    return new MapOperands(op.map(), op.operands());
  }

  private static void set(MapOp op, MapOperands canonical) {
    op.setAttribute("map", new AffineMapAttr(canonical.map()));
    op.setOperands(canonical.operands());
  }

  /**
   * {@code f(apply g(x)) -> (f . g)(x)}, constant operands into the map, {@code min(e, e, 3, 5) -> min(e, 3)}; for every place where
   * an affine map stands.
   *
   * @param get the map with its operands
   * @param simplify what else holds of the map in this place
   */
  record Compose<O extends Operation>(
      String name, Class<O> root, Function<O, MapOperands> get, UnaryOperator<MapOperands> simplify, BiConsumer<O, MapOperands> set)
      implements Rewrite<O> {
    @Override
    public boolean matchAndRewrite(O op, Rewriter rewriter) {
      var old = get.apply(op);
      var canonical = simplify.apply(old.canonical());
      if (canonical.equals(old)) return false;
      rewriter.modifyInPlace(op, () -> set.accept(op, canonical));
      return true;
    }
  }

  /** {@code min(e) -> apply e}, {@code max(e) -> apply e}. */
  record SingleResultMinMax() implements Rewrite<MapOp> {
    @Override
    public Class<MapOp> root() {
      return MapOp.class;
    }

    @Override
    public boolean matchAndRewrite(MapOp op, Rewriter rewriter) {
      if (op instanceof ApplyOp || op.map().results().size() != 1) return false;
      rewriter.replaceOp(op, ApplyOp.create(rewriter, op.location(), op.map(), op.operands()));
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
}
