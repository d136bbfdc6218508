package org.example.poly;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import zkopt.ir.Attribute;
import zkopt.ir.Dialect;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.Type;

/** The {@code poly} dialect. */
public final class PolyDialect implements Dialect {
  static final String NAMESPACE = "poly";

  @Override
  public String namespace() {
    return NAMESPACE;
  }

  @Override
  public String summary() {
    return "Polynomials with integer coefficients and their values.";
  }

  @Override
  public List<Syntax> types() {
    return List.of(new Syntax("!poly.polynomial<degree>", "a polynomial of this degree at most"));
  }

  @Override
  public List<Syntax> attributes() {
    return List.of(new Syntax("#poly.coefficients<[c0, c1]>", "the coefficients, lowest first"));
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(ConstantOp.SPEC, MulOp.SPEC, EvalOp.SPEC);
  }

  @Override
  public Type parseType(String mnemonic, OpParser parser) {
    if (!mnemonic.equals("polynomial")) return null;
    Location location = parser.currentLocation();
    parser.expect("<");
    long degree = parser.parseInteger();
    parser.expect(">");
    return checked(parser, location, () -> new PolynomialType(Math.clamp(degree, -1, 1000)));
  }

  @Override
  public Attribute parseAttribute(String mnemonic, OpParser parser) {
    if (!mnemonic.equals("coefficients")) return null;
    Location location = parser.currentLocation();
    parser.expect("<");
    parser.expect("[");
    var values = new ArrayList<Long>();
    do values.add(parser.parseInteger());
    while (parser.accept(","));
    parser.expect("]");
    parser.expect(">");
    return checked(parser, location, () -> new CoefficientsAttr(values));
  }

  /** What a type or attribute complains about becomes a diagnostic with a place. */
  private static <T> T checked(OpParser parser, Location location, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw parser.error(location, e.getMessage());
    }
  }

  /** Makes constants of what folding computed. */
  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof CoefficientsAttr c && type instanceof PolynomialType t ? ConstantOp.create(builder, location, c, t) : null;
  }
}
