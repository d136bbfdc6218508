package zkopt.dialect.onnx;

import static zkopt.ir.OpSpec.AttrDef.attr;

import zkopt.ir.Attribute;
import zkopt.ir.Location;
import zkopt.ir.NoneType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.UnitAttr;

/** {@code "onnx.NoValue"() <{value}> : () -> none}: stands where an optional operand is left out. */
public final class NoValueOp extends Operation implements Traits.Pure, Traits.ConstantLike {
  public static final OpSpec SPEC = OpSpec.of("onnx.NoValue", NoValueOp::new)
      .summary("an optional operand that is absent")
      .attributes(attr("value", "unit attribute", UnitAttr.class))
      .results(ResultDef.result("none_val", new TypeConstraint("none type", NoneType.NONE::equals)));

  NoValueOp(OperationState state) {
    super(state);
  }

  public static NoValueOp create(OpBuilder builder, Location location) {
    return builder.create(new OperationState(SPEC, location).attribute("value", UnitAttr.UNIT).results(NoneType.NONE));
  }

  @Override
  public Attribute constantValue() {
    return UnitAttr.UNIT;
  }
}
