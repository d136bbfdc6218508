package zkopt.lowering.affine;

import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CmpFOp;
import zkopt.dialect.arith.CmpFOp.Predicate;
import zkopt.dialect.arith.SelectOp;
import zkopt.dialect.math.BinaryOp;
import zkopt.dialect.math.UnaryOp;
import zkopt.ir.FloatType;
import zkopt.ir.Value;

/** A real number in a loop body, so that functions of it read as in mathematics. Truth is 1, falsehood 0. */
record Real(LoopEmitter emitter, Value value) {
  Real constant(double c) {
    return new Real(emitter, emitter.constant(c));
  }

  private Real with(Kind kind, Real other) {
    return new Real(emitter, emitter.binary(kind, value, other.value));
  }

  Real plus(Real other) {
    return with(Kind.ADDF, other);
  }

  Real plus(double c) {
    return c == 0 ? this : plus(constant(c));
  }

  Real minus(Real other) {
    return with(Kind.SUBF, other);
  }

  Real minus(double c) {
    return plus(-c);
  }

  Real times(Real other) {
    return with(Kind.MULF, other);
  }

  Real times(double c) {
    return c == 1 ? this : times(constant(c));
  }

  Real over(Real other) {
    return with(Kind.DIVF, other);
  }

  Real max(Real other) {
    return with(Kind.MAXIMUMF, other);
  }

  Real max(double c) {
    return c == Double.NEGATIVE_INFINITY ? this : max(constant(c));
  }

  Real min(Real other) {
    return with(Kind.MINIMUMF, other);
  }

  Real min(double c) {
    return c == Double.POSITIVE_INFINITY ? this : min(constant(c));
  }

  Real negative() {
    return constant(0).minus(this);
  }

  Real magnitude() {
    return max(negative());
  }

  Real apply(UnaryOp.Kind function) {
    return new Real(emitter, UnaryOp.create(emitter.builder(), emitter.location(), function, value).result());
  }

  Real power(Real exponent) {
    return new Real(emitter, BinaryOp.create(emitter.builder(), emitter.location(), BinaryOp.Kind.POWF, value, exponent.value).result());
  }

  Real floor() {
    return apply(UnaryOp.Kind.FLOOR);
  }

  Real ceil() {
    return negative().floor().negative();
  }

  /** Without its fraction. */
  Real truncated() {
    return max(0).floor().plus(min(0).ceil());
  }

  /** The nearest number of a shorter float type, ties to even. */
  Real rounded(FloatType type) {
    Value shorter = CastOp.create(emitter.builder(), emitter.location(), CastOp.Kind.TRUNCF, value, type).result();
    return new Real(emitter, CastOp.create(emitter.builder(), emitter.location(), CastOp.Kind.EXTF, shorter, FloatType.F32).result());
  }

  /** -1, 0 or 1. */
  Real sign() {
    return constant(0).compare(Predicate.OLT, this).minus(compare(Predicate.OLT, constant(0)));
  }

  /** floor(this / other), as one operation for the levels below. */
  Real floorOver(Real other) {
    return over(other).floor();
  }

  /** The quotient of whole numbers without its fraction. */
  Real truncatedOver(Real other) {
    return magnitude().floorOver(other.magnitude()).times(sign()).times(other.sign());
  }

  Real compare(Predicate predicate, Real other) {
    Value holds = CmpFOp.create(emitter.builder(), emitter.location(), predicate, value, other.value).result();
    return new Real(emitter, CastOp.create(emitter.builder(), emitter.location(), CastOp.Kind.UITOFP, holds, FloatType.F32).result());
  }

  /** {@code yes} where this compares so with {@code other}, else {@code no}. */
  Real choose(Predicate predicate, Real other, Real yes, Real no) {
    Value holds = CmpFOp.create(emitter.builder(), emitter.location(), predicate, value, other.value).result();
    return new Real(emitter, SelectOp.create(emitter.builder(), emitter.location(), holds, yes.value, no.value).result());
  }
}
