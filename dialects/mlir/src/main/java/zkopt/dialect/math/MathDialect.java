package zkopt.dialect.math;

import java.util.List;
import java.util.stream.Stream;
import zkopt.dialect.arith.ConstantOp;
import zkopt.ir.Attribute;
import zkopt.ir.Dialect;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;

/** Functions of floats. */
public final class MathDialect implements Dialect {
  @Override
  public String namespace() {
    return "math";
  }

  @Override
  public String summary() {
    return "Functions of real numbers, as in MLIR.";
  }

  @Override
  public List<OpSpec> operations() {
    return Stream.of(
            Stream.of(UnaryOp.Kind.values()).map(UnaryOp.Kind::spec),
            Stream.of(BinaryOp.Kind.values()).map(BinaryOp.Kind::spec),
            Stream.of(IntegerUnaryOp.Kind.values()).map(IntegerUnaryOp.Kind::spec),
            Stream.of(FmaOp.SPEC, FPowIOp.SPEC, IPowIOp.SPEC))
        .flatMap(s -> s).toList();
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof TypedAttr typed && typed.type().equals(type) ? ConstantOp.create(builder, location, typed) : null;
  }
}
