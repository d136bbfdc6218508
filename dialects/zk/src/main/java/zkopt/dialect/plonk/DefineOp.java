package zkopt.dialect.plonk;

import java.util.List;
import java.util.Set;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** {@code plonk.define %input, %e}: a virtual input stands for this expression, in place of a cell. */
public final class DefineOp extends Operation implements Traits.HasParent {
  private static final OperandDef INPUT = OperandDef.operand("input", CellType.ANY);
  private static final OperandDef EXPRESSION = OperandDef.operand("expression", CellType.ANY);
  public static final OpSpec SPEC = OpSpec.of("plonk.define", DefineOp::new)
      .summary("gives the expression that a virtual input stands for").operands(INPUT, EXPRESSION).assembly(new Form());

  DefineOp(OperationState state) {
    super(state);
  }

  public static DefineOp create(OpBuilder b, Location loc, Value input, Value expression) {
    return b.create(new OperationState(SPEC, loc).operands(input, expression));
  }

  public Value input() {
    return operand(0);
  }

  public Value expression() {
    return operand(1);
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(GateOp.SPEC);
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.operands(parser.resolve(parser.parseOperand(), CellType.CELL));
      parser.expect(",");
      state.operands(parser.resolve(parser.parseOperand(), CellType.CELL));
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").values(op.operands()).attrDict(op, Set.of());
    }
  }
}
