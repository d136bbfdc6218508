package zkopt.transforms.canonical;

import static zkopt.dialect.arith.BinaryOp.Kind.ADDI;
import static zkopt.dialect.arith.BinaryOp.Kind.ANDI;
import static zkopt.dialect.arith.BinaryOp.Kind.DIVF;
import static zkopt.dialect.arith.BinaryOp.Kind.MULF;
import static zkopt.dialect.arith.BinaryOp.Kind.MULI;
import static zkopt.dialect.arith.BinaryOp.Kind.ORI;
import static zkopt.dialect.arith.BinaryOp.Kind.SUBI;
import static zkopt.dialect.arith.BinaryOp.Kind.XORI;
import static zkopt.transforms.canonical.ArithValues.binary;
import static zkopt.transforms.canonical.ArithValues.castOf;
import static zkopt.transforms.canonical.ArithValues.isInteger;
import static zkopt.transforms.canonical.ArithValues.number;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.arith.ExtendedOp;
import zkopt.dialect.arith.FlagsAttr;
import zkopt.dialect.arith.Integers;
import zkopt.dialect.arith.UnaryOp;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of sums, products and logic. Constants of commutative operations stand to the right already. */
final class ArithIntegerRules {
  private ArithIntegerRules() {}

  static List<Rewrite<?>> rules() {
    var rules = new ArrayList<Rewrite<?>>();
    for (Reassociation r : Reassociation.values()) rules.add(new Rule<>(r.title, BinaryOp.class, r.outer.spec(), 4, r::apply));
    // x + y * -1 -> x - y
    rules.add(new Rule<>("AddIMulNegativeOneRhs", BinaryOp.class, ADDI.spec(), 3, (op, rewriter) -> subtract(op, op.lhs(), op.rhs(), rewriter)));
    // x * -1 + y -> y - x
    rules.add(new Rule<>("AddIMulNegativeOneLhs", BinaryOp.class, ADDI.spec(), 3, (op, rewriter) -> subtract(op, op.rhs(), op.lhs(), rewriter)));
    rules.add(new Rule<>("SubISubILHSRHSLHS", BinaryOp.class, SUBI.spec(), 2, ArithIntegerRules::cancelMinuend));
    for (CastOp.Kind extension : List.of(CastOp.Kind.EXTUI, CastOp.Kind.EXTSI)) {
      for (BinaryOp.Kind logic : List.of(ANDI, ORI, XORI)) {
        rules.add(new Rule<>(logic + "Of" + extension, BinaryOp.class, logic.spec(), 3, (op, rewriter) -> extendLogic(op, extension, rewriter)));
      }
    }
    rules.add(new Rule<>("MulFOfNegF", BinaryOp.class, MULF.spec(), 3, ArithIntegerRules::dropNegations));
    rules.add(new Rule<>("DivFOfNegF", BinaryOp.class, DIVF.spec(), 3, ArithIntegerRules::dropNegations));
    rules.add(new Rule<>("MulSIExtendedRHSOne", ExtendedOp.class, 2, ArithIntegerRules::signOf));
    rules.add(new Rule<>("UnusedHighResult", ExtendedOp.class, 1, ArithIntegerRules::dropHigh));
    return rules;
  }

  private static boolean subtract(BinaryOp op, Value minuend, Value negated, Rewriter rewriter) {
    var product = binary(negated, MULI);
    if (product == null || !isInteger(product.rhs(), -1)) return false;
    rewriter.replaceOp(op, BinaryOp.create(rewriter, op.location(), SUBI, minuend, product.lhs()));
    return true;
  }

  /** {@code (a - b) - a -> 0 - b}. */
  private static boolean cancelMinuend(BinaryOp op, Rewriter rewriter) {
    var difference = binary(op.lhs(), SUBI);
    if (difference == null || difference.lhs() != op.rhs()) return false;
    TypedAttr zero = Constants.integer(0, op.result().type());
    if (zero == null) return false;
    var constant = ConstantOp.create(rewriter, op.location(), zero);
    replace(op, SUBI, constant.result(), difference.rhs(), FlagsAttr.common(difference, op), rewriter);
    return true;
  }

