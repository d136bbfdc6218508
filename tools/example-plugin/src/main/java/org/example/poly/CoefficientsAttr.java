package org.example.poly;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import zkopt.ir.DialectAttribute;

/** {@code #poly.coefficients<[1, 0, 3]>}: 1 + 3 X^2. */
public record CoefficientsAttr(List<Long> values) implements DialectAttribute {
  public CoefficientsAttr {
    values = List.copyOf(values);
    if (values.isEmpty() || values.size() > PolynomialType.MAX_DEGREE + 1) {
      throw new IllegalArgumentException("expected 1 to " + (PolynomialType.MAX_DEGREE + 1) + " coefficients, but got " + values.size());
    }
  }

  public int degree() {
    return values.size() - 1;
  }

  /** @throws ArithmeticException when a coefficient leaves 64 bits */
  CoefficientsAttr times(CoefficientsAttr other) {
    var product = new ArrayList<>(Collections.nCopies(degree() + other.degree() + 1, 0L));
    for (int i = 0; i <= degree(); i++) {
      for (int j = 0; j <= other.degree(); j++) {
        product.set(i + j, Math.addExact(product.get(i + j), Math.multiplyExact(values.get(i), other.values.get(j))));
      }
    }
    return new CoefficientsAttr(product);
  }

  @Override
  public String dialect() {
    return PolyDialect.NAMESPACE;
  }

  @Override
  public String body() {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "coefficients<[", "]>"));
  }

  @Override
  public String toString() {
    return "#" + dialect() + "." + body();
  }
}
