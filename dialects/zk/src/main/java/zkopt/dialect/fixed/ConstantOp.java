package zkopt.dialect.fixed;

import java.util.List;
import java.util.Set;
import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;

/** {@code fixed.constant 4096 : !fixed.q<25, 12>}: the integer 4096, that is 1.0. */
public final class ConstantOp extends Operation implements Traits.Pure, Traits.ConstantLike, Traits.Foldable {
  private static final AttrDef VALUE = AttrDef.attr("value", "64-bit signless integer attribute", IntegerAttr.class);
  private static final ResultDef RESULT = ResultDef.result("result", QType.ANY);
  public static final OpSpec SPEC = OpSpec.of("fixed.constant", ConstantOp::new)
      .summary("a fixed-point constant, given as its integer")
      .results(RESULT).attributes(VALUE).assembly(new Form());

  ConstantOp(OperationState state) {
    super(state);
  }

  public static ConstantOp create(OpBuilder b, Location loc, long value, QType type) {
    return b.create(new OperationState(SPEC, loc).attribute("value", IntegerAttr.i64(value)).results(type));
  }

  public long value() {
    return ((IntegerAttr) VALUE.of(this)).value();
  }

  public QType type() {
    return (QType) result().type();
  }

  @Override
  public Attribute constantValue() {
    return VALUE.of(this);
  }

  @Override
  public List<Object> fold(List<Attribute> operands) {
    return List.of(constantValue());
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (type().holds(value())) return true;
    diagnostics.opError(this, "value " + value() + " does not fit '" + type() + "'");
    return false;
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.attribute("value", IntegerAttr.i64(parser.parseInteger()));
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      state.results(parser.parseType());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" " + ((ConstantOp) op).value()).attrDict(op, Set.of("value")).text(" : ").type(op.result().type());
    }
  }
}