  /** {@code and(ext(x), ext(y)) -> ext(and(x, y))}; also or and xor. */
  private static boolean extendLogic(BinaryOp op, CastOp.Kind extension, Rewriter rewriter) {
    Value x = castOf(op.lhs(), extension);
    Value y = castOf(op.rhs(), extension);
    if (x == null || y == null || !x.type().equals(y.type())) return false;
    var narrow = BinaryOp.create(rewriter, op.location(), op.kind(), x, y);
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), extension, narrow.result(), op.result().type()));
    return true;
  }

  /** {@code (-x) * (-y) -> x * y}; also the quotient. */
  private static boolean dropNegations(BinaryOp op, Rewriter rewriter) {
    if (!(op.lhs().definingOp() instanceof UnaryOp x) || !(op.rhs().definingOp() instanceof UnaryOp y)) return false;
    var made = BinaryOp.create(rewriter, op.location(), op.kind(), x.operand(), y.operand());
    made.setAttribute(FlagsAttr.FASTMATH, op.attribute(FlagsAttr.FASTMATH));
    rewriter.replaceOp(op, made);
    return true;
  }

  /** {@code mulsi_extended(x, 1) -> x, extsi(x < 0)}. */
  private static boolean signOf(ExtendedOp op, Rewriter rewriter) {
    Type type = op.result(0).type();
    TypedAttr zero = Constants.integer(0, type);
    boolean isOne = isInteger(op.operand(1), 1) && Integers.width(Constants.elementType(type)) > 1;
    if (op.kind() != ExtendedOp.Kind.MULSI_EXTENDED || !isOne || zero == null) return false;
    var constant = ConstantOp.create(rewriter, op.location(), zero);
    var negative = CmpIOp.create(rewriter, op.location(), CmpIOp.Predicate.SLT, op.operand(0), constant.result());
    var sign = CastOp.create(rewriter, op.location(), CastOp.Kind.EXTSI, negative.result(), type);
    rewriter.replaceOp(op, op.operand(0), sign.result());
    return true;
  }

  /** {@code low, _ = mulsi_extended(x, y) -> muli(x, y)}; also the unsigned product and the sum. */
  private static boolean dropHigh(ExtendedOp op, Rewriter rewriter) {
    if (op.result(1).hasUses() || op.kind() == ExtendedOp.Kind.ADDUI_EXTENDED) return dropCarry(op, rewriter);
    var low = BinaryOp.create(rewriter, op.location(), MULI, op.operand(0), op.operand(1));
    rewriter.replaceOp(op, low.result(), op.operand(0));
    return true;
  }

  private static boolean dropCarry(ExtendedOp op, Rewriter rewriter) {
    if (op.result(1).hasUses()) return false;
    var sum = BinaryOp.create(rewriter, op.location(), ADDI, op.operand(0), op.operand(1));
    rewriter.replaceAllUsesWith(op.result(0), sum.result());
    rewriter.eraseOp(op);
    return true;
  }

  private static void replace(BinaryOp op, BinaryOp.Kind kind, Value lhs, Value rhs, FlagsAttr flags, Rewriter rewriter) {
    var made = BinaryOp.create(rewriter, op.location(), kind, lhs, rhs);
    made.setAttribute("overflowFlags", flags);
    rewriter.replaceOp(op, made);
  }

  /** Two operations with a constant each become one. The flags stay that both have. */
  private enum Reassociation {
    // (x + c0) + c1 -> x + (c0 + c1)
    ADD_OF_ADD("AddIAddConstant", ADDI, false, ADDI, false, ADDI, BigInteger::add),
    // (x - c0) + c1 -> x + (c1 - c0)
    ADD_OF_SUB("AddISubConstantRHS", ADDI, false, SUBI, false, ADDI, (c0, c1) -> c1.subtract(c0)),
    // (c0 - x) + c1 -> (c0 + c1) - x
    ADD_OF_SUB_FROM("AddISubConstantLHS", ADDI, false, SUBI, true, SUBI, BigInteger::add),
    // (x + c0) - c1 -> x + (c0 - c1)
    SUB_OF_ADD("SubIRHSAddConstant", SUBI, false, ADDI, false, ADDI, BigInteger::subtract),
    // c1 - (x + c0) -> (c1 - c0) - x
    SUB_FROM_ADD("SubILHSAddConstant", SUBI, true, ADDI, false, SUBI, (c0, c1) -> c1.subtract(c0)),
    // (x - c0) - c1 -> x - (c0 + c1)
    SUB_OF_SUB("SubIRHSSubConstantRHS", SUBI, false, SUBI, false, SUBI, BigInteger::add),
    // (c0 - x) - c1 -> (c0 - c1) - x
    SUB_OF_SUB_FROM("SubIRHSSubConstantLHS", SUBI, false, SUBI, true, SUBI, BigInteger::subtract),
    // c1 - (x - c0) -> (c0 + c1) - x
    SUB_FROM_SUB("SubILHSSubConstantRHS", SUBI, true, SUBI, false, SUBI, BigInteger::add),
    // c1 - (c0 - x) -> x + (c1 - c0)
    SUB_FROM_SUB_FROM("SubILHSSubConstantLHS", SUBI, true, SUBI, true, ADDI, (c0, c1) -> c1.subtract(c0)),
    // (x * c0) * c1 -> x * (c0 * c1)
    MUL_OF_MUL("MulIMulIConstant", MULI, false, MULI, false, MULI, BigInteger::multiply);

    private final String title;
    private final BinaryOp.Kind outer;
    private final boolean outerLeft;
    private final BinaryOp.Kind inner;
    private final boolean innerLeft;
    private final BinaryOp.Kind result;
    private final BinaryOperator<BigInteger> constant;

    /** The flags {@code outerLeft} and {@code innerLeft} say where the constant stands. */
    Reassociation(String title, BinaryOp.Kind outer, boolean outerLeft, BinaryOp.Kind inner, boolean innerLeft, BinaryOp.Kind result, BinaryOperator<BigInteger> constant) {
      this.title = title;
      this.outer = outer;
      this.outerLeft = outerLeft;
      this.inner = inner;
      this.innerLeft = innerLeft;
      this.result = result;
      this.constant = constant;
    }

    private boolean apply(BinaryOp op, Rewriter rewriter) {
      var part = binary(outerLeft ? op.rhs() : op.lhs(), inner);
      BigInteger c1 = number(outerLeft ? op.lhs() : op.rhs());
      BigInteger c0 = part == null ? null : number(innerLeft ? part.lhs() : part.rhs());
      if (c0 == null || c1 == null) return false;
      Value x = innerLeft ? part.rhs() : part.lhs();
      Value sum = ConstantOp.create(rewriter, op.location(), Integers.constant(constant.apply(c0, c1), op.result().type())).result();
      boolean isFromConstant = result == SUBI && (innerLeft || outerLeft);
      replace(op, result, isFromConstant ? sum : x, isFromConstant ? x : sum, FlagsAttr.common(part, op), rewriter);
      return true;
    }
  }
}
