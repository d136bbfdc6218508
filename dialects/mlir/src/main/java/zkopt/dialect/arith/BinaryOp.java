package zkopt.dialect.arith;

import java.util.List;
import java.util.Locale;
import zkopt.ir.Attribute;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code arith.addf %a, %b : f32} and the other operations of two equal types. */
public sealed class BinaryOp extends Operation
    implements Traits.MemoryEffects, Traits.Foldable, Traits.SameOperandsAndResultType, Traits.Elementwise, Traits.InferResultTypes {
  private enum Form { INTEGER, OVERFLOW, DIVISION, FLOAT }

  /** Which operation; the names and meanings are MLIR's. */
  public enum Kind {
    ADDI(Form.OVERFLOW, true), SUBI(Form.OVERFLOW, false), MULI(Form.OVERFLOW, true),
    DIVSI(Form.DIVISION, false), DIVUI(Form.DIVISION, false), REMSI(Form.DIVISION, false), REMUI(Form.DIVISION, false),
    CEILDIVSI(Form.DIVISION, false), CEILDIVUI(Form.DIVISION, false), FLOORDIVSI(Form.DIVISION, false),
    ANDI(Form.INTEGER, true), ORI(Form.INTEGER, true), XORI(Form.INTEGER, true),
    SHLI(Form.OVERFLOW, false), SHRSI(Form.INTEGER, false), SHRUI(Form.INTEGER, false),
    MAXSI(Form.INTEGER, true), MINSI(Form.INTEGER, true), MAXUI(Form.INTEGER, true), MINUI(Form.INTEGER, true),
    ADDF(Form.FLOAT, true), SUBF(Form.FLOAT, false), MULF(Form.FLOAT, true), DIVF(Form.FLOAT, false), REMF(Form.FLOAT, false),
    MAXIMUMF(Form.FLOAT, true), MINIMUMF(Form.FLOAT, true), MAXNUMF(Form.FLOAT, true), MINNUMF(Form.FLOAT, true);

    private final Form form;
    private final boolean commutative;
    private final OpSpec spec;

    Kind(Form form, boolean commutative) {
      this.form = form;
      this.commutative = commutative;
      var type = form == Form.FLOAT ? TypeConstraint.FLOAT_LIKE : TypeConstraint.INTEGER_LIKE;
      var base = OpSpec.of("arith." + name().toLowerCase(Locale.ROOT), this::make)
          .operands(OperandDef.operand("lhs", type), OperandDef.operand("rhs", type))
          .results(ResultDef.result("result", type));
      this.spec = switch (form) {
        case FLOAT -> base.attributes(FlagsAttr.FASTMATH_DEF).assembly(ElementwiseAssembly.FASTMATH);
        case OVERFLOW -> base.attributes(FlagsAttr.OVERFLOW_DEF).assembly(ElementwiseAssembly.OVERFLOW);
        case INTEGER, DIVISION -> base.assembly(ElementwiseAssembly.PLAIN);
      };
    }

    public OpSpec spec() {
      return spec;
    }

    public boolean isFloat() {
      return form == Form.FLOAT;
    }

    private BinaryOp make(OperationState state) {
      if (commutative) return new CommutativeOp(this, state);
      return form == Form.DIVISION ? new BinaryOp(this, state) : new PureOp(this, state);
    }
  }

  private final Kind kind;

  private BinaryOp(Kind kind, OperationState state) {
    super(state);
    this.kind = kind;
  }

  /** Integer division is undefined for zero, so that the base class, which divisions use, is not {@link Traits.Pure}. */
  private static final class PureOp extends BinaryOp implements Traits.Pure {
    PureOp(Kind kind, OperationState state) {
      super(kind, state);
    }
  }

  private static final class CommutativeOp extends BinaryOp implements Traits.Pure, Traits.Commutative {
    CommutativeOp(Kind kind, OperationState state) {
      super(kind, state);
    }
  }

  public static BinaryOp create(OpBuilder builder, Location location, Kind kind, Value lhs, Value rhs) {
    return builder.create(new OperationState(kind.spec, location).operands(lhs, rhs).results(lhs.type()));
  }

  public Kind kind() {
    return kind;
  }

  public Value lhs() {
    return operand(0);
  }

  public Value rhs() {
    return operand(1);
  }

  @Override
  public final boolean reads() {
    return false;
  }

  @Override
  public final boolean writes() {
    return false;
  }

  @Override
  public List<Object> fold(List<Attribute> operands) {
    return BinaryFolding.fold(this, operands.get(0), operands.get(1));
  }
}
