package zkopt.dialect.plonk;

import java.util.List;
import java.util.Set;
import zkopt.ir.Attribute;
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

/** {@code plonk.constant -5}: a signed integer as an element of the field. */
public final class ConstantOp extends Operation implements Traits.Pure, Traits.ConstantLike, Traits.HasParent {
  private static final AttrDef VALUE = AttrDef.attr("value", "64-bit signless integer attribute", IntegerAttr.class);
  private static final ResultDef RESULT = ResultDef.result("result", CellType.ANY);
  public static final OpSpec SPEC = OpSpec.of("plonk.constant", ConstantOp::new)
      .summary("a constant of the field").results(RESULT).attributes(VALUE).assembly(new Form());

  ConstantOp(OperationState state) {
    super(state);
  }

  public static ConstantOp create(OpBuilder b, Location loc, long value) {
    return b.create(new OperationState(SPEC, loc).attribute("value", IntegerAttr.i64(value)).results(CellType.CELL));
  }

  public long value() {
    return ((IntegerAttr) VALUE.of(this)).value();
  }

  @Override
  public Attribute constantValue() {
    return VALUE.of(this);
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(GateOp.SPEC);
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.attribute("value", IntegerAttr.i64(parser.parseInteger()));
      state.attributes(parser.parseOptionalAttrDict()).results(CellType.CELL);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" " + ((ConstantOp) op).value()).attrDict(op, Set.of("value"));
    }
  }
}
