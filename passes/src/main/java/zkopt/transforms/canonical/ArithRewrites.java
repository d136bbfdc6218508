package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CmpFOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.ComparisonOp;
import zkopt.dialect.arith.FlagsAttr;
import zkopt.dialect.arith.SelectOp;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of arith operations. Constants stand to the right already. */
public final class ArithRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    var rewrites = new ArrayList<Rewrite<?>>();
    rewrites.addAll(ArithIntegerRules.rules());
    rewrites.addAll(ArithComparisonRules.rules());
    rewrites.addAll(ArithCastRules.rules());
    rewrites.addAll(List.of(new CompareIntegerAsFloat(), new SelectCmpIToMinMax(), new SelectCmpFToMinMax()));
    return rewrites;
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
      if (!(op.condition().definingOp() instanceof CmpFOp compare) || !FlagsAttr.has(compare, FlagsAttr.FASTMATH, "nnan", "nsz")) return false;
      return switch (compare.predicate()) {
        case OGT, OGE, UGT, UGE -> replaceSelect(op, compare, BinaryOp.Kind.MAXIMUMF, BinaryOp.Kind.MINIMUMF, rewriter);
        case OLT, OLE, ULT, ULE -> replaceSelect(op, compare, BinaryOp.Kind.MINIMUMF, BinaryOp.Kind.MAXIMUMF, rewriter);
        default -> false;
      };
    }

  }
}
