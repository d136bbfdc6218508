package zkopt.dialect.plonk;

import java.util.List;
import java.util.Set;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code plonk.yield %y, %neg}: ends the witness region of a gate with the values of its outputs, then of its cells. */
public final class YieldOp extends Operation implements Traits.Terminator, Traits.Pure, Traits.HasParent {
  static final TypeConstraint I64 = new TypeConstraint("64-bit signless integer", IntegerType.I64::equals);
  private static final OperandDef VALUES = OperandDef.variadicOperand("values", I64);
  public static final OpSpec SPEC = OpSpec.of("plonk.yield", YieldOp::new)
      .summary("ends a witness region").operands(VALUES).assembly(new Form());

  YieldOp(OperationState state) {
    super(state);
  }

  public static YieldOp create(OpBuilder b, Location loc, List<? extends Value> values) {
    return b.create(new OperationState(SPEC, loc).operands(values));
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(GateOp.SPEC);
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      for (var operand : parser.parseOperandList()) state.operands(parser.resolve(operand, IntegerType.I64));
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").values(op.operands()).attrDict(op, Set.of());
    }
  }
}
