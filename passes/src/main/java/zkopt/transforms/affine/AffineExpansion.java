package zkopt.transforms.affine;

import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.CmpIOp.Predicate;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * Affine expressions as operations of arith. Division and remainder are those of affine maps, which round towards minus infinity, made of
 * the truncating ones.
 *
 * @param builder where the operations go
 * @param dims the dimensions
 */
record AffineExpansion(OpBuilder builder, Location location, List<? extends Value> dims, List<? extends Value> symbols) {
  /** @param operands of a map: its dimensions, then its symbols */
  static AffineExpansion of(OpBuilder builder, Location location, int numDims, List<? extends Value> operands) {
    return new AffineExpansion(builder, location, operands.subList(0, numDims), operands.subList(numDims, operands.size()));
  }

  /** The results of a map. */
  static List<Value> results(OpBuilder builder, Location location, AffineMap map, List<? extends Value> operands) {
    var expansion = of(builder, location, map.numDims(), operands);
    return map.results().stream().map(expansion::expand).toList();
  }

  /** The smallest ({@code MINSI}) or largest ({@code MAXSI}) result of a map. */
  static Value extremum(OpBuilder builder, Location location, Kind kind, AffineMap map, List<? extends Value> operands) {
    return results(builder, location, map, operands).stream()
        .reduce((a, b) -> BinaryOp.create(builder, location, kind, a, b).result()).orElseThrow();
  }

  Value constant(long value) {
    return ConstantOp.index(builder, location, value).result();
  }

  private Value binary(Kind kind, Value a, Value b) {
    return BinaryOp.create(builder, location, kind, a, b).result();
  }

  private Value compare(Predicate predicate, Value a, Value b) {
    return CmpIOp.create(builder, location, predicate, a, b).result();
  }

  private Value select(Value condition, Value a, Value b) {
    return SelectOp.create(builder, location, condition, a, b).result();
  }

  /** The value of {@code expr}. */
  Value expand(AffineExpr expr) {
    return switch (expr) {
      case AffineExpr.Dim(int i) -> dims.get(i);
      case AffineExpr.Symbol(int i) -> symbols.get(i);
      case AffineExpr.Constant(long c) -> constant(c);
      case AffineExpr.Add(var a, var b) -> {
        Value lhs = expand(a);
        yield binary(Kind.ADDI, lhs, expand(b));
      }
      case AffineExpr.Mul(var a, var b) -> {
        Value lhs = expand(a);
        yield binary(Kind.MULI, lhs, expand(b));
      }
      case AffineExpr.Mod(var a, var b) -> mod(expand(a), expand(b));
      case AffineExpr.FloorDiv(var a, var b) -> floorDiv(expand(a), expand(b));
      case AffineExpr.CeilDiv(var a, var b) -> ceilDiv(expand(a), expand(b));
    };
  }

  /** {@code r = a rem b; r < 0 ? r + b : r}. */
  private Value mod(Value a, Value b) {
    Value remainder = binary(Kind.REMSI, a, b);
    Value negative = compare(Predicate.SLT, remainder, constant(0));
    Value corrected = binary(Kind.ADDI, remainder, b);
    return select(negative, corrected, remainder);
  }

  /** {@code a < 0 ? -1 - (-1 - a) / b : a / b}. */
  private Value floorDiv(Value a, Value b) {
    Value zero = constant(0);
    Value minusOne = constant(-1);
    Value negative = compare(Predicate.SLT, a, zero);
    Value dividend = select(negative, binary(Kind.SUBI, minusOne, a), a);
    Value quotient = binary(Kind.DIVSI, dividend, b);
    return select(negative, binary(Kind.SUBI, minusOne, quotient), quotient);
  }

  /** {@code a <= 0 ? -(-a / b) : (a - 1) / b + 1}. */
  private Value ceilDiv(Value a, Value b) {
    Value zero = constant(0);
    Value one = constant(1);
    Value nonPositive = compare(Predicate.SLE, a, zero);
    Value negated = binary(Kind.SUBI, zero, a);
    Value decremented = binary(Kind.SUBI, a, one);
    Value quotient = binary(Kind.DIVSI, select(nonPositive, negated, decremented), b);
    Value negatedQuotient = binary(Kind.SUBI, zero, quotient);
    Value incremented = binary(Kind.ADDI, quotient, one);
    return select(nonPositive, negatedQuotient, incremented);
  }
}
