package zkopt.lowering.plonk.gates;

import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.dialect.plonk.InverseOp;
import zkopt.dialect.plonk.TableValueOp;
import zkopt.ir.Value;

/** An integer in a witness region: an i64 value, with the operations that make others. */
public record Int(GateBuilder gate, Value value) {
  private Int binary(BinaryOp.Kind kind, Int other) {
    return new Int(gate, BinaryOp.create(gate.witness(), gate.location(), kind, value, other.value).result());
  }

  public Int plus(Int other) {
    return binary(BinaryOp.Kind.ADDI, other);
  }

  public Int plus(long c) {
    return c == 0 ? this : plus(gate.integer(c));
  }

  public Int minus(Int other) {
    return binary(BinaryOp.Kind.SUBI, other);
  }

  public Int times(Int other) {
    return binary(BinaryOp.Kind.MULI, other);
  }

  public Int times(long c) {
    return c == 1 ? this : times(gate.integer(c));
  }

  public Int negate() {
    return gate.integer(0).minus(this);
  }

  /** Floor of the quotient. */
  public Int floorDiv(Int divisor) {
    return binary(BinaryOp.Kind.FLOORDIVSI, divisor);
  }

  /** floor(this / 2^bits). */
  public Int shiftRight(int bits) {
    return bits == 0 ? this : binary(BinaryOp.Kind.SHRSI, gate.integer(bits));
  }

  /** This modulo 2^bits. */
  public Int lowBits(int bits) {
    return binary(BinaryOp.Kind.ANDI, gate.integer((1L << bits) - 1));
  }

  public Int max(Int other) {
    return binary(BinaryOp.Kind.MAXSI, other);
  }

  public Int min(Int other) {
    return binary(BinaryOp.Kind.MINSI, other);
  }

  public Int magnitude() {
    return max(negate());
  }

  /** 1 when negative, else 0. */
  public Int isNegative() {
    return comparesToZero(CmpIOp.Predicate.SLT);
  }

  /** 1 when zero, else 0. */
  public Int isZero() {
    return comparesToZero(CmpIOp.Predicate.EQ);
  }

  private Int comparesToZero(CmpIOp.Predicate predicate) {
    var test = CmpIOp.create(gate.witness(), gate.location(), predicate, value, gate.integer(0).value);
    return new Int(gate, SelectOp.create(gate.witness(), gate.location(), test.result(), gate.integer(1).value, gate.integer(0).value).result());
  }

  /** The inverse in the field; 0 of 0. */
  public Int inverse() {
    return new Int(gate, InverseOp.create(gate.witness(), gate.location(), value).result());
  }

  /** The entry of a table for this key. */
  public Int lookup(String table) {
    return new Int(gate, TableValueOp.create(gate.witness(), gate.location(), table, value).result());
  }
}
