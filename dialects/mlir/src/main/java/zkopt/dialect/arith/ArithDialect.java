package zkopt.dialect.arith;

import java.util.List;
import java.util.stream.Stream;
import zkopt.ir.Attribute;
import zkopt.ir.Dialect;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;

/** Arithmetic on integers, indices and floats, element by element on tensors and vectors. */
public final class ArithDialect implements Dialect {
  @Override
  public String namespace() {
    return "arith";
  }

  @Override
  public String summary() {
    return "Integer and floating-point arithmetic, as in MLIR.";
  }

  @Override
  public List<Syntax> attributes() {
    return List.of(new Syntax("#arith.fastmath<flags>", "what may be assumed of floating-point values"),
        new Syntax("#arith.overflow<flags>", "which overflows cannot happen"));
  }

  @Override
  public List<OpSpec> operations() {
    return Stream.of(
            Stream.of(ConstantOp.SPEC, CmpIOp.SPEC, CmpFOp.SPEC, SelectOp.SPEC),
            Stream.of(BinaryOp.Kind.values()).map(BinaryOp.Kind::spec),
            Stream.of(ExtendedOp.Kind.values()).map(ExtendedOp.Kind::spec),
            Stream.of(UnaryOp.Kind.values()).map(UnaryOp.Kind::spec),
            Stream.of(CastOp.Kind.values()).map(CastOp.Kind::spec))
        .flatMap(s -> s).toList();
  }

  @Override
  public Attribute parseAttribute(String mnemonic, OpParser parser) {
    return FlagsAttr.MNEMONICS.contains(mnemonic) ? FlagsAttr.parse(mnemonic, parser) : null;
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof TypedAttr typed && typed.type().equals(type) ? ConstantOp.create(builder, location, typed) : null;
  }
}
