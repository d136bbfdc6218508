package zkopt.transforms.canonical;

import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CmpFOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.ComparisonOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.FlagsAttr;
import zkopt.dialect.arith.SelectOp;
import zkopt.ir.Attribute;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of arith operations. Constants stand to the right already. */
public final class ArithRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(new ReassociateConstants(), new SelectCmpIToMinMax(), new SelectCmpFToMinMax());
  }

  private static IntegerAttr constant(Value value) {
    return value.definingOp() instanceof ConstantOp c && c.value() instanceof IntegerAttr i ? i : null;
  }

  /**
   * {@code addi(addi(x, c0), c1) -> addi(x, c0 + c1)} and {@code muli(muli(x, c0), c1) -> muli(x, c0 * c1)} on indices, for x not
   * constant. The overflow flags go: they need not hold for the sum.
   */
  record ReassociateConstants() implements Rewrite<BinaryOp> {
    @Override
    public Class<BinaryOp> root() {
      return BinaryOp.class;
    }

    @Override
    public boolean matchAndRewrite(BinaryOp op, Rewriter rewriter) {
      boolean add = op.kind() == BinaryOp.Kind.ADDI;
      if (!add && op.kind() != BinaryOp.Kind.MULI) return false;
      if (!(op.lhs().definingOp() instanceof BinaryOp inner) || inner.kind() != op.kind() || constant(inner.lhs()) != null) return false;
      var c0 = constant(inner.rhs());
      var c1 = constant(op.rhs());
      if (c0 == null || c1 == null || !c0.type().equals(IndexType.INDEX)) return false;
      long value = add ? c0.value() + c1.value() : c0.value() * c1.value();
      var constant = ConstantOp.create(rewriter, op.location(), IntegerAttr.of(value, c0.type()));
      rewriter.replaceOp(op, BinaryOp.create(rewriter, op.location(), op.kind(), inner.lhs(), constant.result()));
      return true;
    }
  }

  /** Replaces {@code select(cmp a b, a, b)} by the operation {@code straight}, {@code select(cmp a b, b, a)} by {@code swapped}. */
  private static boolean replaceSelect(
      SelectOp op, ComparisonOp<?> compare, BinaryOp.Kind straight, BinaryOp.Kind swapped, Rewriter rewriter) {
    boolean isStraight = op.trueValue() == compare.lhs() && op.falseValue() == compare.rhs();
    boolean isSwapped = op.trueValue() == compare.rhs() && op.falseValue() == compare.lhs();
    if (!isStraight && !isSwapped) return false;
    var kind = isStraight ? straight : swapped;
    rewriter.replaceOp(op, BinaryOp.create(rewriter, op.location(), kind, compare.lhs(), compare.rhs()));
    return true;
  }

  /** {@code select(cmpi sgt a b, a, b) -> maxsi(a, b)}; likewise sge, slt, sle, the unsigned ones, and with the branches swapped. */
  record SelectCmpIToMinMax() implements Rewrite<SelectOp> {
    @Override
    public Class<SelectOp> root() {
      return SelectOp.class;
    }

    @Override
    public boolean matchAndRewrite(SelectOp op, Rewriter rewriter) {
      if (!(op.condition().definingOp() instanceof CmpIOp compare)) return false;
      return switch (compare.predicate()) {
        case SGT, SGE -> replaceSelect(op, compare, BinaryOp.Kind.MAXSI, BinaryOp.Kind.MINSI, rewriter);
        case SLT, SLE -> replaceSelect(op, compare, BinaryOp.Kind.MINSI, BinaryOp.Kind.MAXSI, rewriter);
        case UGT, UGE -> replaceSelect(op, compare, BinaryOp.Kind.MAXUI, BinaryOp.Kind.MINUI, rewriter);
        case ULT, ULE -> replaceSelect(op, compare, BinaryOp.Kind.MINUI, BinaryOp.Kind.MAXUI, rewriter);
        case EQ, NE -> false;
      };
    }
  }

  /**
   * {@code select(cmpf ogt a b, a, b) -> maximumf(a, b)} and its relatives, only where the comparison is marked
   * {@code fastmath<nnan,nsz>} (or {@code fast}): the select yields b when one of them is NaN, where {@code maximumf} yields NaN, and
   * b for (0.0, -0.0), where it yields 0.0.
   */
  record SelectCmpFToMinMax() implements Rewrite<SelectOp> {
    @Override
    public Class<SelectOp> root() {
      return SelectOp.class;
    }

    @Override
    public boolean matchAndRewrite(SelectOp op, Rewriter rewriter) {
      if (!(op.condition().definingOp() instanceof CmpFOp compare) || !ignoresNanAndSignOfZero(compare.attribute("fastmath"))) return false;
      return switch (compare.predicate()) {
        case OGT, OGE, UGT, UGE -> replaceSelect(op, compare, BinaryOp.Kind.MAXIMUMF, BinaryOp.Kind.MINIMUMF, rewriter);
        case OLT, OLE, ULT, ULE -> replaceSelect(op, compare, BinaryOp.Kind.MINIMUMF, BinaryOp.Kind.MAXIMUMF, rewriter);
        default -> false;
      };
    }

    private static boolean ignoresNanAndSignOfZero(Attribute fastmath) {
      return fastmath instanceof FlagsAttr(_, var flags) && (flags.contains("fast") || flags.containsAll(List.of("nnan", "nsz")));
    }
  }
}
