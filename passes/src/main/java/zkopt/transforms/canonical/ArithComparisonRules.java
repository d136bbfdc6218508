package zkopt.transforms.canonical;

import static zkopt.transforms.canonical.ArithValues.binary;
import static zkopt.transforms.canonical.ArithValues.castOf;
import static zkopt.transforms.canonical.ArithValues.constant;
import static zkopt.transforms.canonical.ArithValues.isInteger;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of comparisons of integers and of selections. */
final class ArithComparisonRules {
  private ArithComparisonRules() {}

  static List<Rewrite<?>> rules() {
    var rules = new ArrayList<Rewrite<?>>();
    rules.add(new Rule<>("CmpIConstantToTheRight", CmpIOp.class, Rule.IN_PLACE, ArithComparisonRules::constantToTheRight));
    for (CastOp.Kind extension : List.of(CastOp.Kind.EXTSI, CastOp.Kind.EXTUI)) {
      rules.add(new Rule<>("CmpI" + extension, CmpIOp.class, 3, (op, rewriter) -> compareNarrow(op, extension, rewriter)));
    }
    rules.add(new Rule<>("XOrINotCmpI", BinaryOp.class, BinaryOp.Kind.XORI.spec(), 3, ArithComparisonRules::invert));
    // select(c, a, select(c, _, b)) -> select(c, a, b)
    rules.add(new Rule<>("RedundantSelectFalse", SelectOp.class, 2, (op, rewriter) ->
        op.falseValue().definingOp() instanceof SelectOp s && s.condition() == op.condition() && replace(op, op.condition(), op.trueValue(), s.falseValue(), rewriter)));
    // select(c, select(c, a, _), b) -> select(c, a, b)
    rules.add(new Rule<>("RedundantSelectTrue", SelectOp.class, 2, (op, rewriter) ->
        op.trueValue().definingOp() instanceof SelectOp s && s.condition() == op.condition() && replace(op, op.condition(), s.trueValue(), op.falseValue(), rewriter)));
    // select(not c, a, b) -> select(c, b, a)
    rules.add(new Rule<>("SelectNotCond", SelectOp.class, 3, (op, rewriter) -> {
      var not = binary(op.condition(), BinaryOp.Kind.XORI);
      return not != null && isInteger(not.rhs(), -1) && replace(op, not.lhs(), op.falseValue(), op.trueValue(), rewriter);
    }));
    rules.add(new Rule<>("SelectI1ToNot", SelectOp.class, 3, ArithComparisonRules::selectNot));
    rules.add(new Rule<>("SelectToExtUI", SelectOp.class, 1, ArithComparisonRules::selectOneOrZero));
    return rules;
  }

  /** {@code c < x -> x > c}. */
  private static boolean constantToTheRight(CmpIOp op, Rewriter rewriter) {
    if (constant(op.lhs()) == null || constant(op.rhs()) != null) return false;
    rewriter.modifyInPlace(op, () -> {
      op.setPredicate(op.predicate().exchanged());
      op.setOperands(List.of(op.rhs(), op.lhs()));
    });
    return true;
  }

  /** {@code ext(a) == ext(b) -> a == b}, and unequal. */
  private static boolean compareNarrow(CmpIOp op, CastOp.Kind extension, Rewriter rewriter) {
    if (op.predicate() != CmpIOp.Predicate.EQ && op.predicate() != CmpIOp.Predicate.NE) return false;
    Value a = castOf(op.lhs(), extension);
    Value b = castOf(op.rhs(), extension);
    if (a == null || b == null || !a.type().equals(b.type())) return false;
    rewriter.replaceOp(op, CmpIOp.create(rewriter, op.location(), op.predicate(), a, b));
    return true;
  }

  /** {@code not(a < b) -> a >= b}. */
  private static boolean invert(BinaryOp op, Rewriter rewriter) {
    boolean isNot = op.result().type().equals(IntegerType.I1) && isInteger(op.rhs(), 1);
    if (!isNot || !(op.lhs().definingOp() instanceof CmpIOp compare)) return false;
    rewriter.replaceOp(op, CmpIOp.create(rewriter, op.location(), compare.predicate().inverted(), compare.lhs(), compare.rhs()));
    return true;
  }

  private static boolean replace(SelectOp op, Value condition, Value trueValue, Value falseValue, Rewriter rewriter) {
    rewriter.replaceOp(op, SelectOp.create(rewriter, op.location(), condition, trueValue, falseValue));
    return true;
  }

  /** {@code select(c, false, true) -> not c}. */
  private static boolean selectNot(SelectOp op, Rewriter rewriter) {
    boolean isNot = op.result().type().equals(IntegerType.I1) && isInteger(op.trueValue(), 0) && isInteger(op.falseValue(), 1);
    if (isNot) rewriter.replaceOp(op, not(op, rewriter));
    return isNot;
  }

  private static BinaryOp not(SelectOp op, Rewriter rewriter) {
    var one = ConstantOp.create(rewriter, op.location(), IntegerAttr.bool(true));
    return BinaryOp.create(rewriter, op.location(), BinaryOp.Kind.XORI, op.condition(), one.result());
  }

  /** {@code select(c, 1, 0) -> extui(c)}; {@code select(c, 0, 1) -> extui(not c)}. */
  private static boolean selectOneOrZero(SelectOp op, Rewriter rewriter) {
    if (!(op.result().type() instanceof IntegerType type) || type.equals(IntegerType.I1)) return false;
    boolean straight = isInteger(op.trueValue(), 1) && isInteger(op.falseValue(), 0);
    if (!straight && !(isInteger(op.trueValue(), 0) && isInteger(op.falseValue(), 1))) return false;
    Value condition = straight ? op.condition() : not(op, rewriter).result();
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), CastOp.Kind.EXTUI, condition, type));
    return true;
  }
}
