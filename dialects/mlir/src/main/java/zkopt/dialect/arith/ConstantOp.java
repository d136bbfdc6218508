package zkopt.dialect.arith;

import static zkopt.ir.OpSpec.AttrDef.attr;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.FloatAttr;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.TypedAttr;
import zkopt.ir.WideIntegerAttr;

/** {@code arith.constant 42 : i32}. */
public final class ConstantOp extends Operation implements Traits.Pure, Traits.ConstantLike, Traits.Foldable {
  public static final OpSpec SPEC = OpSpec.of("arith.constant", ConstantOp::new)
      .summary("integer or floating point constant")
      .attributes(attr("value", "TypedAttr instance", TypedAttr.class))
      .results(ResultDef.result("result", TypeConstraint.ANY))
      .assembly(new Assembly());

  ConstantOp(OperationState state) {
    super(state);
  }

  public static ConstantOp create(OpBuilder builder, Location location, TypedAttr value) {
    return builder.create(new OperationState(SPEC, location).attribute("value", value).results(value.type()));
  }

  public static ConstantOp index(OpBuilder builder, Location location, long value) {
    return create(builder, location, IntegerAttr.index(value));
  }

  public static ConstantOp f32(OpBuilder builder, Location location, double value) {
    return create(builder, location, FloatAttr.f32(value));
  }

  public TypedAttr value() {
    return (TypedAttr) attribute("value");
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
    if (value().type().equals(result().type())) return true;
    diagnostics.opError(this, "failed to verify that all of {value, result} have same type");
    return false;
  }

  @Override
  public String resultNameHint() {
    return switch (value()) {
      case IntegerAttr(long value, Type type) when type.equals(IntegerType.I1) -> value != 0 ? "true" : "false";
      case IntegerAttr(long value, IndexType _) -> "c" + value;
      case IntegerAttr(long value, Type type) -> "c" + value + "_" + type;
      case WideIntegerAttr(BigInteger value, IntegerType type) -> "c" + value + "_" + type;
      default -> "cst";
    };
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.attributes(parser.parseOptionalAttrDict());
      Location at = parser.currentLocation();
      if (!(parser.parseAttribute() instanceof TypedAttr value)) throw parser.error(at, "expected a typed attribute");
      boolean signed = value.type() instanceof IntegerType i && i.signedness() != IntegerType.Signedness.SIGNLESS;
      if (signed) throw parser.error(at, "integer return type must be signless");
      state.attribute("value", value).results(value.type());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.attrDict(op, Set.of("value")).text(" ").attribute(op.attribute("value"));
    }
  }
}
