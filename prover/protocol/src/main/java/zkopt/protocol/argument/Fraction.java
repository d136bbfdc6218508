package zkopt.protocol.argument;

import zkopt.protocol.constraint.Graph;

/** A quotient of two nodes. */
public record Fraction(int numerator, int denominator) {
  Fraction plus(Fraction other, Graph g) {
    int left = g.mul(numerator, other.denominator);
    int right = g.mul(other.numerator, denominator);
    return new Fraction(g.add(left, right), g.mul(denominator, other.denominator));
  }

  Fraction times(Fraction other, Graph g) {
    return new Fraction(g.mul(numerator, other.numerator), g.mul(denominator, other.denominator));
  }
}
