package org.example.poly;

import zkopt.ir.DialectType;
import zkopt.ir.TypeConstraint;

/** {@code !poly.polynomial<2>}: a polynomial of degree 2 at most, with integer coefficients. */
public record PolynomialType(int degree) implements DialectType {
  static final int MAX_DEGREE = 7;
  static final TypeConstraint ANY = new TypeConstraint("polynomial type", t -> t instanceof PolynomialType);

  public PolynomialType {
    if (degree < 0 || degree > MAX_DEGREE) throw new IllegalArgumentException("degree of '!poly.polynomial' must be in 0.." + MAX_DEGREE + ", but got " + degree);
  }

  @Override
  public String dialect() {
    return PolyDialect.NAMESPACE;
  }

  @Override
  public String body() {
    return "polynomial<" + degree + ">";
  }

  @Override
  public String toString() {
    return "!" + dialect() + "." + body();
  }
}
