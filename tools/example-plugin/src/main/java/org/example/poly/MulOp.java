package org.example.poly;

import java.util.List;
import zkopt.ir.Attribute;
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

/** {@code %r = poly.mul %p, %q : !poly.polynomial<2>, !poly.polynomial<1> -> !poly.polynomial<3>}. */
public final class MulOp extends Operation implements Traits.Pure, Traits.Commutative, Traits.Foldable {
  private static final OperandDef LHS = OperandDef.operand("lhs", PolynomialType.ANY);
  private static final OperandDef RHS = OperandDef.operand("rhs", PolynomialType.ANY);
  private static final ResultDef RESULT = ResultDef.result("result", PolynomialType.ANY);
  static final OpSpec SPEC = OpSpec.of("poly.mul", MulOp::new)
      .summary("the product of two polynomials").operands(LHS, RHS).results(RESULT)
      .assembly("$lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs) `->` type($result)");

  MulOp(OperationState state) {
    super(state);
  }

  /** @throws IllegalArgumentException when the degree is higher than polynomials may have */
  static MulOp create(OpBuilder b, Location loc, Value lhs, Value rhs) {
    return b.create(new OperationState(SPEC, loc).operands(lhs, rhs).results(new PolynomialType(degree(lhs) + degree(rhs))));
  }

  Value lhs() {
    return operand(0);
  }

  Value rhs() {
    return operand(1);
  }

  static int degree(Value polynomial) {
    return ((PolynomialType) polynomial.type()).degree();
  }

  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (!(operands.get(0) instanceof CoefficientsAttr p) || !(operands.get(1) instanceof CoefficientsAttr q)) return null;
    try {
      return List.of(p.times(q));
    } catch (ArithmeticException _) {
      return null;
    }
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    int degree = degree(lhs()) + degree(rhs());
    if (degree == degree(result())) return true;
    diagnostics.opError(this, "has a product of degree " + degree + ", but a result of type '" + result().type() + "'");
    return false;
  }
}
