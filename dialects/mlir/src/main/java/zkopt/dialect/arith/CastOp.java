package zkopt.dialect.arith;

import java.util.List;
import java.util.Locale;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code arith.sitofp %a : i32 to f32} and the other conversions between scalar types. */
public final class CastOp extends Operation implements Traits.Pure, Traits.Foldable, Traits.Elementwise {
  /** How {@code arith.truncf} rounds; by default to the nearest, ties to even. */
  private static final AttrDef ROUNDING = AttrDef.optionalAttr("roundingmode", "Floating point rounding mode", IntegerAttr.class)
      .as(AttrSyntax.enumeration(IntegerType.I32, List.of("to_nearest_even", "downward", "upward", "toward_zero", "to_nearest_away")));

  /** Which conversion; the names and meanings are MLIR's. */
  public enum Kind {
    INDEX_CAST("cast between index and integer types, signed"), INDEX_CASTUI("cast between index and integer types, unsigned"),
    SITOFP("cast from signed integer to floating point"), UITOFP("cast from unsigned integer to floating point"),
    FPTOSI("cast from floating point to signed integer"), FPTOUI("cast from floating point to unsigned integer"),
    EXTF("cast from floating point to a wider one"), TRUNCF("cast from floating point to a narrower one"),
    EXTSI("sign extension of an integer"), EXTUI("zero extension of an integer"), TRUNCI("truncation of an integer"),
    BITCAST("bitcast between values of the same width");

    private final OpSpec spec;

    Kind(String summary) {
      this.spec = spec(OpSpec.of("arith." + name().toLowerCase(Locale.ROOT), state -> new CastOp(this, state)).summary(summary)
          .operands(OperandDef.operand("in", TypeConstraint.ANY))
          .results(ResultDef.result("out", TypeConstraint.ANY)));
    }

    private OpSpec spec(OpSpec base) {
      String types = "attr-dict `:` type($in) `to` type($out)";
      return name().equals("TRUNCF") ? base.attributes(ROUNDING).assembly("$in ($roundingmode^)? " + types) : base.assembly("$in " + types);
    }

    public OpSpec spec() {
      return spec;
    }
  }

  private final Kind kind;

  private CastOp(Kind kind, OperationState state) {
    super(state);
    this.kind = kind;
  }

  public static CastOp create(OpBuilder builder, Location location, Kind kind, Value in, Type to) {
    return builder.create(new OperationState(kind.spec, location).operands(in).results(to));
  }

  public Kind kind() {
    return kind;
  }

  public Value in() {
    return operand(0);
  }

  /** Index casts there and back, {@code trunci(ext(x)) -> x} and {@code truncf(extf(x)) -> x} for x of the result's type; constants. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (in().definingOp() instanceof CastOp inner && inner.in().type().equals(result().type()) && undoes(inner)) return List.of(inner.in());
    boolean rounds = attribute("roundingmode") != null;
    return rounds ? null : CastFolding.fold(kind, operands.getFirst(), result().type());
  }

  private boolean undoes(CastOp inner) {
    return switch (kind) {
      case INDEX_CAST, INDEX_CASTUI -> inner.kind == kind;
      case TRUNCI -> inner.kind == Kind.EXTSI || inner.kind == Kind.EXTUI;
      case TRUNCF -> inner.kind == Kind.EXTF;
      default -> false;
    };
  }
}
