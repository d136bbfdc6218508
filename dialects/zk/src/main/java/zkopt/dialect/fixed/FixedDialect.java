package zkopt.dialect.fixed;

import java.util.List;
import java.util.stream.Stream;
import zkopt.ir.Attribute;
import zkopt.ir.Dialect;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.Type;

/** The {@code fixed} dialect. */
public final class FixedDialect implements Dialect {
  /**
   * A discardable attribute {@code array<i64: least, greatest>}: what whoever made the operation knows of its result. Not believed where
   * soundness rests on it.
   */
  public static final String BOUNDS = "fixed.bounds";

  /**
   * A discardable attribute {@code f64} of constants, and of globals: how far they are at most from the reals that they stand for. Absent
   * where they are exact, and where nothing is stated. For {@link FixedErrors} alone.
   */
  public static final String ERROR = "fixed.error";

  /** A discardable unit attribute: that the operation rounds to whole numbers because the model does. For {@link FixedErrors} alone. */
  public static final String WHOLE = "fixed.whole";

  /**
   * A discardable unit attribute of a {@code memref.alloc} of floats: its elements are rescaled when they are stored, even if what is stored is
   * exact and is only moved there.
   */
  public static final String SETTLED = "fixed.settled";

  @Override
  public String namespace() {
    return "fixed";
  }

  @Override
  public String summary() {
    return "Exact arithmetic on fixed-point numbers: each operation is a function of integers.";
  }

  @Override
  public List<Syntax> types() {
    return List.of(new Syntax("!fixed.q<width, frac>", "the integer n, |n| < 2^(width-1), for the real number n * 2^-frac"));
  }

  @Override
  public List<OpSpec> operations() {
    return Stream.of(
        Stream.of(ConstantOp.SPEC, RescaleOp.SPEC, TableOp.SPEC),
        Stream.of(BinaryOp.Kind.values()).map(BinaryOp.Kind::spec),
        Stream.of(UnaryOp.Kind.values()).map(UnaryOp.Kind::spec)).flatMap(s -> s).toList();
  }

  @Override
  public Type parseType(String mnemonic, OpParser parser) {
    if (!mnemonic.equals("q")) return null;
    Location location = parser.currentLocation();
    parser.expect("<");
    long width = parser.parseInteger();
    parser.expect(",");
    long frac = parser.parseInteger();
    parser.expect(">");
    try {
      return new QType(Math.clamp(width, 0, 1000), Math.clamp(frac, -1, 1000));
    } catch (IllegalArgumentException e) {
      throw parser.error(location, e.getMessage());
    }
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof IntegerAttr n && type instanceof QType q ? ConstantOp.create(builder, location, n.value(), q) : null;
  }
}
