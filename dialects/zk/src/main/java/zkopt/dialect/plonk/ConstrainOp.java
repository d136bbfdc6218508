package zkopt.dialect.plonk;

import java.util.List;
import java.util.Set;
import zkopt.ir.AsmText;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** {@code plonk.constrain %e "sign is a bit"}: the expression is zero in every instance of the gate. */
public final class ConstrainOp extends Operation implements Traits.HasParent {
  private static final OperandDef EXPRESSION = OperandDef.operand("expression", CellType.ANY);
  private static final AttrDef NAME = AttrDef.attr("name", "string attribute", StringAttr.class);
  public static final OpSpec SPEC = OpSpec.of("plonk.constrain", ConstrainOp::new)
      .summary("demands that an expression is zero").operands(EXPRESSION).attributes(NAME).assembly(new Form());

  ConstrainOp(OperationState state) {
    super(state);
  }

  public static ConstrainOp create(OpBuilder b, Location loc, Value expression, String name) {
    return b.create(new OperationState(SPEC, loc).operands(expression).attribute("name", new StringAttr(name)));
  }

  public Value expression() {
    return operand(0);
  }

  /** What is demanded, for people. */
  public String constraintName() {
    return ((StringAttr) NAME.of(this)).value();
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(GateOp.SPEC);
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.operands(parser.resolve(parser.parseOperand(), CellType.CELL));
      state.attribute("name", new StringAttr(parser.parseString()));
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0)).text(" " + AsmText.quote(((ConstrainOp) op).constraintName())).attrDict(op, Set.of("name"));
    }
  }
}
