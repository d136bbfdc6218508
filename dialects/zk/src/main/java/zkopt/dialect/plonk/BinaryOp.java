package zkopt.dialect.plonk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** {@code plonk.add %a, %b}, {@code plonk.sub}, {@code plonk.mul}: arithmetic of the field. */
public final class BinaryOp extends Operation implements Traits.Pure, Traits.HasParent {
  /** Which function. */
  public enum Kind {
    ADD, SUB, MUL;

    private final OpSpec spec = OpSpec.of("plonk." + name().toLowerCase(Locale.ROOT), BinaryOp::new)
        .summary("field " + name().toLowerCase(Locale.ROOT)).operands(LHS, RHS).results(RESULT).assembly(new Form());

    public OpSpec spec() {
      return spec;
    }
  }

  private static final OperandDef LHS = OperandDef.operand("lhs", CellType.ANY);
  private static final OperandDef RHS = OperandDef.operand("rhs", CellType.ANY);
  private static final ResultDef RESULT = ResultDef.result("result", CellType.ANY);

  BinaryOp(OperationState state) {
    super(state);
  }

  public static BinaryOp create(OpBuilder b, Location loc, Kind kind, Value lhs, Value rhs) {
    return b.create(new OperationState(kind.spec, loc).operands(lhs, rhs).results(CellType.CELL));
  }

  public Kind kind() {
    return Arrays.stream(Kind.values()).filter(k -> k.spec == spec()).findFirst().orElseThrow();
  }

  public Value lhs() {
    return operand(0);
  }

  public Value rhs() {
    return operand(1);
  }

  /** The degree of the result for operands of these degrees. */
  public int degree(int lhs, int rhs) {
    return kind() == Kind.MUL ? lhs + rhs : Math.max(lhs, rhs);
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
      state.attributes(parser.parseOptionalAttrDict()).results(CellType.CELL);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").values(op.operands()).attrDict(op, Set.of());
    }
  }
}
