package zkopt.transforms.canonical;

import static zkopt.transforms.canonical.ArithValues.binary;
import static zkopt.transforms.canonical.ArithValues.castOf;
import static zkopt.transforms.canonical.ArithValues.constant;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CastOp.Kind;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.arith.Integers;
import zkopt.ir.FloatType;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of casts of casts. */
final class ArithCastRules {
  private ArithCastRules() {}

  static List<Rewrite<?>> rules() {
    var rules = new ArrayList<Rewrite<?>>();
    for (Kind kind : List.of(Kind.EXTUI, Kind.EXTSI, Kind.TRUNCI)) rules.add(skip(kind, kind, Rule.IN_PLACE));
    rules.add(skipWider(Kind.TRUNCI, Kind.EXTUI));
    rules.add(skipWider(Kind.TRUNCI, Kind.EXTSI));
    rules.add(skipWider(Kind.TRUNCF, Kind.EXTF));
    rules.add(skip(Kind.INDEX_CAST, Kind.EXTSI, 2));
    rules.add(skip(Kind.INDEX_CASTUI, Kind.EXTUI, 2));
    rules.add(skip(Kind.BITCAST, Kind.BITCAST, 2));
    rules.add(becomes(Kind.EXTSI, Kind.EXTUI));
    rules.add(becomes(Kind.TRUNCI, Kind.EXTSI));
    rules.add(becomes(Kind.TRUNCI, Kind.EXTUI));
    rules.add(new Rule<>("TruncIShrSIToTrunciShrUI", CastOp.class, Kind.TRUNCI.spec(), 3, ArithCastRules::shiftUnsigned));
    return rules;
  }

  /** {@code outer(inner(x)) -> outer(x)}. */
  private static Rule<CastOp> skip(Kind outer, Kind inner, int benefit) {
    return new Rule<>(outer + "Of" + inner, CastOp.class, outer.spec(), benefit, (op, rewriter) -> setOperand(op, castOf(op.in(), inner), rewriter));
  }

  /** {@code outer(inner(x)) -> outer(x)} for x wider than the result. */
  private static Rule<CastOp> skipWider(Kind outer, Kind inner) {
    return new Rule<>(outer + "OfNarrow" + inner, CastOp.class, outer.spec(), Rule.IN_PLACE, (op, rewriter) -> {
      Value in = castOf(op.in(), inner);
      return in != null && width(in.type()) > width(op.result().type()) && setOperand(op, in, rewriter);
    });
  }

  private static boolean setOperand(CastOp op, Value in, Rewriter rewriter) {
    if (in == null) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(0, in));
    return true;
  }

  /** {@code outer(inner(x)) -> inner(x)} to the type of {@code outer}, for x narrower than that. */
  private static Rule<CastOp> becomes(Kind outer, Kind inner) {
    return new Rule<>(outer + "Of" + inner + "To" + inner, CastOp.class, outer.spec(), 2, (op, rewriter) -> {
      Value in = castOf(op.in(), inner);
      if (in == null || width(in.type()) >= width(op.result().type())) return false;
      rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), inner, in, op.result().type()));
      return true;
    });
  }

  private static int width(Type type) {
    return Constants.elementType(type) instanceof FloatType f ? f.width() : Integers.width(Constants.elementType(type));
  }

  /** {@code trunci(x >> c) -> trunci(x >>> c)} where exactly the bits that were shifted in are cut off. */
  private static boolean shiftUnsigned(CastOp op, Rewriter rewriter) {
    BinaryOp shift = binary(op.in(), BinaryOp.Kind.SHRSI);
    if (shift == null || !(constant(shift.rhs()) instanceof TypedAttr amount)) return false;
    if (!Constants.isInteger(amount, width(shift.lhs().type()) - width(op.result().type()))) return false;
    var constant = ConstantOp.create(rewriter, op.location(), amount);
    var unsigned = BinaryOp.create(rewriter, op.location(), BinaryOp.Kind.SHRUI, shift.lhs(), constant.result());
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), Kind.TRUNCI, unsigned.result(), op.result().type()));
    return true;
  }
}
