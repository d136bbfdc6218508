package zkopt.dialect.arith;

import static zkopt.ir.TypeConstraint.FIXED_WIDTH_INTEGER_LIKE;
import static zkopt.ir.TypeConstraint.FLOAT_LIKE;
import static zkopt.ir.TypeConstraint.INTEGER_LIKE_OR_MEMREF;
import static zkopt.ir.TypeConstraint.NUMBER_LIKE_OR_MEMREF;

import java.util.List;
import java.util.Locale;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
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
    INDEX_CAST("cast between index and integer types, signed", INTEGER_LIKE_OR_MEMREF, INTEGER_LIKE_OR_MEMREF),
    INDEX_CASTUI("cast between index and integer types, unsigned", INTEGER_LIKE_OR_MEMREF, INTEGER_LIKE_OR_MEMREF),
    SITOFP("cast from signed integer to floating point", FIXED_WIDTH_INTEGER_LIKE, FLOAT_LIKE),
    UITOFP("cast from unsigned integer to floating point", FIXED_WIDTH_INTEGER_LIKE, FLOAT_LIKE),
    FPTOSI("cast from floating point to signed integer", FLOAT_LIKE, FIXED_WIDTH_INTEGER_LIKE),
    FPTOUI("cast from floating point to unsigned integer", FLOAT_LIKE, FIXED_WIDTH_INTEGER_LIKE),
    EXTF("cast from floating point to a wider one", FLOAT_LIKE, FLOAT_LIKE),
    TRUNCF("cast from floating point to a narrower one", FLOAT_LIKE, FLOAT_LIKE),
    EXTSI("sign extension of an integer", FIXED_WIDTH_INTEGER_LIKE, FIXED_WIDTH_INTEGER_LIKE),
    EXTUI("zero extension of an integer", FIXED_WIDTH_INTEGER_LIKE, FIXED_WIDTH_INTEGER_LIKE),
    TRUNCI("truncation of an integer", FIXED_WIDTH_INTEGER_LIKE, FIXED_WIDTH_INTEGER_LIKE),
    BITCAST("bitcast between values of the same width", NUMBER_LIKE_OR_MEMREF, NUMBER_LIKE_OR_MEMREF);

    private final OpSpec spec;

    Kind(String summary, TypeConstraint from, TypeConstraint to) {
      this.spec = spec(OpSpec.of("arith." + name().toLowerCase(Locale.ROOT), state -> new CastOp(this, state)).summary(summary)
          .operands(OperandDef.operand("in", from))
          .results(ResultDef.result("out", to)));
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

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    String problem = CastTypes.problem(kind, in().type(), result().type());
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
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
