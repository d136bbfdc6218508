package org.example.poly;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.fixed.FixedSemantics;
import zkopt.dialect.fixed.QType;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.lowering.interp.ScalarSemantics;

/**
 * {@code %y = poly.eval %p at %x : !poly.polynomial<2>, !fixed.q<13, 6> -> !fixed.q<25, 12>}: the value of a polynomial, computed exactly
 * and rounded half up once. For x = n 2^-f and degree d that is {@code sum_i c_i n^i 2^((d-i) f)}, with d f bits behind the point.
 */
public final class EvalOp extends Operation implements Traits.Pure, ScalarSemantics {
  private static final OperandDef POLYNOMIAL = OperandDef.operand("polynomial", PolynomialType.ANY);
  private static final OperandDef X = OperandDef.operand("x", QType.ANY);
  private static final ResultDef RESULT = ResultDef.result("result", QType.ANY);
  static final OpSpec SPEC = OpSpec.of("poly.eval", EvalOp::new)
      .summary("the value of a polynomial, rounded half up").operands(POLYNOMIAL, X).results(RESULT)
      .assembly("$polynomial `at` $x attr-dict `:` type($polynomial) `,` type($x) `->` type($result)");

  EvalOp(OperationState state) {
    super(state);
  }

  static EvalOp create(OpBuilder b, Location loc, Value polynomial, Value x, QType type) {
    return b.create(new OperationState(SPEC, loc).operands(polynomial, x).results(type));
  }

  Value polynomial() {
    return operand(0);
  }

  Value x() {
    return operand(1);
  }

  QType xType() {
    return (QType) x().type();
  }

  QType type() {
    return (QType) result().type();
  }

  /** Fraction bits that are rounded away. */
  int shift() {
    return MulOp.degree(polynomial()) * xType().frac() - type().frac();
  }

  /** The coefficients where the polynomial is a constant, as many as its type has; else null. */
  List<Long> coefficients() {
    if (!(polynomial().definingOp() instanceof ConstantOp c)) return null;
    var values = new ArrayList<>(c.value().values());
    while (values.size() <= MulOp.degree(polynomial())) values.add(0L);
    return values;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (shift() >= 0) return true;
    diagnostics.opError(this, "has a value of " + MulOp.degree(polynomial()) * xType().frac() + " fraction bits, fewer than '" + type() + "' has");
    return false;
  }

  /** What the interpreter computes. */
  @Override
  public long evaluate(long[] operands) {
    List<Long> coefficients = coefficients();
    if (coefficients == null) throw new ArithmeticException("a polynomial that is no constant cannot be evaluated");
    long n = operands[1];
    long sum = 0;
    for (int i = coefficients.size() - 1; i >= 0; i--) {
      int scale = (coefficients.size() - 1 - i) * xType().frac();
      sum = Math.addExact(Math.multiplyExact(sum, n), Math.multiplyExact(coefficients.get(i), 1L << scale));
    }
    return FixedSemantics.rescale(sum, new QType(QType.MAX_WIDTH, type().frac() + shift()), type());
  }
}
