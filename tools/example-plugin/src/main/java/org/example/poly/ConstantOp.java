package org.example.poly;

import java.util.List;
import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.lowering.interp.ScalarSemantics;

/** {@code %p = poly.constant #poly.coefficients<[0, 0, 1]> : !poly.polynomial<2>}. */
public final class ConstantOp extends Operation implements Traits.Pure, Traits.ConstantLike, Traits.Foldable, ScalarSemantics {
  private static final AttrDef VALUE = AttrDef.attr("value", "coefficients of a polynomial", CoefficientsAttr.class);
  private static final ResultDef RESULT = ResultDef.result("result", PolynomialType.ANY);
  static final OpSpec SPEC = OpSpec.of("poly.constant", ConstantOp::new)
      .summary("a constant polynomial").results(RESULT).attributes(VALUE).assembly("$value attr-dict `:` type($result)");

  ConstantOp(OperationState state) {
    super(state);
  }

  static ConstantOp create(OpBuilder b, Location loc, CoefficientsAttr value, PolynomialType type) {
    return b.create(new OperationState(SPEC, loc).attribute("value", value).results(type));
  }

  CoefficientsAttr value() {
    return (CoefficientsAttr) VALUE.of(this);
  }

  @Override
  public Attribute constantValue() {
    return value();
  }

  @Override
  public List<Object> fold(List<Attribute> operands) {
    return List.of(value());
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var type = (PolynomialType) result().type();
    if (value().degree() <= type.degree()) return true;
    diagnostics.opError(this, "has a polynomial of degree " + value().degree() + ", too high for '" + type + "'");
    return false;
  }

  /** A polynomial is no word that a program computes with; whoever evaluates it reads the attribute. */
  @Override
  public long evaluate(long[] operands) {
    return 0;
  }
}
